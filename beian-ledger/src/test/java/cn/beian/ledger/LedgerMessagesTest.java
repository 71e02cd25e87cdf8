package cn.beian.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.tree.ProofException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LedgerMessagesTest {
  @Test
  void keys_are_the_codes_in_both_languages() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (ProofException.Code code : ProofException.Code.values()) {
      codes.add("ledger.proof." + code);
    }
    for (PublishRefusedException.Code code : PublishRefusedException.Code.values()) {
      codes.add("ledger.publish." + code);
    }
    for (Fault.Kind kind : Fault.Kind.values()) {
      codes.add("ledger.fault." + kind);
    }
    assertThat(load("zh").stringPropertyNames()).containsExactlyInAnyOrderElementsOf(codes);
    assertThat(load("en").stringPropertyNames()).containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void text_is_filled_in_and_in_the_language_of_the_reader() {
    Fault fault = new Fault(Fault.Kind.SUBTREE_MISMATCH, 12345, 3, "aa", "bb");
    assertThat(new LedgerMessages(Locale.forLanguageTag("zh-CN")).text(fault))
        .isEqualTo("序号 12345 的记录完成的第 3 层哈希错误：应为 aa，实为 bb。");
    assertThat(new LedgerMessages(Locale.FRENCH).text(fault))
        .isEqualTo("The hash of level 3 completed by entry 12345 is wrong: expected aa, found bb.");
    LedgerMessages chinese = new LedgerMessages(Locale.CHINA);
    assertThat(chinese.text(ProofException.Code.BAD_SIGNATURE)).isEqualTo("检查点的签名不正确。");
    assertThat(chinese.text(PublishRefusedException.Code.FORKED)).startsWith("未签名");
  }

  private static Properties load(String language) throws IOException {
    String name = "messages_" + language + ".properties";
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(LedgerMessages.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
