package cn.beian.inspect.hybrid;

import cn.beian.inspect.reader.FileTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the packages of a platform hold what the tools of other worlds leave in them. All paths are
 * those of entries.
 *
 * @param signs files that only the tools of that world write
 * @param bundles scripts or bytecode of React Native
 * @param folders beginning of a path up to the slash behind a folder of web pages or a uni-app
 * @param assets beginnings of the paths of files that the app ships as they are; of several that
 *     fit the first counts
 * @param dart libraries of Dart code, the one to read first
 * @param notices folders of the assets of Flutter
 * @param settings beginning of the paths of the settings of Capacitor and Cordova
 */
public record WorldPlaces(
    Map<World, Pattern> signs,
    Pattern bundles,
    Pattern folders,
    List<String> assets,
    List<String> dart,
    List<String> notices,
    String settings) {
  private static final List<String> MACHINES = List.of("arm64-v8a", "armeabi-v7a", "x86_64", "x86");
  private static final Pattern FA_FOLDER = Pattern.compile("assets/[^/]+/resources/rawfile/");
  private static final int MAX_MODULES = 100;
  private static final String DART = "/libapp.so";

  public WorldPlaces {
    signs = Map.copyOf(signs);
    assets = List.copyOf(assets);
    dart = List.copyOf(dart);
    notices = List.copyOf(notices);
  }

  /** APKs and modules of bundles. */
  public static WorldPlaces android() {
    Pattern bundles = Pattern.compile("assets/(?:.*/)?[^/]*\\.(?:android\\.bundle|jsbundle|hbc)");
    return new WorldPlaces(
        Map.of(
            World.UNI_APP, Pattern.compile("assets/apps/__UNI__.*"),
            World.FLUTTER, Pattern.compile("(?:.*/)?libapp\\.so|assets/flutter_assets/.*"),
            World.REACT_NATIVE, bundles,
            World.CAPACITOR, Pattern.compile("assets/capacitor\\.config\\.json"),
            World.CORDOVA, Pattern.compile("assets/www/cordova\\.js")),
        bundles,
        Pattern.compile("assets/(?:apps/[^/]+/www|www|public)/"),
        List.of("assets/", "res/", "lib/", ""), // code can read any file
        MACHINES.stream().map(machine -> "lib/" + machine + DART).toList(),
        List.of("assets/flutter_assets/"),
        "assets/");
  }

  /** iOS apps; {@code app} is the folder of the app with its slash. */
  public static WorldPlaces ios(String app) {
    String in = Pattern.quote(app);
    Pattern bundles = Pattern.compile(in + "(?:[^/]+/)?[^/]*\\.(?:jsbundle|hbc)");
    String dart = app + "Frameworks/App.framework/";
    return new WorldPlaces(
        Map.of(
            World.UNI_APP, Pattern.compile(in + "Pandora/apps/.*"),
            World.FLUTTER, Pattern.compile(in + "Frameworks/Flutter\\.framework/.*"),
            World.REACT_NATIVE, bundles,
            World.CAPACITOR, Pattern.compile(in + "capacitor\\.config\\.json"),
            World.CORDOVA, Pattern.compile(in + "www/cordova\\.js")),
        bundles,
        Pattern.compile(in + "(?:Pandora/apps/[^/]+/www|www|public)/"),
        List.of(app),
        List.of(dart + "App"),
        List.of(dart + "flutter_assets/"),
        app);
  }

  /** Modules of HarmonyOS; in the FA model resources lie below a folder of the module. */
  public static WorldPlaces harmony(FileTree files) {
    String raw = "(?:resources/(?:rawfile|resfile)|assets/[^/]+/resources/rawfile)/";
    Set<String> assets = new TreeSet<>(List.of("resources/rawfile/", "resources/resfile/"));
    for (FileTree.Entry each : files.entries()) {
      Matcher folder = FA_FOLDER.matcher(each.name());
      if (assets.size() < MAX_MODULES && folder.lookingAt()) {
        assets.add(folder.group());
      }
    }
    String bundles =
        raw
            + "(?:(?:.*/)?(?:bundle\\.harmony\\.js|[^/]*\\.harmony\\.bundle|[^/]*\\.(?:hbc|jsbundle))"
            + "|(?:[^/]+/)?rnbundle/.*\\.(?:js|bundle))";
    return new WorldPlaces(
        Map.of(
            World.UNI_APP, Pattern.compile(raw + "apps/[^/]+/www/.*"),
            World.FLUTTER,
                Pattern.compile("libs/[^/]+/lib(?:flutter|app)\\.so|" + raw + "flutter_assets/.*"),
            World.REACT_NATIVE, Pattern.compile("libs/[^/]+/librnoh[^/]*\\.so|" + bundles),
            World.CAPACITOR, Pattern.compile(raw + "capacitor\\.config\\.json"),
            World.CORDOVA, Pattern.compile(raw + "www/cordova\\.js")),
        Pattern.compile(bundles),
        Pattern.compile(raw + "(?:apps/[^/]+/www|www|public)/"),
        List.copyOf(assets),
        MACHINES.stream().map(machine -> "libs/" + machine + DART).toList(),
        List.of("resources/rawfile/flutter_assets/", "resources/resfile/flutter_assets/"),
        "resources/rawfile/");
  }
}
