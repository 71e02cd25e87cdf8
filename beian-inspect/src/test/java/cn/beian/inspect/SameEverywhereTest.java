package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IosSamples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Equal bytes give equal facts on another JDK, in other locales, time zones and encodings, and with
 * other thread counts: a sample of each format, and with {@code --deep} every package of the
 * corpus.
 */
class SameEverywhereTest {
  private static final Path JDKS = Path.of("/usr/lib/jvm");
  private static final int OTHER_JDK = 25;
  private static final Path HERE = Path.of(System.getProperty("java.home"));

  /** A machine: what of it might show in facts. */
  private record Machine(
      String language, String country, String zone, String encoding, int threads) {
    List<String> options() {
      return List.of(
          "-Duser.language=" + language,
          "-Duser.country=" + country,
          "-Duser.timezone=" + zone,
          "-Dfile.encoding=" + encoding,
          "-XX:ActiveProcessorCount=" + threads);
    }
  }

  private static final Machine PLAIN = new Machine("zh", "CN", "UTC", "UTF-8", 1);
  private static final Machine ODD = new Machine("tr", "TR", "Asia/Kathmandu", "GBK", 8);

  @TempDir static Path folder;
  private static Path samples;
  private static byte[] expected;

  @BeforeAll
  static void inspectHere() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("apk", Samples.apk());
    byte[] bytecode = Samples.hermes(true).toBytes();
    files.put(
        "react",
        new ApkBytes("cn.gov.demo").file("assets/index.android.bundle", bytecode).unsigned());
    byte[] library = Samples.flutter().toBytes();
    files.put(
        "flutter", new ApkBytes("cn.gov.demo").file("lib/arm64-v8a/libapp.so", library).unsigned());
    files.put("wxapkg", Samples.wxapkg().plain());
    files.put("rpk", Samples.rpk(Samples.quickApp()));
    files.put("amr", Samples.amr(Samples.webPages()));
    files.put("wechat", Samples.miniProgram().zip());
    files.put("uni-app", Samples.uniApp().zip());
    files.put("taro", Samples.taro().zip());
    files.put("ux", Samples.quickAppSource().zip());
    files.put("ipa", IosSamples.ipa().zip(TestSigner.named("CN=Demo")).toBytes());
    files.put("hap", HapSamples.hap());
    files.put("none", new byte[] {1});
    List<Path> paths = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      paths.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
    }
    samples = list("samples", paths);
    expected = facts(HERE, PLAIN, samples);
    assertThat(new String(expected, StandardCharsets.UTF_8))
        .contains("示例政务", "立即签到", "UNKNOWN_FORMAT")
        .contains("\"ipa\"")
        .contains(List.of("\"apk\"", "\"wxapkg\"", "\"rpk\"", "\"amr\"", "\"wechat-source\""))
        .contains("\"hap\"")
        .contains(List.of("\"uni-app-source\"", "\"taro-source\"", "\"quick-app-source\""));
  }

  @Test
  void otherLocaleZoneEncodingAndThreads_giveTheSameFacts() throws Exception {
    assertThat(facts(HERE, ODD, samples)).isEqualTo(expected);
  }

  @Test
  void otherJdk_givesTheSameFacts() throws Exception {
    Path other = otherJdk();
    assertThat(facts(other, PLAIN, samples)).isEqualTo(expected);
    assertThat(facts(other, ODD, samples)).isEqualTo(expected);
  }

  @Test
  @Tag("deep")
  void corpus_isTheSameOnAnOddMachineWithAnotherJdk() throws Exception {
    Path corpus = Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
    assumeTrue(Files.isDirectory(corpus), "absent: the shared corpus");
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(corpus.resolve("packages"))) {
      paths = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Path all = list("corpus", paths);
    assertThat(facts(otherJdk(), ODD, all)).isEqualTo(facts(HERE, PLAIN, all));
  }

  private static Path list(String name, List<Path> paths) throws IOException {
    return Files.write(folder.resolve(name), paths.stream().map(Path::toString).toList());
  }

  private static Path otherJdk() throws IOException {
    Optional<Path> other = Optional.empty();
    if (Files.isDirectory(JDKS)) {
      try (Stream<Path> jdks = Files.list(JDKS)) {
        other = jdks.filter(SameEverywhereTest::isOther).sorted().findFirst();
      }
    }
    assumeTrue(other.isPresent(), "absent: JDK " + OTHER_JDK + " in " + JDKS);
    return other.orElseThrow();
  }

  private static boolean isOther(Path jdk) {
    try {
      return Files.readString(jdk.resolve("release")).contains("JAVA_VERSION=\"" + OTHER_JDK + ".");
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] facts(Path jdk, Machine machine, Path files) throws Exception {
    Path out = folder.resolve("facts.ndjson");
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
    command.addAll(machine.options());
    command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FactsOfFiles.class.getName(), files.toString(), out.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      String lines = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(lines).isZero();
    }
    return Files.readAllBytes(out);
  }
}
