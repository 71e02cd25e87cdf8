package cn.beian.inspect.hybrid.flutter;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.NativeLibrary;
import cn.beian.inspect.library.Library;
import cn.beian.inspect.library.LicenceNotices;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.LiteralFacts;
import cn.beian.inspect.shared.UiText;
import cn.beian.inspect.shared.UrlFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Flutter app says of itself beside its machine code: the strings of its Dart code, the
 * packages that it is made of and their licences. What the code does is not read: coverage of code,
 * text and pages says so.
 */
public final class FlutterApp {
  private static final Pattern LIBRARY = Pattern.compile("libs?/[^/]+/libapp\\.so");
  private static final List<String> NOTICES = List.of("NOTICES.Z", "NOTICES");
  private static final Pattern PACKAGE = Pattern.compile("package:([a-z0-9_]{1,64})/.*");

  /** What is no path of a server: files of the app, code, channels of the framework. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?i)(?:/etc/|(?:assets|packages|images?|fonts?|lib|flutter|plugins\\.flutter[^/]*|dev\\.[^/]*"
              + "|com\\.[^/]*|io\\.[^/]*|application|text|audio|video|model|multipart|message)/)"
              + ".*|.*\\.(?:dart|png|jpe?g|webp|svg|gif|json|ttf|otf|mp3|mp4|so|frag)");

  /** Names that every app of Flutter has, but where names were taken away. */
  private static final Set<String> PLAIN_NAMES =
      Set.of("WidgetsFlutterBinding", "StatelessElement", "RenderObject", "BuildContext");

  private final InspectionContext context;
  private final FactSink facts;
  private final Set<String> used = new TreeSet<>();

  private FlutterApp(InspectionContext context) {
    this.context = context;
    this.facts = context.facts();
  }

  /** Whether an entry is the library that holds the Dart code. */
  public static boolean isLibrary(String entry) {
    return LIBRARY.matcher(entry).matches();
  }

  /** Whether a library for Linux holds Dart code, whatever it is called. */
  public static boolean isDart(byte[] library, Limits limits) {
    try {
      return NativeLibrary.symbol(library, DartSnapshot.DATA, limits).isPresent();
    } catch (BrokenDataException e) {
      return false; // told of by those who read how it is hardened
    }
  }

  /**
   * Adds the facts of an app.
   *
   * @param libraries paths of the Dart code for one machine each; the first that is there is read
   * @param assets folders that may hold licences, with their slash
   * @throws PackageFormatException LIMIT
   */
  public static void read(
      FileTree files, List<String> libraries, List<String> assets, InspectionContext context)
      throws PackageFormatException {
    FlutterApp app = new FlutterApp(context);
    Optional<FileTree.Entry> library = first(files, libraries);
    if (library.isPresent()) {
      app.library(library.get());
    }
    List<String> notices = new ArrayList<>();
    assets.forEach(folder -> NOTICES.forEach(name -> notices.add(folder + name)));
    Optional<FileTree.Entry> licences = first(files, notices);
    if (licences.isPresent()) {
      app.notices(licences.get(), library.isPresent());
    }
  }

  private static Optional<FileTree.Entry> first(FileTree files, List<String> names) {
    return names.stream().map(files::entry).flatMap(Optional::stream).findFirst();
  }

  // ---- code ------------------------------------------------------------------------------------

  private void library(FileTree.Entry entry) throws PackageFormatException {
    Locator at = Locator.entry(entry.name());
    Optional<DartSnapshot> snapshot = Optional.empty();
    try {
      snapshot = DartSnapshot.of(entry.bytes(), context.limits());
    } catch (BrokenDataException e) {
      facts.anomaly("flutter_broken", at, String.valueOf(e.getMessage()));
    } catch (PackageFormatException e) {
      if (e.code() == PackageFormatException.Code.LIMIT) {
        throw e;
      }
      facts.anomaly("flutter_broken", at, "damaged");
    }
    if (snapshot.isEmpty() || snapshot.get().strings().isEmpty()) {
      facts.anomaly("flutter_unknown", at, "no snapshot with strings: a build in release mode");
      return;
    }
    identity(at, "dart_snapshot", snapshot.get().versionHash());
    identity(at, "dart_features", snapshot.get().features());
    Set<String> strings = new TreeSet<>(snapshot.get().strings());
    for (String text : strings) {
      string(text, at);
    }
    if (PLAIN_NAMES.stream().noneMatch(strings::contains)) {
      facts.anomaly("flutter_obfuscated", at, "names were taken away; a build without --obfuscate");
      Coverage.CODE.add(facts, 0, 1, Unread.FLUTTER_OBFUSCATED);
    }
  }

  private void identity(Locator at, String name, String value) {
    if (!value.isBlank()) {
      facts.add(FactKind.IDENTITY, at, Map.of(Field.NAME, name, Field.VALUE, value));
    }
  }

  private void string(String text, Locator at) {
    Matcher owner = PACKAGE.matcher(text);
    if (owner.matches()) {
      used.add(owner.group(1));
    } else if (UrlFacts.add(facts, text, Origin.APP, at)) {
      return;
    } else if (UiText.isChinese(text)) {
      facts.add(FactKind.CONST_STRING, at, Map.of(Field.TEXT, text));
    } else if (!OWN.matcher(text).matches()) {
      LiteralFacts.add(facts, text, at);
    }
  }

  // ---- components ------------------------------------------------------------------------------

  private void notices(FileTree.Entry entry, boolean withCode) throws PackageFormatException {
    Locator at = Locator.entry(entry.name());
    Optional<SortedMap<String, String>> read = LicenceNotices.read(entry, context);
    if (read.isEmpty()) {
      facts.anomaly("flutter_broken", at, "licences cannot be inflated");
    }
    SortedMap<String, String> packages = new TreeMap<>(read.orElse(new TreeMap<>()));
    used.forEach(name -> packages.putIfAbsent(name, ""));
    packages.forEach(
        (name, licence) -> {
          Map<Field, Object> values = new EnumMap<>(Field.class);
          values.put(Field.NAME, name);
          if (!licence.isEmpty()) {
            values.put(Field.DETAIL, licence);
          }
          if (used.contains(name)) {
            Library.of("pub", name, "").tell(facts, at);
          }
          boolean own = withCode && !used.contains(name); // of the engine, or never called
          facts.add(FactKind.SDK, own ? Origin.FRAMEWORK : Origin.SDK, "", at, values);
        });
  }
}
