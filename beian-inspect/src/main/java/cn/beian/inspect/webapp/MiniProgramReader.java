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
import cn.beian.inspect.webapp.facts.Screens;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.SourceFormat;
import java.util.Comparator;
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

  private static void assets(ProjectFiles source) {
    for (String path : source.paths()) {
      String type = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (MEDIA.contains(type)) {
        source
            .facts()
            .add(
                ASSET,
                source.origin(path),
                "",
                source.at(path),
                Map.of(
                    Field.NAME,
                    path,
                    Field.TYPE,
                    type,
                    Field.SIZE_BYTES,
                    source.statedBytes(path)));
      }
    }
  }
}
