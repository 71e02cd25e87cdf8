package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal bytes give equal facts on another JDK, in other locales and with other thread counts. */
class SameEverywhereTest {
  private static final Path JDKS = Path.of("/usr/lib/jvm");
  private static final int OTHER_JDK = 25;

  @TempDir static Path folder;
  private static Path apk;
  private static byte[] expected;

  @BeforeAll
  static void inspectHere() throws Exception {
    apk = folder.resolve("demo.apk");
    Files.write(apk, cn.beian.testkit.Samples.apk());
    expected = facts(Path.of(System.getProperty("java.home")), "zh", "CN", 1);
    assertThat(new String(expected, StandardCharsets.UTF_8)).contains("示例政务", "signIn");
  }

  @Test
  void turkishLocaleAndEightThreads_giveTheSameFacts() throws Exception {
    assertThat(facts(Path.of(System.getProperty("java.home")), "tr", "TR", 8)).isEqualTo(expected);
  }

  @Test
  void otherJdk_givesTheSameFacts() throws Exception {
    Optional<Path> other = otherJdk();
    assumeTrue(other.isPresent(), "no JDK " + OTHER_JDK + " in " + JDKS);
    assertThat(facts(other.get(), "zh", "CN", 8)).isEqualTo(expected);
    assertThat(facts(other.get(), "tr", "TR", 1)).isEqualTo(expected);
  }

  private static Optional<Path> otherJdk() throws IOException {
    if (!Files.isDirectory(JDKS)) {
      return Optional.empty();
    }
    try (Stream<Path> jdks = Files.list(JDKS)) {
      return jdks.filter(SameEverywhereTest::isOther).sorted().findFirst();
    }
  }

  private static boolean isOther(Path jdk) {
    try {
      return Files.readString(jdk.resolve("release")).contains("JAVA_VERSION=\"" + OTHER_JDK + ".");
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] facts(Path jdk, String language, String country, int processors)
      throws Exception {
    Path out = folder.resolve(language + processors + jdk.getFileName() + ".ndjson");
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/java").toString());
    command.add("-Duser.language=" + language);
    command.add("-Duser.country=" + country);
    command.add("-XX:ActiveProcessorCount=" + processors);
    command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path")));
    command.addAll(Arrays.asList(WorkerMain.class.getName(), "--out", out.toString()));
    command.add(apk.toString());
    Process worker = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = worker.getInputStream()) {
      String lines = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(worker.waitFor()).as(lines).isZero();
    }
    return Files.readAllBytes(out);
  }
}
