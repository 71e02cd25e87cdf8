package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.ASSET;

import cn.beian.facts.Field;
import cn.beian.inspect.library.StatedLibraries;
import cn.beian.inspect.miniprogram.MpvueSource;
import cn.beian.inspect.miniprogram.TaroSource;
import cn.beian.inspect.miniprogram.UniAppSource;
import cn.beian.inspect.miniprogram.WechatSource;
import cn.beian.inspect.miniprogram.WepySource;
import cn.beian.inspect.quickapp.QuickAppSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackagePart;
import cn.beian.inspect.shared.KeyFile;
import cn.beian.inspect.webapp.facts.Screens;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.SourceFormat;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the source of a mini-program: a folder or ZIP that holds the app at its root or below.
 *
 * <p>A page is what the configuration lists. Texts and controls of a component belong to each page
 * that uses it; those of pages that are not listed and of components that no page uses belong to no
 * screen.
 */
public final class MiniProgramReader implements FormatReader {
  /** Of two apps equally near to the root the format that stands first is taken. */
  private static final List<SourceFormat> FORMATS =
      List.of(
          new UniAppSource(),
          new TaroSource(),
          new WepySource(),
          new MpvueSource(),
          new QuickAppSource(),
          WechatSource.ALIPAY,
          WechatSource.QUICK_APP,
          WechatSource.WECHAT);

  private static final Set<String> MEDIA =
      Set.of("png", "jpg", "jpeg", "gif", "svg", "webp", "mp3", "mp4", "ttf", "woff", "woff2");

  /** Endings of files that hold keys or certificates. */
  private static final Set<String> KEYS =
      Set.of("pfx", "p12", "jks", "keystore", "bks", "key", "ppk", "pem", "der");

  /** Endings of what is read as text: a key in it would be no script and no template. */
  private static final Set<String> TEXTS =
      Set.of(
          "js", "mjs", "ts", "jsx", "tsx", "wxs", "sjs", "json", "wxml", "axml", "html", "vue",
          "wpy", "ux", "wxss", "acss", "css", "scss", "less", "map");

  private record Found(SourceFormat format, String root) {}

  @Override
  public boolean recognises(List<PackagePart> parts) {
    return parts.size() == 1 && parts.get(0).files().flatMap(MiniProgramReader::find).isPresent();
  }

  private static Optional<Found> find(FileTree tree) {
    return FORMATS.stream()
        .flatMap(
            format ->
                format
                    .root(tree)
                    .map(root -> Stream.of(new Found(format, root)))
                    .orElse(Stream.empty()))
        .min(Comparator.comparingLong(found -> found.root.chars().filter(c -> c == '/').count()));
  }

  @Override
  public Format read(List<PackagePart> parts, InspectionContext context)
      throws PackageFormatException {
    FileTree tree = parts.get(0).files().orElseThrow();
    Found found = find(tree).orElseThrow();
    ProjectFiles source = found.format.open(tree, found.root, context);
    StatedLibraries.read(tree, context);
    return read(found.format, source, context);
  }

  /**
   * Reads files that are known to be of that format.
   *
   * @throws PackageFormatException if there can be no facts
   */
  static Format read(SourceFormat format, ProjectFiles source, InspectionContext context)
      throws PackageFormatException {
    Parsing parsing = new Parsing(source, context);
    new Screens(parsing, format.load(parsing)).add();
    assets(source);
    return format.format(source);
  }

  /** Pictures, sounds and fonts, and files that hold keys, by their names or their bytes. */
  private static void assets(ProjectFiles source) throws PackageFormatException {
    for (String path : source.paths()) {
      String type = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      Optional<FileTree.Entry> entry = TEXTS.contains(type) ? Optional.empty() : source.entry(path);
      Optional<String> key = entry.isPresent() ? KeyFile.in(entry.get()) : Optional.empty();
      if (MEDIA.contains(type) || KEYS.contains(type) || key.isPresent()) {
        Map<Field, Object> values = new EnumMap<>(Field.class);
        values.put(Field.NAME, path);
        values.put(Field.TYPE, type);
        values.put(Field.SIZE_BYTES, source.statedBytes(path));
        key.ifPresent(role -> values.put(Field.ROLE, role));
        source.facts().add(ASSET, source.origin(path), "", source.at(path), values);
      }
    }
  }
}
