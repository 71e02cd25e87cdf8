package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void both_languages_have_the_same_keys() throws IOException {
    assertThat(keys("messages_zh.properties"))
        .isEqualTo(keys("messages_en.properties"))
        .isNotEmpty();
  }

  private static java.util.Set<String> keys(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(name))) {
      Properties messages = new Properties();
      messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return messages.stringPropertyNames();
    }
  }
}
