package cn.beian.inspect.library;

import cn.beian.facts.Locator;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the files of a package that state components, whatever format the package has. Which files
 * these are is known by their names; each is read once, and its size is bounded.
 */
public final class StatedLibraries {
  /** Statements of one tree of files; an app of today has a few hundred. */
  private static final int MAX_STATEMENTS = 20_000;

  private static final int MAX_BYTES = 8 << 20;
  private static final Pattern LICENSE_FILE =
      Pattern.compile("(?i)(?:.*/)?(?:licen[sc]e|copying|notice)(?:[-_.][^/]{0,60})?");
  private static final List<String> LICENSE_ENDINGS = List.of("", "txt", "md", "html");
  private static final Pattern VERSION_PART = Pattern.compile("\\d.*|[a-z]?(?:gpl|pl)v?\\d.*");

  private final Function<String, Optional<FileTree.Entry>> files;
  private final InspectionContext context;
  private int statements;
  private boolean full;

  private StatedLibraries(
      Function<String, Optional<FileTree.Entry>> files, InspectionContext context) {
    this.files = files;
    this.context = context;
  }

  /**
   * Adds a fact for each component that is stated.
   *
   * @param context whose facts take the names of the files as places
   * @throws PackageFormatException LIMIT
   */
  public static void read(FileTree files, InspectionContext context) throws PackageFormatException {
    new StatedLibraries(files::entry, context).entries(files.entries());
  }

  /** As {@link #read(FileTree, InspectionContext)}, of files each of which stands alone. */
  public static void read(List<FileTree.Entry> entries, InspectionContext context)
      throws PackageFormatException {
    new StatedLibraries(name -> Optional.empty(), context).entries(entries);
  }

  private void entries(List<FileTree.Entry> entries) throws PackageFormatException {
    TreeSet<String> folders = new TreeSet<>();
    for (FileTree.Entry entry : entries) {
      entry(entry, folders);
    }
  }

  private void entry(FileTree.Entry entry, Collection<String> folders)
      throws PackageFormatException {
    String path = entry.name();
    String file = path.substring(path.lastIndexOf('/') + 1);
    Optional<String> npm = NodeStatements.builtIn(path);
    if (npm.isPresent() && folders.add(npm.get())) {
      tell(Library.of(NodeStatements.NPM, npm.get(), ""), entry);
    }
    if (path.startsWith("META-INF/") && file.endsWith(".version")) {
      tell(MavenStatements.version(path, text(entry)), entry);
    } else if (file.equals("pom.properties")) {
      tell(MavenStatements.pomProperties(path, text(entry)), entry);
    } else if (file.equals("pom.xml")) {
      tell(MavenStatements.pom(path, text(entry)), entry);
    } else if (file.equals("app-metadata.properties")) {
      tell(MavenStatements.androidPlugin(text(entry)), entry);
    } else if (file.equals("dependencies.pb") && path.contains("build.libraries/")) {
      tell(MavenStatements.dependencies(bytes(entry)), entry);
    } else if (file.equals(path) && file.endsWith(".properties")) {
      tell(MavenStatements.client(text(entry)), entry);
    } else if (file.startsWith("NOTICES") && path.contains("flutter_assets/NOTICES")) {
      flutter(entry);
    } else if (file.equals("third_party_license_metadata")) {
      google(entry);
    } else if (file.endsWith(".json")) {
      json(entry, file);
    } else if (LICENSE_FILE.matcher(path).matches() && isText(file)) {
      licenseFile(entry);
    }
  }

  private void json(FileTree.Entry entry, String file) throws PackageFormatException {
    String path = entry.name();
    switch (file) {
      case "kotlin-tooling-metadata.json" -> tell(MavenStatements.tooling(parsed(entry)), entry);
      case "aboutlibraries.json" -> tell(LicenseLists.aboutLibraries(parsed(entry)), entry);
      case "open_source_licenses.json" -> tell(LicenseLists.licensePlugin(parsed(entry)), entry);
      case "pkgContextInfo.json" -> tell(NodeStatements.harmony(parsed(entry)), entry);
      case "artifacts.json" -> {
        if (path.endsWith("licensee/artifacts.json")) {
          tell(LicenseLists.licensee(parsed(entry)), entry);
        }
      }
      case "package-lock.json" -> {
        if (ProjectFiles.ships(path)) {
          tell(NodeStatements.lock(parsed(entry)), entry);
        }
      }
      case "package.json" -> {
        Optional<String> folder = NodeStatements.builtIn(path);
        if (folder.isPresent()) {
          tell(NodeStatements.ofPackage(folder.get(), parsed(entry)), entry);
        } else if (ProjectFiles.ships(path)) {
          tell(NodeStatements.project(parsed(entry)), entry);
        }
      }
      default -> {} // of no tool that is known here
    }
  }

  /** Packages of Dart and parts of the engine alike; the code tells them apart. */
  private void flutter(FileTree.Entry entry) throws PackageFormatException {
    for (var each : LicenceNotices.read(entry, context).orElseGet(TreeMap::new).entrySet()) {
      List<String> licenses = each.getValue().isEmpty() ? List.of() : List.of(each.getValue());
      tell(Library.of("", each.getKey(), "").under(licenses), entry);
    }
  }

  private void google(FileTree.Entry entry) throws PackageFormatException {
    String name = entry.name();
    String texts = name.substring(0, name.length() - "_metadata".length()) + "s";
    Optional<FileTree.Entry> beside = files.apply(texts);
    byte[] bytes = beside.isPresent() ? bytes(beside.get()) : new byte[0];
    tell(LicenseLists.google(text(entry), bytes), entry);
  }

  private void licenseFile(FileTree.Entry entry) throws PackageFormatException {
    if (!ProjectFiles.ships(entry.name())) {
      return;
    }
    Optional<String> license = Licenses.ofText(text(entry));
    if (license.isPresent()) {
      Library of =
          NodeStatements.builtIn(entry.name())
              .map(name -> Library.of(NodeStatements.NPM, name, ""))
              .orElseGet(() -> Library.of("file", entry.name(), ""));
      tell(of.under(List.of(license.get())), entry);
    }
  }

  /** Names without an ending, or with one of texts; that of GPL.v3 or LICENSE-2.0 is no ending. */
  private static boolean isText(String file) {
    int dot = file.lastIndexOf('.');
    String ending = dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    return LICENSE_ENDINGS.contains(ending) || VERSION_PART.matcher(ending).matches();
  }

  // ---- reading ---------------------------------------------------------------------------------

  private byte[] bytes(FileTree.Entry entry) throws PackageFormatException {
    if (entry.statedBytes() > MAX_BYTES) {
      context
          .facts()
          .anomaly(
              "library-list-not-read",
              Locator.entry(entry.name()),
              "more than " + MAX_BYTES + " bytes");
      return new byte[0];
    }
    try {
      return entry.bytes();
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      return new byte[0]; // told of where every entry is read
    }
  }

  private String text(FileTree.Entry entry) throws PackageFormatException {
    return new String(bytes(entry), StandardCharsets.UTF_8);
  }

  private Json parsed(FileTree.Entry entry) throws PackageFormatException {
    try {
      return Json.parse(text(entry), context.limits().nesting());
    } catch (Json.Broken e) {
      return Json.ABSENT;
    }
  }

  private void tell(Optional<Library> library, FileTree.Entry at) {
    library.ifPresent(found -> tell(found, at));
  }

  private void tell(Collection<Library> libraries, FileTree.Entry at) {
    libraries.forEach(found -> tell(found, at));
  }

  private void tell(Library library, FileTree.Entry at) {
    if (statements < MAX_STATEMENTS) {
      statements++;
      library.tell(context.facts(), Locator.entry(at.name()));
    } else if (!full) {
      full = true;
      context
          .facts()
          .anomaly(
              "library-list-not-read",
              Locator.entry(at.name()),
              "more than " + MAX_STATEMENTS + " statements of components");
    }
  }
}
