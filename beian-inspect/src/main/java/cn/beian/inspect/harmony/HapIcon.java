package cn.beian.inspect.harmony;

import cn.beian.inspect.harmony.manifest.Said;
import cn.beian.inspect.harmony.resource.Resource;
import cn.beian.inspect.harmony.resource.ResourceIndex;
import cn.beian.inspect.markup.TextBytes;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Json;
import java.util.Comparator;
import java.util.Optional;

/**
 * The files of the icon that a manifest names. The table of resources has the path from the module,
 * {@code entry/resources/base/media/icon.png}; in the package the module is left out (Stage) or
 * stands behind {@code assets/} (FA). An icon of layers is a file that names two others:
 *
 * <pre>
 * {"layered-image":{"background":"$media:16777217","foreground":"$media:16777218"}}
 * </pre>
 */
final class HapIcon {
  /**
   * What was found.
   *
   * @param picture the file, of an icon of layers that in front
   * @param background the file behind it; empty where the icon has no layers
   */
  record Found(String picture, String background) {}

  private static final String LAYERS = ".json";
  private static final String REFERENCE = "$media:";
  private static final int MAX_BYTES = 65_536;

  private final ResourceIndex resources;
  private final FileTree files;
  private final int nesting;

  HapIcon(ResourceIndex resources, FileTree files, int nesting) {
    this.resources = resources;
    this.files = files;
    this.nesting = nesting;
  }

  /**
   * Finds it; empty where the package has no file of it.
   *
   * @throws PackageFormatException LIMIT
   */
  Optional<Found> of(Said said) throws PackageFormatException {
    Optional<FileTree.Entry> file = file(said);
    if (file.isEmpty() || !file.get().name().endsWith(LAYERS)) {
      return file.map(entry -> new Found(entry.name(), ""));
    }
    Json layers = layers(file.get());
    String background = file(layer(layers.get("background"))).map(FileTree.Entry::name).orElse("");
    return file(layer(layers.get("foreground")))
        .filter(entry -> !entry.name().endsWith(LAYERS))
        .map(entry -> new Found(entry.name(), background));
  }

  private Json layers(FileTree.Entry file) throws PackageFormatException {
    if (file.statedBytes() > MAX_BYTES) {
      return Json.ABSENT;
    }
    try {
      String text = TextBytes.of(file.bytes()).text();
      return Json.parse(text, nesting).get("layered-image");
    } catch (Json.Broken e) {
      return Json.ABSENT;
    } catch (PackageFormatException e) {
      if (e.code() == PackageFormatException.Code.LIMIT) {
        throw e;
      }
      return Json.ABSENT; // told when the entry is inflated with the others
    }
  }

  /** What a layer refers to, by its number or its name. */
  private static Said layer(Json json) {
    String text = json.text();
    if (!text.startsWith(REFERENCE)) {
      return new Said(text, 0);
    }
    try {
      return new Said(text, Integer.parseInt(text.substring(REFERENCE.length())));
    } catch (NumberFormatException e) {
      return new Said(text, 0);
    }
  }

  /** The largest file of a resource, which may have one for each density. */
  private Optional<FileTree.Entry> file(Said said) {
    Optional<Resource> media = said.id() == 0 ? Optional.empty() : resources.get(said.id());
    if (media.isEmpty() && said.text().startsWith("$")) {
      media = resources.named(said.text().substring(1).replace(':', '.'));
    }
    return media.filter(found -> found.type() == Resource.MEDIA).stream()
        .flatMap(found -> found.values().stream())
        .flatMap(value -> value.texts().stream())
        .flatMap(path -> entry(path).stream())
        .max(Comparator.comparingLong(FileTree.Entry::statedBytes));
  }

  private Optional<FileTree.Entry> entry(String path) {
    Optional<FileTree.Entry> behind = files.entry("assets/" + path);
    return behind.isPresent() ? behind : files.entry(path.substring(path.indexOf('/') + 1));
  }
}
