package cn.beian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextJsonTest {
  private static final Path FORMATS =
      Path.of(System.getProperty("beian.root", ".."), "docs", "formats");

  private static Context read(String json) throws IOException {
    return ContextJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String write(Context context) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ContextJson.write(context, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void example_readAndWritten_isTheSameContext() throws IOException {
    try (InputStream in = Files.newInputStream(FORMATS.resolve("context.example.json"))) {
      Context context = ContextJson.read(in);
      assertThat(read(write(context))).isEqualTo(context);
      assertThat(ContextJson.digest(read(write(context)))).isEqualTo(ContextJson.digest(context));
      assertThat(context.registry()).isPresent();
      assertThat(context.exemptions()).hasSize(1);
    }
  }

  @Test
  void schema_members_areThoseThatAreWritten() throws IOException {
    Node schema;
    Node example;
    try (InputStream in = Files.newInputStream(FORMATS.resolve("context.schema.json"))) {
      schema = NodeJson.read(in);
    }
    try (InputStream in = Files.newInputStream(FORMATS.resolve("context.example.json"))) {
      example =
          NodeJson.read(
              new ByteArrayInputStream(
                  write(ContextJson.read(in)).getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(members(schema)).isEqualTo(example.members().keySet());
    for (String part : Set.of("declared", "registry")) {
      assertThat(members(schema.get("properties").get(part)))
          .isEqualTo(example.get(part).members().keySet());
    }
    assertThat(members(schema.get("properties").get("exemptions").get("items")))
        .isEqualTo(example.get("exemptions").items().get(0).members().keySet());
  }

  private static Set<String> members(Node schema) {
    Map<String, Node> properties = schema.get("properties").members();
    return new TreeSet<>(properties.keySet());
  }

  @Test
  void read_emptyObject_isTheEmptyContext() throws IOException {
    assertThat(read("{}")).isEqualTo(Context.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|empty, expected JSON",
        "{|line 1",
        "[]|expected an object",
        "{} {}|more than one value",
        "{\"beian\":\"context/9\"}|/beian: version context/9, expected context/1",
        "{\"declared\":{\"users\":[\"ALL\"]}}|/declared/users/0: expected one of [STAFF",
        "{\"declared\":{\"user\":[]}}|/declared/user: unknown member user",
        "{\"declared\":{\"governmentApp\":1}}|/declared/governmentApp: expected true or false",
        "{\"declared\":null}|/declared: null",
        "{\"declared\":{},\"declared\":{}}|/declared: stands twice",
        "{\"exemptions\":[{\"target\":\"X\",\"scenario\":\"SECURITY\",\"basis\":\"b\",\"until\":\"soon\"}]}|/exemptions/0/until: expected a date",
      })
  void read_somethingElse_saysWhereAndWhat(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining(message);
  }
}
