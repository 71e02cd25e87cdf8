package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.VisibleText;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.BundleBytes;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.HostileNames;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IosSamples;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The SBOM of a package conforms to the schema of CycloneDX 1.6 and matches the package. */
class SbomTest {
  private static final Schema SCHEMA = schema();

  @TempDir Path folder;

  private static Schema schema() {
    Map<String, String> schemas = new LinkedHashMap<>();
    for (String name : List.of("bom-1.6", "spdx", "jsf-0.82")) {
      String file = name + ".schema.json";
      try (InputStream in =
          Objects.requireNonNull(SbomTest.class.getResourceAsStream(file), file)) {
        schemas.put(
            "http://cyclonedx.org/schema/" + file,
            new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, registry -> registry.schemas(schemas))
        .getSchema(SchemaLocation.of("http://cyclonedx.org/schema/bom-1.6.schema.json"));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static JsonNode sbom(Path file) {
    return read(Run.of("sbom", file, "--format", "json"));
  }

  private static JsonNode read(Run run) {
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.PASSED);
    assertThat(SCHEMA.validate(run.out(), InputFormat.JSON)).as(run.out()).isEmpty();
    return new ObjectMapper().readTree(run.out());
  }

  private static JsonNode component(JsonNode bom, String reference) {
    for (JsonNode each : bom.get("components")) {
      if (each.get("bom-ref").asString().equals(reference)) {
        return each;
      }
    }
    throw new AssertionError(reference + " in " + bom.get("components"));
  }

  private static ApkBytes apk() {
    return new ApkBytes("cn.gov.demo")
        .label("Demo", "示例政务")
        .file("META-INF/androidx.core_core.version", "1.9.0".getBytes(StandardCharsets.UTF_8))
        .file(
            "META-INF/maven/androidx.core/core/pom.xml",
            "<project><licenses><license><name>Apache-2.0</name></license></licenses></project>"
                .getBytes(StandardCharsets.UTF_8))
        .file(
            "META-INF/com/android/build/gradle/app-metadata.properties",
            "androidGradlePluginVersion=8.1.0".getBytes(StandardCharsets.UTF_8))
        .file(
            "assets/open_source_licenses.json",
            "[{\"project\":\"某库\",\"version\":\"2\",\"licenses\":[{\"license\":\"Own terms\"}]}]"
                .getBytes(StandardCharsets.UTF_8))
        .file("lib/arm64-v8a/libdemo.so", new ElfBytes().toBytes());
  }

  @Test
  void everyFamily_obeysTheSchema() throws Exception {
    TestSigner signer = TestSigner.named("CN=Demo,O=某局");
    Map<String, byte[]> packages = new LinkedHashMap<>();
    packages.put("a.apk", apk().signed(signer));
    packages.put("a.aab", new BundleBytes("cn.gov.demo").label("Demo", "示例").signed(signer));
    packages.put("a.apks", new ZipBytes().stored("base.apk", apk().signed(signer)).toBytes());
    packages.put("a.ipa", IosSamples.ipa().info("DTXcode", "1541").zip(signer).toBytes());
    packages.put("a.hap", HapSamples.hap());
    packages.put(
        "a.app",
        new ZipBytes()
            .stored("pack.info", "{}".getBytes(StandardCharsets.UTF_8))
            .stored("entry.hap", HapSamples.hap())
            .toBytes());
    packages.put("a.rpk", Samples.rpk(Samples.quickApp()));
    packages.put("a.amr", Samples.amr(Samples.webPages()));
    packages.put("a.wxapkg", Samples.wxapkg().plain());
    packages.put("wechat.zip", Samples.miniProgram().zip());
    packages.put("uni.zip", Samples.uniApp().zip());
    packages.put("taro.zip", Samples.taro().zip());
    packages.put("quick.zip", Samples.quickAppSource().zip());
    for (Map.Entry<String, byte[]> each : packages.entrySet()) {
      JsonNode bom = sbom(file(each.getKey(), each.getValue()));
      assertThat(bom.at("/metadata/component/hashes/0/content").asString())
          .as(each.getKey())
          .isEqualTo(
              HexFormat.of()
                  .formatHex(MessageDigest.getInstance("SHA-256").digest(each.getValue())));
      assertThat(bom.at("/metadata/component/name").asString()).as(each.getKey()).isNotEmpty();
      Run text = Run.of("sbom", folder.resolve(each.getKey()), "--lang", "zh");
      assertThat(text.code()).isEqualTo(ExitCode.PASSED);
      assertThat(text.out()).contains("个组件", "SHA-256");
    }
  }

  /** Proves that the schema detects violations. */
  @Test
  void whatIsNotCycloneDx_isRefused() throws Exception {
    String bom = Run.of("sbom", file("a.apk", apk().unsigned()), "--format", "json").out();
    assertThat(SCHEMA.validate(bom, InputFormat.JSON)).isEmpty();
    for (String[] change :
        List.of(
            new String[] {"\"CycloneDX\"", "\"Cyclone\""},
            new String[] {"\"SHA-256\"", "\"SM3\""},
            new String[] {"\"id\":\"Apache-2.0\"", "\"id\":\"Apache 2\""},
            new String[] {"urn:uuid:", "urn:"},
            new String[] {"\"bom-ref\"", "\"ref\""})) {
      assertThat(bom).contains(change[0]);
      assertThat(SCHEMA.validate(bom.replace(change[0], change[1]), InputFormat.JSON))
          .as(change[1])
          .isNotEmpty();
    }
  }

  @Test
  void whatAPackageSays_isThere_andNothingElse() throws Exception {
    JsonNode bom = sbom(file("a.apk", apk().signed(TestSigner.named("CN=Demo,O=某局"))));
    JsonNode app = bom.at("/metadata/component");
    assertThat(app.get("name").asString()).isEqualTo("Demo");
    assertThat(app.at("/supplier/name").asString()).isEqualTo("某局");
    assertThat(app.get("properties").toString()).contains("beian:sm3", "cn.gov.demo");
    assertThat(bom.at("/metadata").has("timestamp")).isFalse();
    assertThat(bom.at("/metadata/tools/components/0/name").asString()).isEqualTo("beian");
    JsonNode core = component(bom, "pkg:maven/androidx.core/core@1.9.0");
    assertThat(core.get("group").asString()).isEqualTo("androidx.core");
    assertThat(core.get("name").asString()).isEqualTo("core");
    assertThat(core.at("/licenses/0/license/id").asString()).isEqualTo("Apache-2.0");
    assertThat(core.at("/evidence/occurrences").size()).isEqualTo(2);
    JsonNode own = component(bom, "stated:某库@2");
    assertThat(own.at("/licenses/0/license/name").asString()).isEqualTo("Own terms");
    assertThat(own.has("purl")).isFalse();
    JsonNode plugin = component(bom, "pkg:maven/com.android.tools.build/gradle@8.1.0");
    assertThat(plugin.get("scope").asString()).isEqualTo("excluded");
    byte[] library = new ElfBytes().toBytes();
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(library));
    JsonNode so = component(bom, "native:arm64-v8a/libdemo.so#" + digest);
    assertThat(so.at("/hashes/0/content").asString()).isEqualTo(digest);
    assertThat(so.has("version")).isFalse();
    assertThat(bom.at("/dependencies/0/ref").asString()).isEqualTo("app");
    assertThat(bom.at("/dependencies/0/dependsOn").toString())
        .contains("pkg:maven/androidx.core/core@1.9.0")
        .doesNotContain("com.android.tools.build");
    assertThat(bom.at("/compositions/0/aggregate").asString()).isEqualTo("unknown");
  }

  @Test
  void libraryForSeveralProcessors_isOneComponent_withAFileForEach() throws Exception {
    byte[] other = new ElfBytes().executableStack().toBytes();
    ApkBytes apk =
        new ApkBytes("cn.gov.demo")
            .file("lib/arm64-v8a/libdemo.so", new ElfBytes().toBytes())
            .file("lib/armeabi-v7a/libdemo.so", other);
    Path file = file("a.apk", apk.unsigned());
    JsonNode bom = sbom(file);
    assertThat(bom.get("components").size()).isEqualTo(1);
    JsonNode library = bom.at("/components/0");
    assertThat(library.get("name").asString()).isEqualTo("libdemo.so");
    assertThat(library.get("properties").toString()).contains("arm64-v8a armeabi-v7a");
    assertThat(library.get("components").size()).isEqualTo(2);
    assertThat(library.at("/components/1/properties/0/value").asString()).isEqualTo("armeabi-v7a");
    assertThat(library.at("/components/1/hashes/0/content").asString())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(other)));
    assertThat(Run.of("sbom", file).out())
        .contains("1 components", "libdemo.so  arm64-v8a armeabi-v7a");
  }

  @Test
  void packageWithoutComponents_saysWhatWasLookedAt() throws Exception {
    Path file = file("a.apk", new ApkBytes("cn.gov.demo").unsigned());
    assertThat(Run.of("sbom", file, "--lang", "zh").out()).contains("0 个组件", "看过的有", "原生库");
    assertThat(Run.of("sbom", file).out()).contains("No components were found. Looked at were");
    assertThat(Run.of("sbom", file("b.apk", apk().unsigned())).out()).doesNotContain("No comp");
  }

  @Test
  void samePackage_givesTheSameBytes_andADateOnlyWhereAsked() throws Exception {
    Path file = file("a.apk", apk().unsigned());
    String first = Run.of("sbom", file, "--format", "json").out();
    assertThat(Run.of("sbom", file, "--format", "json", "--lang", "en").out()).isEqualTo(first);
    Path out = folder.resolve("bom.json");
    assertThat(Run.of("sbom", file, "--format", "json", "--out", out).out()).isEmpty();
    assertThat(Files.readString(out)).isEqualTo(first);
    JsonNode dated = read(Run.of("sbom", file, "--format=json", "--as-of", "2026-11-20"));
    assertThat(dated.at("/metadata/timestamp").asString()).isEqualTo("2026-11-20T00:00:00Z");
    JsonNode other = sbom(file("b.apk", new ApkBytes("cn.gov.other").unsigned()));
    assertThat(other.get("serialNumber")).isNotEqualTo(dated.get("serialNumber"));
  }

  @Test
  void whatWasNotRead_makesTheListIncomplete() throws Exception {
    ApkBytes flutter = apk().file("lib/arm64-v8a/libapp.so", Samples.flutter().toBytes());
    JsonNode bom = sbom(file("a.apk", flutter.unsigned()));
    assertThat(bom.at("/compositions/0/aggregate").asString()).isEqualTo("incomplete");
    assertThat(bom.at("/metadata/properties").toString()).contains("beian:notRead", "code: ");
    assertThat(Run.of("sbom", folder.resolve("a.apk"), "--lang", "zh").out())
        .contains("可能不全", "代码：用 flutter 开发")
        .doesNotContain("code: ");
  }

  @Test
  void hostileNames_obeyTheSchema_andCannotSteerTheTerminal() throws Exception {
    String name = "a.b:c" + HostileNames.NAME.replace("\n", "") + "\u202e\u001b[2J%@?#\"";
    ApkBytes apk =
        new ApkBytes("cn.gov.demo")
            .file(
                "res/raw/aboutlibraries.json",
                new ObjectMapper()
                    .writeValueAsBytes(
                        Map.of(
                            "libraries",
                            List.of(
                                Map.of("uniqueId", name, "artifactVersion", "1?#@"),
                                Map.of("uniqueId", "x", "licenses", List.of("\u0007 evil")),
                                Map.of("uniqueId", "g:", "artifactVersion", "1"),
                                Map.of("uniqueId", "@x/y", "artifactVersion", "\u202e1")))));
    Path file = file("a.apk", apk.unsigned());
    JsonNode bom = sbom(file);
    assertThat(bom.get("components").toString()).contains("%3F");
    for (String format : List.of("json", "text")) {
      String shown = Run.of("sbom", file, "--format", format).out();
      assertThat(shown).as(format).isEqualTo(VisibleText.lines(shown)).contains("evil");
    }
    for (Map.Entry<String, byte[]> one : HostileNames.packages().entrySet()) {
      Run run = Run.of("sbom", file(one.getKey(), one.getValue()), "--format", "json");
      assertThat(run.code()).as(one.getKey() + run.err()).isNotEqualTo(ExitCode.BUG);
      assertThat(run.out()).isEqualTo(VisibleText.lines(run.out()));
    }
  }

  @Test
  void tenThousandComponents_areListed_eachWithAReferenceOfItsOwn() throws Exception {
    StringBuilder list = new StringBuilder("{\"libraries\":[");
    for (int i = 0; i < 10_000; i++) {
      list.append("{\"uniqueId\":\"g:a").append(i).append("\",\"artifactVersion\":\"1.").append(i);
      list.append("\"},");
    }
    Path file =
        file(
            "a.apk",
            new ApkBytes("cn.gov.demo")
                .file(
                    "res/raw/aboutlibraries.json",
                    list.append("]}").toString().getBytes(StandardCharsets.UTF_8))
                .unsigned());
    Run run =
        Assertions.assertTimeout(
            Duration.ofMinutes(5), () -> Run.of("sbom", file, "--format", "json"));
    JsonNode bom = read(run);
    Set<String> references = new HashSet<>();
    bom.get("components").forEach(each -> references.add(each.get("bom-ref").asString()));
    assertThat(references).hasSize(10_000);
    assertThat(bom.at("/dependencies/0/dependsOn").size()).isEqualTo(10_000);
    assertThat(Run.of("sbom", file).out().lines().count()).isLessThan(60);
  }

  @Test
  void whatCannotBeRead_isSaid() throws Exception {
    Run run = Run.of("sbom", file("x.bin", new byte[] {1, 2, 3}), "--format", "json");
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.out()).isEmpty();
    assertThat(Run.of("sbom").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("sbom", folder.resolve("none.apk")).code()).isEqualTo(ExitCode.UNREADABLE);
  }
}
