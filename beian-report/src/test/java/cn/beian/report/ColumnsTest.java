package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void wide_characters_take_two_columns() {
    assertThat(Columns.width("打卡 ok")).isEqualTo(7);
  }

  @Test
  void punctuation_does_not_begin_a_line() {
    assertThat(Columns.wrap("每日打卡，必须", 8)).containsExactly("每日打", "卡，必须");
  }

  @Test
  void words_stay_whole_where_they_fit() {
    assertThat(Columns.wrap("remove the daily check-in", 12))
        .containsExactly("remove the", "daily", "check-in");
  }

  @Test
  void nothing_that_moves_the_cursor_or_turns_the_writing_direction_survives() {
    assertThat(Columns.visible("a\u001b[31m\u202eb\nc")).isEqualTo("a\\u001B[31m\\u202Eb c");
  }

  @Property
  void no_line_is_wider_than_asked_and_no_character_is_lost(
      @ForAll String text, @ForAll @IntRange(min = 2, max = 100) int columns) {
    String visible = Columns.visible(text);
    var lines = Columns.wrap(visible, columns);
    assertThat(lines).allMatch(line -> Columns.width(line) <= columns);
    assertThat(withoutSpace(String.join("", lines))).isEqualTo(withoutSpace(visible));
  }

  private static String withoutSpace(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
