package cn.beian.inspect.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupParserTest {
  private static MarkupParser.Result parse(String text) {
    return MarkupParser.parse(text, 200, 1_000_000);
  }

  @Test
  void element_withAttributesAndText() {
    Element view =
        (Element)
            parse("<!-- x -->\n<view\n class='a' bindtap=\"go\" hidden>签&nbsp;到</view>")
                .root()
                .children()
                .get(0);
    assertThat(view.name()).isEqualTo("view");
    assertThat(view.line()).isEqualTo(2);
    assertThat(view.value("bindtap")).isEqualTo("go");
    assertThat(view.attributes()).containsKey("hidden");
    assertThat(view.children()).containsExactly(new Chars("签 到", 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "未打<wbr>卡",
        "未打<WBR/>卡",
        "未打<!-- x -->卡",
        "未<!-- x --><wbr class='a'>打卡",
        "未打<!x>卡",
        "未打<?x?>卡",
        "<!-->未打卡<!-- -->",
        "<!--->未打卡",
        "<!-- --!>未打卡",
        "未打<i></i>卡",
        "未打<i></i><span></span>卡",
        "未打<i hidden>x</i>卡",
        "未打<I HIDDEN=''>x</I>卡",
        "未打<span class=a hidden>x</span><b></b>卡",
        "未打<i style=\"color:red;display: none\">x</i>卡",
        "未打<i style=display:none>x</i>卡"
      })
  void whatDoesNotShow_partsNoWord(String text) {
    assertThat(parse("<p>" + text + "</p>").root().children()).hasSize(1);
    Element p = (Element) parse("<p>" + text + "</p>").root().children().get(0);
    assertThat(p.children()).containsExactly(new Chars("未打卡", 1));
  }

  @Test
  void whatIsSaidBesideCharacters_standsBehindTheirWord() {
    Element ruby =
        (Element)
            parse("<ruby>打<rp>(</rp><rt>dǎ</rt><rp>)</rp>卡<rt>kǎ</rt></ruby>")
                .root()
                .children()
                .get(0);
    assertThat(ruby.children().subList(0, 4))
        .containsExactly(
            new Chars("打卡", 1), new Chars("(", 1), new Chars("dǎ", 1), new Chars(")", 1));
    assertThat(((Element) ruby.children().get(4)).children()).containsExactly(new Chars("kǎ", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "打<i hidden='{{a}}'>x</i>卡",
        "打<i :hidden='a'>x</i>卡",
        "打<i aria-hidden=true>x</i>卡",
        "打<i class=icon></i>卡",
        "打<i v-text=a></i>卡",
        "打<i>x</i>卡"
      })
  void whatMayShow_isKept(String text) {
    assertThat(parse(text).root().children()).hasSize(3);
  }

  @Test
  void commentBetweenTexts_partsThem() {
    assertThat(parse("标题 <!-- x -->\n 内容").root().children())
        .containsExactly(new Chars("标题", 1), new Chars("内容", 2));
  }

  @ParameterizedTest
  @CsvSource({
    "未&shy;打,\u00AD",
    "未&shy打,\u00AD",
    "未&#173;打,\u00AD",
    "未&#Xad;打,\u00AD",
    "未&#8203打,\u200B",
    "未&#00000000008203;打,\u200B",
    "未&ZeroWidthSpace;打,\u200B",
    "未&zwj;打,\u200D",
    "未&NoBreak;打,\u2060"
  })
  void references_ofWhatDoesNotShow_areCharacters(String text, String hidden) {
    assertThat(Entities.decoded(text)).isEqualTo("未" + hidden + "打");
    assertThat(Entities.decoded("a&shy=1&b=2&#;&")).isEqualTo("a&shy=1&b=2&#;&");
  }

  @Test
  void lessThan_insideExpression_isNoTag() {
    Element view = (Element) parse("<view>{{a <b ? '是' : '否'}}</view>").root().children().get(0);
    assertThat(((Chars) view.children().get(0)).text()).isEqualTo("{{a <b ? '是' : '否'}}");
  }

  @Test
  void closeTags_thatFitNothing_areDropped() {
    MarkupParser.Result result = parse("<view><text>a</view></b>c");
    assertThat(result.oddities()).containsExactly("element_without_end", "close_without_open");
    assertThat(result.root().children()).hasSize(2);
  }

  @Test
  void brokenText_isReadAsFarAsItGoes() {
    for (String text :
        new String[] {
          "<", "<a", "<a b", "<a b=", "<a b='", "</", "<!--", "{{", "<a {{", "<wxs>", "a{{<b>"
        }) {
      assertThat(parse(text).root()).isNotNull();
    }
  }

  @Test
  void hiddenTagsWithoutEnd_takeTimeInProportion() {
    String text = "<wbr<".repeat(1_000_000); // half a minute where each looks for its end
    assertTimeoutPreemptively(
        Duration.ofMinutes(5), () -> assertThat(parse(text).root()).isNotNull());
  }

  @Test
  void nesting_isBounded() {
    MarkupParser.Result result = parse("<view>".repeat(100_000) + "底");
    assertThat(result.oddities()).contains("nesting");
  }

  @Test
  void longInputOfOpenings_isLinear() {
    for (String piece :
        new String[] {
          "{{",
          "<a b='",
          "&",
          "<a ",
          "</a",
          "<!--",
          "<wxs>",
          "a<!",
          "a<!--b",
          "a<wbr",
          "a<!-->",
          "&#1",
          "a<i hidden",
          "a<i></i>",
          "a<rt>b</rt>",
          "a<i style='",
          "<i></i>"
        }) {
      assertThat(parse(piece.repeat(200_000)).root()).isNotNull();
    }
  }
}
