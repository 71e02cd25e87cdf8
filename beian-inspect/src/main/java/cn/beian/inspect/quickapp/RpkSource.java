package cn.beian.inspect.quickapp;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Languages;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.ReactViews;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.SourceFormat;
import cn.beian.inspect.webapp.project.View;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The contents of a packaged quick app: manifest.json and one compiled script a page. */
public final class RpkSource implements SourceFormat {
  @Override
  public Optional<String> root(FileTree tree) {
    return tree.entry(QuickAppManifest.FILE).isPresent() ? Optional.of("") : Optional.empty();
  }

  @Override
  public Format format(ProjectFiles source) {
    return new Format("rpk", "quick-app");
  }

  @Override
  public ProjectModel load(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    Json manifest = QuickAppManifest.read(parsing);
    Map<String, String> texts = Languages.add(parsing);
    QuickAppManifest.facts(source, manifest, texts);
    SortedMap<String, Script> scripts = parsing.scripts(source.scripts());
    SortedMap<String, View> views = new ReactViews(source, scripts).views();
    Map<String, Page> pages = QuickAppManifest.pages(source, manifest, texts);
    return new ProjectModel(
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
