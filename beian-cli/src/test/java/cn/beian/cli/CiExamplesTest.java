package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Runs the shell lines of the CI examples, taken verbatim from the YAML, against the sample app.
 * The line that fetches the jar fetches it from a file.
 */
@Tag("once")
class CiExamplesTest {
  private static final List<String> REPORTS = List.of("beian.html", "beian.json", "beian.sarif");

  @TempDir Path project;

  @ParameterizedTest
  @ValueSource(strings = {"github.yml", "gitlab.yml", "gitee.yml"})
  void steps_ofExample_testTheApp(String example) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "absent: curl");
    Path jar = jar();
    checkOut();
    List<String> lines = shellLines(example);
    assertThat(lines).hasSize(2);
    int code = 0;
    for (String line : lines) {
      assertThat(code).as("the step before failed").isZero();
      code = run(line.replace("${{ vars.BEIAN_JAR_URL }}", jar.toUri().toString()), jar);
    }
    String said = Files.readString(project.resolve("said"));
    assertThat(code).as(said).isEqualTo(ExitCode.BLOCKED);
    assertThat(said).contains("something blocks the filing, see beian.html");
    for (String report : REPORTS) {
      assertThat(project.resolve(report)).isNotEmptyFile();
    }
    assertThat(kept(example)).containsExactlyInAnyOrderElementsOf(REPORTS);
  }

  private void checkOut() throws IOException {
    Path ci = Files.createDirectories(project.resolve("ci"));
    Path examples = Run.project("docs/examples");
    Files.copy(examples.resolve("ci/beian.sh"), ci.resolve("beian.sh"));
    Files.copy(examples.resolve("declared.json"), ci.resolve("beian-declared.json"));
    Path app = examples.resolve("patrol");
    try (Stream<Path> files = Files.walk(app)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path place = project.resolve("miniprogram").resolve(app.relativize(file).toString());
        Files.createDirectories(place.getParent());
        Files.copy(file, place);
      }
    }
  }

  /** A jar with only a class path, which does the same as the one-file jar without packaging it. */
  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "cn.beian.cli.Main");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = project.resolve("published.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream empty = new JarOutputStream(out, manifest)) {
      empty.flush();
    }
    return jar;
  }

  private int run(String line, Path jar) throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-e", "-c", line.replace("/tmp/beian.jar", "fetched.jar"))
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(project.resolve("said").toFile());
    Map<String, String> environment = shell.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto");
    environment.put("BEIAN_JAR_URL", jar.toUri().toString());
    environment.put("RUNNER_TEMP", Files.createDirectories(project.resolve("temp")).toString());
    Process process = shell.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(line).isTrue();
    return process.exitValue();
  }

  private static Map<?, ?> read(String example) throws IOException {
    String text =
        Files.readString(Run.project("docs/examples/ci").resolve(example), StandardCharsets.UTF_8);
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  /** The lines that a runner passes to the shell: {@code run}, {@code script}, {@code commands}. */
  private static List<String> shellLines(String example) throws IOException {
    List<String> lines = new ArrayList<>();
    collect(read(example), lines);
    return lines;
  }

  private static void collect(Object node, List<String> lines) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (List.of("run", "script", "commands").contains(key)) {
              (value instanceof List<?> list ? list : List.of(value))
                  .forEach(line -> lines.add((String) line));
            } else {
              collect(value, lines);
            }
          });
    } else if (node instanceof List<?> list) {
      list.forEach(item -> collect(item, lines));
    }
  }

  /** The reports that the example stores; GitHub names them by a pattern. */
  private static List<String> kept(String example) throws IOException {
    String all = read(example).toString();
    return REPORTS.stream()
        .filter(report -> all.contains(report) || all.contains("path=beian.*"))
        .toList();
  }
}
