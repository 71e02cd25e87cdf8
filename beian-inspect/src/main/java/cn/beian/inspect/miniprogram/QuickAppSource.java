package cn.beian.inspect.miniprogram;

import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader.Format;
import cn.beian.inspect.PackageFormatException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The source of a quick app: manifest.json and {@code .ux} files. */
final class QuickAppSource implements SourceFormat {
  @Override
  public Optional<String> root(FileTree tree) {
    return Roots.of(tree, QuickAppManifest.FILE, ".ux");
  }

  @Override
  public Format format(Source source) {
    return new Format("quick-app-source", "quick-app");
  }

  @Override
  public App load(Parsing parsing) throws PackageFormatException {
    Source source = parsing.source();
    Json manifest = QuickAppManifest.read(parsing);
    Map<String, String> texts = Languages.add(parsing);
    QuickAppManifest.facts(source, manifest, texts);
    VueFiles files = VueFiles.parse(parsing, Dialect.UX, ".ux");
    Map<String, Page> pages = QuickAppManifest.pages(source, manifest, texts);
    return new App(
        Routes.of(pages, Set.of(), QuickAppManifest.entry(manifest)),
        files.views(new UxParts(source, files)),
        files.scripts(),
        source.existing("app.ux"),
        texts,
        files.total(),
        1,
        1);
  }
}
