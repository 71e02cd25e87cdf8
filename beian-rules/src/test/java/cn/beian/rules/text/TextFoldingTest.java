package cn.beian.rules.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFoldingTest {
  private final TextFolding folding = new TextFolding(List.of("簽签", "點点"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "签到",
        "簽到",
        "签 到",
        "签\u3000到",
        "签\u200B到",
        "签·到",
        "签 · 到",
        " 签\u202E到 ",
        "签\u00AD\uFE0F到"
      })
  void fold_disguisedWord_isTheWord(String disguised) {
    assertThat(folding.fold(disguised)).isEqualTo("签到");
  }

  @Test
  void fold_fullWidthAndCapitals_areAsciiLowerCase() {
    assertThat(folding.fold("ＺＷ－Ａ１ Check\t\n In")).isEqualTo("zw-a1 check in");
  }

  @ParameterizedTest
  @CsvSource({
    "打 卡,打卡",
    "打 卡 签 到,打卡签到",
    "每日 签 到,每日签到",
    "填报时间 银行类别,填报时间 银行类别",
    "跑步　 时间：20,跑步 时间:20",
    "考勤·打卡,考勤·打卡"
  })
  void fold_blankBetweenWords_stays(String text, String folded) {
    assertThat(folding.fold(text)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource({
    "onCheckInTap,_on_check_in_tap_",
    "pages/sign_in/index,_pages_sign_in_index_",
    "HTTPServer2go,_http_server_2_go_",
    "wx.request,_wx_request_",
    "打卡Page,_打卡page_"
  })
  void words_ofNames_areSplitAtEveryHump(String name, String words) {
    assertThat(TextFolding.words(name)).isEqualTo(words);
  }

  @Property
  void fold_twice_isFoldOnce(
      @ForAll @CharRange(from = '\u4E00', to = '\u4E05') @Chars({' ', '·', '\u200B', 'A', 'ａ'})
          String text) {
    String once = folding.fold(text);
    assertThat(folding.fold(once)).isEqualTo(once);
  }

  @Property
  void words_ofAnything_areLowerCaseBetweenUnderscores(@ForAll String name) {
    String words = TextFolding.words(name);
    assertThat(words).startsWith("_").endsWith("_").doesNotContain("__");
  }
}
