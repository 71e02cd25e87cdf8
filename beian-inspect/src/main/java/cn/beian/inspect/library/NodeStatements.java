package cn.beian.inspect.library;

import cn.beian.inspect.webapp.project.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What npm and ohpm say:
 *
 * <pre>
 * miniprogram_npm/NAME/…           a package that WeChat's tools built in, with package.json or not
 * package.json                     of the project: dependencies, of which only ranges are stated
 * package-lock.json                packages (or dependencies), version and license of each
 * pkgContextInfo.json              of a hap: packageName, version; moduleName where it is a module;
 *                                  the module itself has src/main/ as entryPath
 * </pre>
 */
final class NodeStatements {
  static final String NPM = "npm";
  private static final String MODULES = "node_modules/";
  private static final String MODULE_PATH = "src/main/";

  /** An npm package by its folder in a mini-program. */
  private static final Pattern BUILT_IN =
      Pattern.compile("(?:.*/)?miniprogram_npm/((?:@[^/]{1,100}/)?[^/@][^/]{0,120})/(.+)");

  private NodeStatements() {}

  /** The name of the package whose folder a file lies in; empty where it is in none. */
  static Optional<String> builtIn(String path) {
    Matcher folder = BUILT_IN.matcher(path);
    return path.contains("miniprogram_npm/") && folder.matches()
        ? Optional.of(folder.group(1))
        : Optional.empty();
  }

  /**
   * {@code package.json} of a package that is built in; its name goes before that of the folder.
   */
  static Library ofPackage(String folder, Json json) {
    String name = json.get("name").text();
    Json author = json.get("author");
    String maker = author.text().isEmpty() ? author.get("name").text() : author.text();
    int mail = maker.indexOf('<');
    return Library.of(NPM, name.isBlank() ? folder : name, json.get("version").text())
        .by(mail < 0 ? maker : maker.substring(0, mail))
        .under(licenses(json.get("license")));
  }

  private static Set<String> licenses(Json license) {
    Set<String> found = new TreeSet<>();
    Licenses.named(license.text().isEmpty() ? license.get("type").text() : license.text())
        .ifPresent(found::add);
    return found;
  }

  /** What the project asks for; which version it got is not stated there. */
  static List<Library> project(Json json) {
    return json.get("dependencies").members().keySet().stream()
        .map(name -> Library.of(NPM, name, ""))
        .toList();
  }

  /** What was installed, but for what only the build needs. */
  static List<Library> lock(Json json) {
    List<Library> found = new ArrayList<>();
    Map<String, Json> packages = json.get("packages").members();
    packages.forEach(
        (path, each) -> {
          int at = path.lastIndexOf(MODULES);
          if (at >= 0 && !forBuild(each)) {
            found.add(
                Library.of(NPM, path.substring(at + MODULES.length()), each.get("version").text())
                    .under(licenses(each.get("license"))));
          }
        });
    if (packages.isEmpty()) {
      json.get("dependencies")
          .members()
          .forEach(
              (name, each) -> {
                if (!forBuild(each)) {
                  found.add(Library.of(NPM, name, each.get("version").text()));
                }
              });
    }
    return found;
  }

  private static boolean forBuild(Json installed) {
    return installed.get("dev").text().equals("true")
        || installed.get("devOptional").text().equals("true");
  }

  /** Packages of ohpm in a HarmonyOS module; what has a module name is a module of the app. */
  static List<Library> harmony(Json json) {
    List<Library> found = new ArrayList<>();
    json.members()
        .forEach(
            (key, each) -> {
              String name = each.get("packageName").text();
              boolean own = each.get("entryPath").text().equals(MODULE_PATH);
              if (!own && each.get("moduleName").text().isEmpty() && !each.members().isEmpty()) {
                found.add(
                    Library.of("ohpm", name.isEmpty() ? key : name, each.get("version").text()));
              }
            });
    return found;
  }
}
