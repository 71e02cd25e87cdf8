package cn.beian.inspect.library;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.ProtoMessage;
import cn.beian.inspect.webapp.project.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Gradle, Maven and the libraries of Google leave in a package:
 *
 * <pre>
 * META-INF/GROUP_ARTIFACT.version             the version, of AndroidX and kotlinx.coroutines
 * META-INF/maven/GROUP/ARTIFACT/pom.properties  groupId, artifactId, version
 * META-INF/maven/GROUP/ARTIFACT/pom.xml       licenses, organization
 * play-services-X.properties …                client, version
 * kotlin-tooling-metadata.json                buildSystem(Version), buildPluginVersion: Gradle, Kotlin
 * …/app-metadata.properties                   androidGradlePluginVersion
 * …/dependencies.pb of a bundle               AppDependencies: 1 library { 1 maven_library
 *                                             { 1 group 2 artifact 5 version } }
 * </pre>
 */
final class MavenStatements {

  private static final Pattern VERSION_FILE = Pattern.compile("META-INF/([^/]{1,256})\\.version");
  private static final Pattern POM =
      Pattern.compile(
          "(?:.*/)?META-INF/maven/([^/]{1,128})/([^/]{1,128})/pom\\.(?:properties|xml)");
  private static final int MAX_LICENSES = 8;

  private MavenStatements() {}

  /** {@code META-INF/x.version}; empty where the name is not one of a library. */
  static Optional<Library> version(String path, String text) {
    Matcher file = VERSION_FILE.matcher(path);
    if (!file.matches()) {
      return Optional.empty();
    }
    String name = file.group(1);
    int between = name.indexOf('_');
    String group = between < 0 ? "" : name.substring(0, between);
    if (group.indexOf('.') > 0) {
      return Optional.of(Library.maven(group, name.substring(between + 1), text));
    }
    if (name.startsWith("kotlinx_coroutines_")) { // written with underscores for hyphens
      return Optional.of(Library.maven("org.jetbrains.kotlinx", name.replace('_', '-'), text));
    }
    return Optional.of(Library.of("", name, text));
  }

  /** {@code pom.properties}: what it says goes before what its path says. */
  static Optional<Library> pomProperties(String path, String text) {
    Matcher file = POM.matcher(path);
    if (!file.matches()) {
      return Optional.empty();
    }
    Properties read = properties(text);
    return Optional.of(
        Library.maven(
            read.getProperty("groupId", file.group(1)),
            read.getProperty("artifactId", file.group(2)),
            read.getProperty("version", "")));
  }

  /** {@code pom.xml}: licences and maker; the version of a parent is none of its own. */
  static Optional<Library> pom(String path, String text) {
    Matcher file = POM.matcher(path);
    if (!file.matches()) {
      return Optional.empty();
    }
    String own = withoutParent(text);
    List<String> licenses = new ArrayList<>();
    for (String license : elements(within(own, "licenses"), "license")) {
      Licenses.named(within(license, "name"))
          .or(() -> Licenses.named(within(license, "url")))
          .ifPresent(licenses::add);
    }
    String head = own.substring(0, first(own, "<dependencies", "<build", "<profiles", "<licenses"));
    return Optional.of(
        Library.maven(file.group(1), file.group(2), within(head, "version"))
            .by(within(within(own, "organization"), "name"))
            .under(licenses));
  }

  /** Properties in the root with {@code client} and {@code version}: libraries of Google. */
  static Optional<Library> client(String text) {
    Properties read = properties(text);
    String client = read.getProperty("client", "");
    String version = read.getProperty("version", "");
    if (client.isBlank() || version.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(Library.maven(group(client), client, version));
  }

  private static String group(String client) {
    if (client.startsWith("play-services-")) {
      return "com.google.android.gms";
    }
    if (client.startsWith("firebase-")) {
      return "com.google.firebase";
    }
    if (client.startsWith("transport-")) {
      return "com.google.android.datatransport";
    }
    return client.equals("billing") ? "com.android.billingclient" : "";
  }

  static List<Library> tooling(Json json) {
    String plugin = json.get("buildPlugin").text().toLowerCase(Locale.ROOT);
    List<Library> found = new ArrayList<>();
    if (!json.get("buildSystem").text().isBlank()) {
      found.add(
          Library.of("", json.get("buildSystem").text(), json.get("buildSystemVersion").text())
              .asBuildTool());
    }
    if (plugin.contains("kotlin")) {
      found.add(
          Library.maven(
                  "org.jetbrains.kotlin",
                  "kotlin-gradle-plugin",
                  json.get("buildPluginVersion").text())
              .asBuildTool());
    }
    return found;
  }

  static Optional<Library> androidPlugin(String text) {
    String version = properties(text).getProperty("androidGradlePluginVersion", "");
    return version.isBlank()
        ? Optional.empty()
        : Optional.of(Library.maven("com.android.tools.build", "gradle", version).asBuildTool());
  }

  /** The list of dependencies in a bundle; what comes before damage is kept. */
  static List<Library> dependencies(byte[] bytes) {
    List<Library> found = new ArrayList<>();
    try {
      ProtoMessage all = new ProtoMessage(bytes);
      while (all.next()) {
        if (all.field() == 1) {
          ProtoMessage library = all.message();
          while (library.next()) {
            if (library.field() == 1) {
              found.add(dependency(library.message()));
            }
          }
        }
      }
    } catch (BrokenDataException e) {
      return found;
    }
    return found;
  }

  private static Library dependency(ProtoMessage maven) throws BrokenDataException {
    String group = "";
    String artifact = "";
    String version = "";
    while (maven.next()) {
      switch (maven.field()) {
        case 1 -> group = maven.text();
        case 2 -> artifact = maven.text();
        case 5 -> version = maven.text();
        default -> {} // packaging, classifier
      }
    }
    return Library.maven(group, artifact, version);
  }

  private static Properties properties(String text) {
    Properties read = new Properties();
    try {
      read.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return read; // what stood before a broken escape
    }
    return read;
  }

  // ---- elements of a POM, of which only a few are needed
  // -----------------------------------------

  private static String withoutParent(String pom) {
    int start = pom.indexOf("<parent>");
    int end = pom.indexOf("</parent>");
    return start < 0 || end < start ? pom : pom.substring(0, start) + pom.substring(end);
  }

  private static int first(String text, String... marks) {
    int first = text.length();
    for (String mark : marks) {
      int at = text.indexOf(mark);
      first = at < 0 ? first : Math.min(first, at);
    }
    return first;
  }

  private static String within(String text, String element) {
    int start = text.indexOf("<" + element + ">");
    int end = start < 0 ? -1 : text.indexOf("</" + element + ">", start);
    return end < 0 ? "" : text.substring(start + element.length() + 2, end).strip();
  }

  private static List<String> elements(String text, String element) {
    List<String> found = new ArrayList<>();
    String open = "<" + element + ">";
    String close = "</" + element + ">";
    int from = 0;
    while (found.size() < MAX_LICENSES) {
      int start = text.indexOf(open, from);
      int end = start < 0 ? -1 : text.indexOf(close, start);
      if (end < 0) {
        break;
      }
      found.add(text.substring(start + open.length(), end));
      from = end;
    }
    return found;
  }
}
