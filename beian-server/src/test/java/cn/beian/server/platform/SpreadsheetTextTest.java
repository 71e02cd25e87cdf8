package cn.beian.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadsheetTextTest {
  @Test
  void whatMisleads_standsByItsNumber_linesAndEmojiStay() {
    assertThat(SpreadsheetText.of("巡河\u001B]0;x\u0007\u202Egpj.apk"))
        .isEqualTo("巡河\\u001B]0;x\\u0007\\u202Egpj.apk");
    assertThat(SpreadsheetText.of("第一行\n第二行 👩‍🌾")).isEqualTo("第一行\n第二行 👩‍🌾");
    assertThat(SpreadsheetText.of("=1+1")).isEqualTo("'=1+1");
  }

  @Test
  void cellThatWasWritten_isReadAsItStood() {
    assertThat(SpreadsheetText.read(SpreadsheetText.of("=1+1"))).isEqualTo("=1+1");
  }
}
