package cn.beian.filing.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CreditCodeTest {
  private static final String VALID = "91350100M000100Y43";

  @Test
  void read_codeOfThePublishedExample_isValid() {
    assertThat(CreditCode.read(VALID).orThrow()).isEqualTo(new CreditCode(VALID));
    assertThat(CreditCode.read(" ９１３５０１００ｍ０００１００ｙ４３ ").orThrow()).hasToString(VALID);
  }

  @Test
  void check_remainderZero_isTheDigitZeroAndNotThirtyOne() {
    // A body of zeros sums to 0, the smallest case of the trap; the other has a non-zero sum
    // divisible by 31.
    assertThat(CreditCode.checkCharacter("00000000000000000")).isEqualTo('0');
    assertThat(CreditCode.checkCharacter("1100000000000000U"))
        .isEqualTo(bySum("1100000000000000U"));
    String divisible = bodyWithRemainderZero();
    assertThat(divisible).isNotEqualTo("00000000000000000");
    assertThat(CreditCode.checkCharacter(divisible)).isEqualTo('0');
    assertThat(CreditCode.read(divisible + "0").valid()).isTrue();
  }

  @Test
  void read_severalMistakes_reportsEachWithItsPlace() {
    assertThat(CreditCode.read("9I35A100M000100Y4").defects())
        .containsExactly(
            new Defect(Defect.Reason.LENGTH, 0, "17", "18"),
            new Defect(Defect.Reason.CHARACTER, 2, "I", "1"),
            new Defect(Defect.Reason.CHARACTER, 5, "A", "0-9"));
    assertThat(CreditCode.read("  ").defects())
        .containsExactly(new Defect(Defect.Reason.EMPTY, 0, "", "18"));
    assertThat(CreditCode.read("91350100M000100Y40").defects())
        .containsExactly(new Defect(Defect.Reason.CHECK, 18, "0", "3"));
  }

  @Test
  void constructor_wrongCode_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CreditCode("91350100M000100Y40"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CreditCode("91350100m000100y43"))
        .withMessageContaining("CHARACTER");
  }

  @Property
  void anyOneCharacter_mistyped_isNoticed(
      @ForAll("bodies") String body,
      @ForAll @IntRange(max = 17) int place,
      @ForAll("letters") char c) {
    String code = body + CreditCode.checkCharacter(body);
    String mistyped = code.substring(0, place) + c + code.substring(place + 1);
    assertThat(CreditCode.read(mistyped).valid()).isEqualTo(mistyped.equals(code));
  }

  @Property
  void anyText_read_givesAValueOrDefectsAndNeverThrows(@ForAll String text) {
    Reading<CreditCode> reading = CreditCode.read(text);
    assertThat(reading.valid()).isEqualTo(reading.defects().isEmpty());
  }

  @Provide
  Arbitrary<Character> letters() {
    return Arbitraries.chars().with(Mod31.ALPHABET);
  }

  @Provide
  Arbitrary<String> bodies() {
    StringArbitrary any = Arbitraries.strings().withChars(Mod31.ALPHABET.toCharArray());
    return Combinators.combine(
            any.ofLength(2), Arbitraries.strings().numeric().ofLength(6), any.ofLength(9))
        .as((a, b, c) -> a + b + c);
  }

  /** A calculation independent of the code: powers of 3 without reduction. */
  private static char bySum(String body) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < body.length(); i++) {
      long value = Mod31.ALPHABET.indexOf(body.charAt(i));
      sum = sum.add(BigInteger.valueOf(3).pow(i).multiply(BigInteger.valueOf(value)));
    }
    int remainder = sum.mod(BigInteger.valueOf(31)).intValue();
    return remainder == 0 ? '0' : Mod31.ALPHABET.charAt(31 - remainder);
  }

  private static String bodyWithRemainderZero() {
    return List.of(Mod31.ALPHABET.split("", -1)).stream()
        .filter(c -> !c.isEmpty())
        .map(c -> "11330000MB1234567".substring(0, 16) + c)
        .filter(body -> bySum(body) == '0')
        .findFirst()
        .orElseThrow();
  }
}
