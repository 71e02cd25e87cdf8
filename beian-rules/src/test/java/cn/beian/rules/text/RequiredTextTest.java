package cn.beian.rules.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "轨迹$ 轨迹",
        "(?i)CN=Android cn=android",
        "身份证|证件号 身份证,证件号",
        "银行卡|银行账[户号]|开户行 银行卡,银行账,开户行",
        "^\\p{Han}{2,20}(大学|人民政府)(学院)?$ 大学,人民政府",
        "(?i)^web-?view(url|src)$ view",
        "a+bc?d a",
        "(ab)?cd cd",
        "(ab)+c ab",
        "(ab|cd[de]f)y ab,cd",
        "\\.git\\\\ .git\\",
        "[]x]ab[^]]c ab"
      })
  void of_pattern_isTheLongestThatEveryMatchHolds(String regex, String pieces) {
    assertThat(RequiredText.of(regex).pieces()).containsExactly(pieces.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|",
        "a?",
        "a*",
        "a{0,2}",
        "(a|)",
        "[ab]",
        ".",
        "xy{b|c}",
        "\\x41",
        "\\141",
        "a(?i)b",
        "[[:alpha:]]b",
        "\\QA|B\\E",
        "(?i)É",
        "\\pLx"
      })
  void of_patternThatIsFreeOrNotUnderstood_demandsNothing(String regex) {
    assertThat(Pattern.compile(regex)).isNotNull();
    assertThat(RequiredText.of(regex).pieces()).isEmpty();
  }

  @Test
  void mayMatch_letterWhoseLowerCaseIsAnother_isKnown() {
    for (String text : List.of("MA\u017FK", "mas\u212A", "MASK")) {
      assertThat(Pattern.compile("(?i)mask").matcher(text).find()).isTrue();
      assertThat(RequiredText.of("(?i)mask").mayMatch(text)).isTrue();
    }
    assertThat(RequiredText.of("(?i)mask").mayMatch("mast")).isFalse();
  }

  @Property
  void mayMatch_textThatMatches_isNeverRefused(
      @ForAll("patterns") String regex, @ForAll("texts") String text) {
    if (Pattern.compile(regex).matcher(text).find()) {
      assertThat(RequiredText.of(regex).mayMatch(text)).as(regex).isTrue();
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> part =
        Arbitraries.of(
            "a",
            "b",
            "Ab",
            "[ab]",
            "[^a]",
            ".",
            "(a|b)",
            "(ab|[b])",
            "(a(b|)c)",
            "\\.",
            "\\w",
            "^",
            "$");
    Arbitrary<String> quantified =
        part.flatMap(one -> Arbitraries.of("", "", "?", "*", "+", "{2}", "+?").map(one::concat));
    return quantified
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .flatMap(list -> Arbitraries.of("", "|").map(between -> String.join(between, list)))
        .flatMap(whole -> Arbitraries.of("", "(?i)").map(flag -> flag + whole));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abcAB.").ofMaxLength(8);
  }
}
