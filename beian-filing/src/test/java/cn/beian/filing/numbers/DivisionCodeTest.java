package cn.beian.filing.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.numbers.DivisionCode.Depth;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionCodeTest {
  /** Chongqing is 50: the one province whose second digit is 0. */
  @ParameterizedTest
  @ValueSource(strings = {"500000", "500100", "500101", "500243"})
  void chongqing_isAProvince(String code) {
    assertThat(DivisionCode.read(code).defects()).isEmpty();
    assertThat(new DivisionCode(code).province().value()).isEqualTo("500000");
  }

  @ParameterizedTest
  @CsvSource({
    "100000, CENTRAL, 100000, 100000",
    "330000, PROVINCE, 330000, 330000",
    "330100, PREFECTURE, 330000, 330100",
    "330106, COUNTY, 330000, 330100",
    "429004, COUNTY, 420000, 429000"
  })
  void code_known_tellsWhereItLies(String code, Depth depth, String province, String prefecture) {
    DivisionCode division = new DivisionCode(code);
    assertThat(division.depth()).isEqualTo(depth);
    assertThat(division.province()).hasToString(province);
    assertThat(division.prefecture()).hasToString(prefecture);
  }

  @ParameterizedTest
  @CsvSource({
    "100000, 330106, true",
    "330000, 330106, true",
    "330000, 330000, true",
    "330100, 330106, true",
    "330106, 330106, true",
    "330106, 330100, false",
    "330100, 330000, false",
    "330000, 320000, false",
    "330000, 100000, false",
    "330200, 330106, false"
  })
  void scope_overAnother_coversWhatLiesInIt(String scope, String other, boolean covers) {
    assertThat(new DivisionCode(scope).covers(new DivisionCode(other))).isEqualTo(covers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "33", "3300000", "33000A", "000000", "900000", "330001", "300100"})
  void read_notACode_saysWhy(String input) {
    assertThat(DivisionCode.read(input).defects()).isNotEmpty();
  }

  @Property
  void cover_anyThree_isTransitiveAndReflexive(
      @ForAll("divisions") DivisionCode a,
      @ForAll("divisions") DivisionCode b,
      @ForAll("divisions") DivisionCode c) {
    assertThat(a.covers(a)).isTrue();
    assertThat(a.province().covers(a) && a.prefecture().covers(a)).isTrue();
    if (a.covers(b) && b.covers(c)) {
      assertThat(a.covers(c)).isTrue();
    }
    assertThat(b.value().startsWith(a.prefix())).isEqualTo(a.covers(b));
    if (a.covers(b) && b.covers(a)) {
      assertThat(a).isEqualTo(b);
    }
  }

  @Provide
  Arbitrary<DivisionCode> divisions() {
    return Arbitraries.of(
            "100000", "330000", "330100", "330106", "330110", "330200", "320000", "320100",
            "320102")
        .map(DivisionCode::new);
  }
}
