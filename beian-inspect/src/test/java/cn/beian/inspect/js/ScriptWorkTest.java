package cn.beian.inspect.js;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Scripts of which one look per character would be squared by what is looked for in them. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ScriptWorkTest {
  private static final String BLANKS = " ".repeat(150_000);

  private static Script read(String text) {
    return ScriptReader.parsing(200).read("a.js", text, Syntax.JAVASCRIPT);
  }

  @Test
  void modelBehindBlanks_isLookedForOnce() {
    String bundle =
        "(function(vue) { const A = vue.createElementVNode('input', {'onUpdate:a': v =>"
            + BLANKS
            + "f(v), 'onUpdate:b': v => (  name.value = v)}); __definePage('a', A); })(Vue);";
    Element input =
        (Element) VueBundle.of("a.js", bundle, 200).orElseThrow().pieces().get(0).template().get(0);
    assertThat(input.value("model:value")).isEqualTo("{{name}}");
  }

  @Test
  void blanksInsideOfAValue_areNotTakenForItsEnd() {
    Script script =
        read("x({type: 'text', attr: {value: function () { return a" + BLANKS + "+ b; }}})");
    assertThat(script.elements().get(0).value("value")).startsWith("{{a").endsWith("b}}");
  }

  @Test
  void comparisonsOfComparisons_areNoLongPath() {
    Script script = read("x = 'a'" + "=='b'".repeat(4_000));
    assertThat(script.literals()).isNotEmpty().allMatch(each -> each.path().size() <= 64);
  }

  @Test
  void nameOfAFunction_isKeptOnceHoweverLongItIs() {
    String name = "f".repeat(300_000);
    StringBuilder text = new StringBuilder("function " + name + "() {");
    for (int i = 0; i < 20_000; i++) {
      text.append("var a").append(i).append("=b.c;");
    }
    assertThat(read(text + "}").functions()).containsOnlyKeys("f".repeat(200));
  }

  /** Of each level the code around the next one is kept, which is all blank. */
  @Test
  void codeAroundElementsWithinEachOther_isNotKeptForEach() {
    String text = "f(" + BLANKS.repeat(3) + "'a')";
    for (int i = 0; i < 90; i++) {
      text = "<a>{g(" + text + ", b)}</a>";
    }
    Script script =
        ScriptReader.parsing(200).read("a.jsx", "export default " + text, Syntax.ELEMENTS);
    assertThat(script.parsed()).isTrue();
    assertThat(size(script.elements().get(0))).isLessThan(30L * text.length());
  }

  private static long size(Markup node) {
    return node instanceof Chars chars
        ? chars.text().length()
        : ((Element) node).children().stream().mapToLong(ScriptWorkTest::size).sum();
  }
}
