package cn.beian.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"\u0007", "\uFFFE", "\uFFFF", "\uFDD0", "\uD83F\uDFFE", "\uDBFF\uDFFF"})
  void whatIsNoCharacter_isRefused(String none) {
    assertThat(FreeText.fits("水位" + none + "查询", 100)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"水位\n查询\r\n\t", "\uFFFD", "\uD83D\uDE00", "\uFDCF\uFDF0", "𠮷"})
  void whatPeopleWrite_fits(String text) {
    assertThat(FreeText.fits(text, 100)).isTrue();
  }
}
