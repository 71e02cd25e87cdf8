package cn.beian.filing.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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

  @Test
  void read_mistyped_namesThePlace() {
    assertThat(FilingNumber.read("ZW-A-330000-2026-000124-P").defects())
        .containsExactly(new Defect(Defect.Reason.CHECK, 20, "P", check(124)));
    assertThat(FilingNumber.read("ZW-B-33OOOO-2026-000123-P").defects())
        .contains(
            new Defect(Defect.Reason.CHARACTER, 3, "B", "A X K Y"),
            new Defect(Defect.Reason.CHARACTER, 6, "O", "0"));
    assertThat(FilingNumber.read("AB-A-330000").defects())
        .extracting(Defect::reason)
        .containsExactly(Defect.Reason.PREFIX, Defect.Reason.LENGTH);
    assertThat(FilingNumber.read("").defects())
        .extracting(Defect::reason)
        .containsExactly(Defect.Reason.EMPTY);
  }

  private static String check(int serial) {
    return String.valueOf(
        FilingNumber.mint(NumberKind.APP, new DivisionCode("330000"), 2026, serial).check());
  }

  @Test
  void read_rightCheckButImpossibleParts_namesEach() {
    String body = "A0000002025000000";
    assertThat(FilingNumber.read("ZW" + body + CreditCode.checkCharacter(body)).defects())
        .extracting(Defect::reason)
        .containsExactly(Defect.Reason.DIVISION, Defect.Reason.RANGE, Defect.Reason.RANGE);
  }

  @Test
  void foundIn_textOfAScreen_isTolerantOfLayout() {
    String text = "主办单位：某某厅\n备案编号：ＺＷ－Ａ－330000－2026\n－000123－P　版权所有 zw-a-330000-2026-000123-p.";
    List<FilingNumber.Sighting> found = FilingNumber.foundIn(text);
    assertThat(found).hasSize(2);
    assertThat(found).allMatch(sighting -> sighting.reading().orThrow().equals(VECTOR));
    assertThat(text.substring(found.get(0).start(), found.get(0).end()))
        .startsWith("ＺＷ")
        .endsWith("P");
  }

  @Test
  void foundIn_misprint_isReportedWithItsDefect() {
    assertThat(FilingNumber.foundIn("备案编号 ZW-A-330000-2026-000123-Q"))
        .singleElement()
        .satisfies(s -> assertThat(s.reading().defects().get(0).expected()).isEqualTo("P"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ICP备 2026000123号",
        "XZW-A-330000-2026-000123-P",
        "ZW-A-330000-2026-000123-PQ",
        "ZW-A-330000\n\n\n\n\n-2026-000123-P"
      })
  void foundIn_somethingElse_findsNothing(String text) {
    assertThat(FilingNumber.foundIn(text)).isEmpty();
  }

  @Property
  void anyNumber_writtenAndRead_isTheSame(
      @ForAll NumberKind kind,
      @ForAll @IntRange(min = 2026, max = 9999) int year,
      @ForAll @IntRange(min = 1, max = 999_999) int serial) {
    FilingNumber number = FilingNumber.mint(kind, new DivisionCode("110000"), year, serial);
    assertThat(FilingNumber.parse(number.toString()).orThrow()).isEqualTo(number);
    assertThat(FilingNumber.foundIn("前" + number + "后"))
        .extracting(FilingNumber.Sighting::reading)
        .extracting(Reading::orThrow)
        .containsExactly(number);
  }

  @Property
  void anyText_searched_givesSightingsWithinItsBounds(@ForAll String text) {
    assertThat(FilingNumber.foundIn(text))
        .allMatch(s -> s.start() < s.end() && s.end() <= text.length());
    assertThat(FilingNumber.read(text).valid())
        .isEqualTo(FilingNumber.read(text).defects().isEmpty());
  }
}
