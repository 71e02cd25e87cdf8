package cn.beian.inspect.miniprogram;

import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader.Format;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.js.Script;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The contents of a packaged quick app: manifest.json and one compiled script a page. */
final class RpkSource implements SourceFormat {
  @Override
  public Optional<String> root(FileTree tree) {
    return tree.entry(QuickAppManifest.FILE).isPresent() ? Optional.of("") : Optional.empty();
  }

  @Override
  public Format format(Source source) {
    return new Format("rpk", "quick-app");
  }

  @Override
  public App load(Parsing parsing) throws PackageFormatException {
    Source source = parsing.source();
    Json manifest = QuickAppManifest.read(parsing);
    Map<String, String> texts = Languages.add(parsing);
    QuickAppManifest.facts(source, manifest, texts);
    SortedMap<String, Script> scripts = parsing.scripts(source.scripts());
    SortedMap<String, View> views = new ReactViews(source, scripts).views();
    Map<String, Page> pages = QuickAppManifest.pages(source, manifest, texts);
    return new App(
        Routes.of(new LinkedHashMap<>(pages), Set.of(), QuickAppManifest.entry(manifest)),
        views,
        scripts,
        source.existing("app.js"),
        texts,
        views.size(),
        1,
        1);
  }
}
