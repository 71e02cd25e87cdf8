package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /** The secret of RFC 6238, appendix B: the digits 1 to 0, twice. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void vectorsOfTheRfc_lastSixDigits(long second, String code) {
    assertThat(Totp.at(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
  }

  @Test
  void code_servesInItsStepAndThoseBeside_once() {
    Instant now = Instant.ofEpochSecond(1_111_111_111L);
    long step = Totp.step(now);
    String code = Totp.at(SECRET, step);
    assertThat(Totp.stepOf(SECRET, code, now.plusSeconds(30), 0)).hasValue(step);
    assertThat(Totp.stepOf(SECRET, code, now.minusSeconds(30), 0)).hasValue(step);
    assertThat(Totp.stepOf(SECRET, code, now.plusSeconds(61), 0)).isEmpty();
    assertThat(Totp.stepOf(SECRET, code, now, step)).as("used").isEmpty();
  }

  @Test
  void newSecret_is32CharactersOfBase32() {
    assertThat(Totp.newSecret(new SecureRandom())).matches("[A-Z2-7]{32}");
  }
}
