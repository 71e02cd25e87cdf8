package cn.beian.inspect.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select name from station where id = ?",
        "  SELECT *\nFROM user WHERE name='",
        "insert or replace into t values(?)",
        "INSERT INTO t(a) VALUES ('",
        "replace into t values (1)",
        "update station set name = ",
        "DELETE FROM station"
      })
  void statement_isOne(String text) {
    assertThat(SqlTexts.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select from",
        "Select a file to open",
        "update the app",
        "deleted from the list",
        "create table t (id integer)",
        "please select a name from the list",
        ""
      })
  void otherText_isNone(String text) {
    assertThat(SqlTexts.is(text)).isFalse();
  }

  @Test
  void hugeText_isNotLookedAt() {
    assertThat(SqlTexts.is("select a from b where c in (" + "?,".repeat(2_000) + "?)")).isFalse();
  }
}
