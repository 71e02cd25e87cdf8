package cn.beian.filing.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StateGraphDocumentTest {
  private static final Path PAGE =
      Path.of(System.getProperty("beian.root", ".."), "docs", "design", "states.md");

  @Test
  void committedPage_againstTheCode_isTheSame() throws IOException {
    if (Boolean.getBoolean("beian.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, StateGraphDocument.markdown(), StandardCharsets.UTF_8);
    }
    assertThat(Files.readString(PAGE, StandardCharsets.UTF_8))
        .as("docs/design/states.md is out of date; it says how to draw it again")
        .isEqualTo(StateGraphDocument.markdown());
  }
}
