package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's output conforms to the published schemas, and to SARIF's own. */
class SchemaTest {
  private static final Path DECLARED = Run.project("docs/examples/declared.json");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"patrol"})
  void output_of_example_obeys_its_schema(String example) throws IOException {
    Path app = Run.project("docs/examples").resolve(example);
    Schema facts = published("facts.schema.json");
    List<String> lines = Run.of("facts", app).out().lines().toList();
    assertThat(lines).hasSizeGreaterThan(10).allSatisfy(line -> assertValid(facts, line));
    Schema result = published("test-result.schema.json");
    assertValid(result, Run.of("inspect", app, "--format", "json").out());
    assertValid(result, Run.of("inspect", app, "--declared", DECLARED, "--format", "json").out());
    for (String language : List.of("zh", "en")) {
      assertValid(
          sarif(),
          Run.of("inspect", app, "--declared", DECLARED, "--format=sarif", "--lang", language)
              .out());
    }
  }

  @Test
  void output_of_the_oddest_package_obeys_its_schema() throws IOException {
    Files.createDirectories(folder.resolve("a b:c/pages"));
    Path app = folder.resolve("a b:c");
    Files.writeString(app.resolve("app.json"), "{\"pages\":[\"pages/页 面\",\"pages/missing\"]}");
    Files.writeString(
        app.resolve("pages/页 面.wxml"), "<button bindtap='x'>打卡\u0000\ud83d\ude00 </button>");
    Files.writeString(app.resolve("pages/页 面.js"), "Page({x(){ wx.request({ url: '");
    assertThat(Run.of("facts", app).out().lines().toList())
        .allSatisfy(line -> assertValid(published("facts.schema.json"), line));
    assertValid(
        published("test-result.schema.json"), Run.of("inspect", app, "--format", "json").out());
    Run run = Run.of("inspect", app, "--format", "sarif");
    assertValid(sarif(), run.out());
    assertThat(run.out()).contains("/a%20b:c/pages/%E9%A1%B5%20%E9%9D%A2.wxml");
  }

  @Test
  void comparison_obeys_its_schema() throws IOException {
    Schema comparison = published("comparison.schema.json");
    Path app = Run.project("docs/examples/patrol");
    Path other = Files.createDirectories(folder.resolve("other/pages"));
    Files.writeString(folder.resolve("other/app.json"), "{\"pages\":[\"pages/a\"]}");
    Files.writeString(other.resolve("a.wxml"), "<input placeholder='身份证号'/>\u0000");
    String changed = Run.of("compare", app, folder.resolve("other"), "--format", "json").out();
    assertValid(comparison, changed);
    assertThat(changed).contains("\"proposal\":\"MAJOR_CHANGE\"", "version.page.form");
    assertValid(comparison, Run.of("compare", app, app, "--format", "json").out());
    assertThat(errors(comparison, changed.replace("\"zh\"", "\"cn\""))).isNotEmpty();
    assertThat(errors(comparison, changed.replace("\"factsDigest\"", "\"facts\""))).isNotEmpty();
    assertThat(errors(comparison, changed.replaceFirst("\"sm3\"", "\"sm4\""))).isNotEmpty();
  }

  @Test
  void builds_side_by_side_obey_their_schema() throws IOException {
    Schema platforms = published("platforms.schema.json");
    Path app = Run.project("docs/examples/patrol");
    Path other = Files.createDirectories(folder.resolve("quick/pages"));
    Files.writeString(folder.resolve("quick/app.json"), "{\"pages\":[\"pages/a\"]}");
    Files.writeString(other.resolve("a.wxml"), "<input placeholder='身份证号'/>\u0000");
    Run run = Run.of("platforms", app, folder.resolve("quick"), "--format", "json");
    assertValid(platforms, run.out());
    assertThat(run.out()).contains("\"key\":\"公民身份号码\"", "\"PRESENT\"", "\"ABSENT\"");
    assertThat(errors(platforms, run.out().replace("\"ABSENT\"", "\"GONE\""))).isNotEmpty();
    Run text = Run.of("platforms", app, folder.resolve("quick"), "--lang", "zh");
    assertThat(text.out()).contains("只有一部分平台有", "公民身份号码", "没有：小程序（第 2 个软件包）", "不同不等于违规");
    assertThat(Run.of("platforms", app, app, "--lang", "zh").out()).contains("没有发现不同");
    assertThat(Run.of("platforms", app).code()).isEqualTo(2);
  }

  @Test
  void example_of_a_context_obeys_its_schema() throws IOException {
    Schema context = published("context.schema.json");
    assertValid(context, Files.readString(DECLARED));
    assertValid(context, Files.readString(Run.project("docs/formats/context.example.json")));
  }

  /** Proves that the schemas detect violations. */
  @Test
  void what_differs_is_refused() throws IOException {
    Path app = Run.project("docs/examples/patrol");
    String result = Run.of("inspect", app, "--format", "json").out();
    Schema results = published("test-result.schema.json");
    assertThat(errors(results, result.replace("\"asOf\"", "\"day\""))).isNotEmpty();
    assertThat(errors(results, result.replace("test-result/1", "test-result/2"))).isNotEmpty();
    Schema facts = published("facts.schema.json");
    assertThat(errors(facts, "{\"kind\":\"domain\",\"name\":\"a\",\"text\":\"b\",\"at\":[]}"))
        .isNotEmpty();
    assertThat(errors(facts, "{\"kind\":\"domain\",\"name\":\"a\",\"at\":[]}")).isEmpty();
    String sarif = Run.of("inspect", app, "--format", "sarif").out();
    assertThat(errors(sarif(), sarif.replace("\"kind\":\"fail\"", "\"kind\":\"bad\"")))
        .isNotEmpty();
    assertThat(errors(sarif(), sarif.replace("\"startLine\"", "\"line\""))).isNotEmpty();
  }

  private static void assertValid(Schema schema, String json) {
    assertThat(errors(schema, json)).as(json).isEmpty();
  }

  private static List<Error> errors(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON);
  }

  private static Schema published(String name) {
    try {
      String results = Files.readString(Run.project("docs/formats/test-result.schema.json"));
      return SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              registry -> registry.schemas(Map.of("urn:beian:test-result:1", results)))
          .getSchema(Files.readString(Run.project("docs/formats").resolve(name)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Schema sarif() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SchemaTest.class.getResourceAsStream("sarif-2.1.0-rtm.5.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(in);
    }
  }
}
