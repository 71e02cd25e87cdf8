package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/settings.md is made from the code. Run with -Dsettings.write=true to write it again. */
class SettingsDocumentTest {
  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

  @Test
  void document_isWhatTheCodeSays() throws IOException {
    Path document = Path.of(System.getProperty("beian.root", "..")).resolve("docs/settings.md");
    String expected = table();
    if (Boolean.getBoolean("settings.write")) {
      Files.createDirectories(document.getParent());
      Files.writeString(document, expected);
    }
    assertThat(Files.readString(document)).isEqualTo(expected);
  }

  private static String type(String name) {
    return name.startsWith("java.util.List<") ? "list" : name.replaceAll(".*[.$]", "");
  }

  private static String table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    try (InputStream in = SettingsDocumentTest.class.getResourceAsStream(METADATA)) {
      assertThat(in).isNotNull();
      for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
        String name = property.path("name").asString();
        rows.put(
            name,
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    name,
                    type(property.path("type").asString()),
                    property.has("defaultValue")
                        ? "`" + property.path("defaultValue").asString() + "`"
                        : "",
                    property
                        .path("description")
                        .asString("")
                        .replaceAll("\\s+", " ")
                        .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
                        .replace("|", "\\|")));
      }
    }
    assertThat(rows).hasSizeGreaterThan(8);
    StringBuilder text = new StringBuilder();
    text.append("# Settings\n\nMade from the code by `SettingsDocumentTest`; do not edit.\n")
        .append(
            "Set them in `beian.yml` beside the program, as `--name=value`, or as environment variables ")
        .append(
            "(`beian.link-lifetime` is `BEIAN_LINKLIFETIME`; the database also by `BEIAN_DB_URL`, `BEIAN_DB_USER`, `BEIAN_DB_PASSWORD`).\n\n")
        .append("| name | type | default | meaning |\n|---|---|---|---|\n");
    rows.values().forEach(text::append);
    return text.toString();
  }
}
