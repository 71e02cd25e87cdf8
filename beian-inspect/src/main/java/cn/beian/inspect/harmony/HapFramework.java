package cn.beian.inspect.harmony;

import cn.beian.inspect.hybrid.EmbeddedWorlds;
import cn.beian.inspect.hybrid.World;
import cn.beian.inspect.reader.FileTree;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an app was made with: another world, or what the files of the platform tell. */
final class HapFramework {
  static final String JAVA = "java";
  static final String NATIVE = "native";

  /** In the order in which they count. */
  private static final List<Map.Entry<String, Pattern>> SIGNS =
      List.of(
          Map.entry("arkts", Pattern.compile("ets/.*\\.abc")),
          Map.entry("js", Pattern.compile("assets/js/.*\\.js")),
          Map.entry(JAVA, Pattern.compile("classes\\.dex")));

  private HapFramework() {}

  /** The first whose files are in one of the parts. */
  static String of(List<HapPart> parts, List<EmbeddedWorlds> worlds) {
    return worlds.stream()
        .flatMap(each -> each.found().stream())
        .sorted()
        .findFirst()
        .map(World::jsonName)
        .orElseGet(() -> ofPlatform(parts));
  }

  private static String ofPlatform(List<HapPart> parts) {
    for (Map.Entry<String, Pattern> sign : SIGNS) {
      for (HapPart part : parts) {
        for (FileTree.Entry entry : part.files().entries()) {
          if (sign.getValue().matcher(entry.name()).matches()) {
            return sign.getKey();
          }
        }
      }
    }
    return NATIVE;
  }
}
