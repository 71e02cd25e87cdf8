package cn.beian.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, '\n', '\r', '\t', 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x61c, 0x200b, 0x200e, 0x202a, 0x202e,
        0x2028, 0x2029, 0x2066, 0x2069, 0xfeff, 0xd800, 0xdfff, 0xfffe, 0xffff, 0xfdd0
      })
  void hiddenCharacter_isWrittenAsItsNumber(int c) {
    String text = "巡" + (char) c + "河";
    assertThat(VisibleText.of(text)).isEqualTo(String.format("巡\\u%04X河", c));
  }

  @Test
  void hiddenCharacter_beyondThePlane_isWrittenAsBothUnits() {
    assertThat(VisibleText.of(Character.toString(0xe0041))).isEqualTo("\\uDB40\\uDC41");
  }

  @Test
  void otherText_isGivenBack() {
    String text = "巡河 🌊 a\\b “c” é";
    assertThat(VisibleText.of(text)).isSameAs(text);
  }

  @Test
  void visibleText_isNotChangedBySecondTime() {
    String once = VisibleText.of("a\u001b[31m\nb");
    assertThat(VisibleText.of(once)).isEqualTo(once);
  }

  @Test
  void lines_stayWhereTheyAreOurs() {
    assertThat(VisibleText.lines("a\n\tb\u001b\r\n")).isEqualTo("a\n\tb\\u001B\\u000D\n");
  }

  @ParameterizedTest
  @ValueSource(chars = {0, 0x08, 0x1b, 0x7f, 0x85, 0x9b, 0x202a, 0x202e, 0x2066, 0x2069})
  void misleading_onAPage(char c) {
    assertThat(VisibleText.misleads(c)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(chars = {'\t', '\n', '\r', ' ', '~', '巡', 0x200d, 0x200e, 0x2028, 0xd83d})
  void notMisleading_onAPage(char c) {
    assertThat(VisibleText.misleads(c)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n", "\u3000\u200B", "\u200B", "\u00A0\uFEFF", "\u3164", "\u2800", "\u0301"})
  void textInWhichNothingIsSeen_isBlank(String text) {
    assertThat(VisibleText.blank(text)).isTrue();
    assertThat(VisibleText.blank(text + "水")).isFalse();
  }
}
