package cn.beian.filing.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilingNumberTest {
  private static final FilingNumber VECTOR =
      FilingNumber.mint(NumberKind.APP, new DivisionCode("330000"), 2026, 123);

  @Test
  void mint_vectorOfTheRegulation_hasItsCheck() {
    assertThat(VECTOR).hasToString("ZW-A-330000-2026-000123-P");
    assertThat(FilingNumber.parse("ZW-A-330000-2026-000123-P").orThrow()).isEqualTo(VECTOR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zw-a-330000-2026-000123-p",
        "ＺＷ－Ａ－３３００００－２０２６－０００１２３－Ｐ",
        " ZWA3300002026000123P ",
        "ZW—A—330000—2026—000 123—P",
        "zw a 330000 2026 000123 p"
      })
  void read_asPeopleType_isUnderstood(String input) {
    assertThat(FilingNumber.read(input).orThrow()).isEqualTo(VECTOR);
  }

  @Test
  void parse_missingHyphen_isNotTheWrittenForm() {
    assertThat(FilingNumber.parse("ZWA-330000-2026-000123-P").defects())
        .singleElement()
        .extracting(Defect::reason)
        .isEqualTo(Defect.Reason.SEPARATOR);
  }
}
