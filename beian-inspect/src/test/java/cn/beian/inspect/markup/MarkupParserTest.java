package cn.beian.inspect.markup;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import org.junit.jupiter.api.Test;

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
  void nesting_isBounded() {
    MarkupParser.Result result = parse("<view>".repeat(100_000) + "底");
    assertThat(result.oddities()).contains("nesting");
  }

  @Test
  void longInputOfOpenings_isLinear() {
    for (String piece : new String[] {"{{", "<a b='", "&", "<a ", "</a", "<!--", "<wxs>"}) {
      assertThat(parse(piece.repeat(200_000)).root()).isNotNull();
    }
  }
}
