package cn.beian.inspect.quickapp;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Languages;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.Roots;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.SourceFormat;
import cn.beian.inspect.webapp.vue.VueFiles;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The source of a quick app: manifest.json and {@code .ux} files. */
public final class QuickAppSource implements SourceFormat {
  @Override
  public Optional<String> root(FileTree tree) {
    return Roots.of(tree, QuickAppManifest.FILE, ".ux");
  }

  @Override
  public Format format(ProjectFiles source) {
    return new Format("quick-app-source", "quick-app");
  }

  @Override
  public ProjectModel load(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    Json manifest = QuickAppManifest.read(parsing);
    Map<String, String> texts = Languages.add(parsing);
    QuickAppManifest.facts(source, manifest, texts);
    VueFiles files = VueFiles.parse(parsing, Dialect.UX, ".ux");
    Map<String, Page> pages = QuickAppManifest.pages(source, manifest, texts);
    return new ProjectModel(
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
