package cn.beian.inspect.hybrid;

import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.Unread;
import cn.beian.inspect.hybrid.flutter.FlutterApp;
import cn.beian.inspect.hybrid.hermes.ReactNativeBundle;
import cn.beian.inspect.markup.TextBytes;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.UrlFacts;
import cn.beian.inspect.webapp.project.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The worlds that a package holds beside the code of its platform, whatever the platform: pages for
 * a web view, uni-app, React Native, Flutter.
 */
public final class EmbeddedWorlds {
  private static final String CAPACITOR = "capacitor.config.json";
  private static final String CORDOVA = "config.xml";
  private static final Pattern CONTENT =
      Pattern.compile("<content\\s(?:[^>]*\\s)?src\\s*=\\s*[\"'](https?://[^\"'>]+)");

  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)https?://(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1\\])(?=[:/?#]|$)");

  private static final List<Coverage> BEGINNING =
      List.of(Coverage.PAGES, Coverage.TEXT, Coverage.CODE);

  private final FileTree files;
  private final WorldPlaces places;
  private final Set<World> found = EnumSet.noneOf(World.class);
  private final Set<String> bundles = new TreeSet<>();
  private final FoundByContent contents;
  private final Set<String> dart;

  private EmbeddedWorlds(FileTree files, WorldPlaces places, FoundByContent contents) {
    this.files = files;
    this.places = places;
    this.contents = contents;
    this.dart = contents.dart();
    bundles.addAll(contents.bundles());
    if (!bundles.isEmpty()) {
      found.add(World.REACT_NATIVE);
    }
    if (!dart.isEmpty()) {
      found.add(World.FLUTTER);
    }
    for (FileTree.Entry entry : files.entries()) {
      places
          .signs()
          .forEach(
              (world, sign) -> {
                if (!found.contains(world) && sign.matcher(entry.name()).matches()) {
                  found.add(world);
                }
              });
      if (places.bundles().matcher(entry.name()).matches()) {
        bundles.add(entry.name());
      }
    }
  }

  /** Those of a package, or of one of the packages of an app. */
  public static EmbeddedWorlds in(FileTree files, WorldPlaces places, FoundByContent contents) {
    return new EmbeddedWorlds(files, places, contents);
  }

  /** Which there are, in the order in which they count. */
  public Set<World> found() {
    return found;
  }

  /** Why code, pages and texts of one of them are not read; empty where all are. */
  public Optional<Unread.Said> unread() {
    if (found.contains(World.FLUTTER)) {
      return Optional.of(reason(World.FLUTTER));
    }
    return found.contains(World.REACT_NATIVE) && bundles.isEmpty()
        ? Optional.of(reason(World.REACT_NATIVE))
        : Optional.empty();
  }

  private static Unread.Said reason(World world) {
    return Unread.FRAMEWORK.naming(world.jsonName());
  }

  /**
   * Puts what all of them say.
   *
   * @param encrypted whether compiled code is encrypted, which is told elsewhere
   * @throws PackageFormatException LIMIT
   */
  public void read(InspectionContext context, boolean encrypted) throws PackageFormatException {
    FileTree installed = WebFolders.installed(files, context.facts());
    new WebFolders(places.folders(), places.assets(), contents.pages(installed))
        .read(WebFolders.without(installed, bundles::contains), context);
    for (String bundle : bundles) {
      Optional<FileTree.Entry> entry = installed.entry(bundle);
      if (entry.isPresent()) {
        ReactNativeBundle.read(bundle, entry.get().bytes(), context);
      }
    }
    if (found.contains(World.FLUTTER)) {
      List<String> libraries = new ArrayList<>(places.dart());
      libraries.addAll(dart);
      if (encrypted) {
        libraries.clear();
      }
      FlutterApp.read(files, libraries, places.notices(), context);
    }
    starts(installed, context);
  }

  /** Where the app begins elsewhere: settings of Capacitor, settings of Cordova. */
  private void starts(FileTree installed, InspectionContext context) throws PackageFormatException {
    Optional<FileTree.Entry> capacitor = installed.entry(places.settings() + CAPACITOR);
    if (capacitor.isPresent()) {
      capacitor(capacitor.get(), context);
    }
    Optional<FileTree.Entry> cordova = installed.entry(places.settings() + CORDOVA);
    if (cordova.isPresent()) {
      Matcher url = CONTENT.matcher(TextBytes.of(cordova.get().bytes()).text());
      if (url.find()) {
        start(url.group(1), cordova.get().name(), context);
      }
    }
  }

  private void start(String address, String entry, InspectionContext context) {
    startsAt(address, entry, files, places, context);
  }

  private void capacitor(FileTree.Entry entry, InspectionContext context)
      throws PackageFormatException {
    byte[] bytes = entry.bytes();
    if (bytes.length == 0) {
      return; // told of where it could not be inflated
    }
    try {
      Json settings = Json.parse(TextBytes.of(bytes).text(), context.limits().nesting());
      String url = settings.get("server").get("url").text();
      if (!url.isBlank()) {
        start(url, entry.name(), context);
      }
    } catch (Json.Broken e) {
      context.facts().anomaly("json_not_parsed", Locator.entry(entry.name()), e.what());
      for (Coverage kind : BEGINNING) {
        kind.add(context.facts(), 0, 1, Unread.BEGINNING_NOT_SAID);
      }
    }
  }

  /**
   * The app begins with a page at an address: what it shows is in no package. Where the address is
   * that of the device itself and the package has pages for a web view, it is the app's own server,
   * which gives out these pages, and nothing is left unread.
   */
  public static void startsAt(
      String address, String entry, FileTree files, WorldPlaces places, InspectionContext context) {
    boolean pages =
        files.entries().stream()
            .anyMatch(file -> places.folders().matcher(file.name()).lookingAt());
    if (pages && LOOPBACK.matcher(address).lookingAt()) {
      return;
    }
    UrlFacts.add(context.facts(), address, Origin.APP, Locator.entry(entry));
    for (Coverage kind : BEGINNING) {
      kind.add(context.facts(), 0, 1, Unread.BEGINS_ON_SERVER);
    }
  }
}
