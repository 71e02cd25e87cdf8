package cn.beian.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HkdfTest {
  /** RFC 5869, A.3: the first 32 of its 42 bytes. */
  @Test
  void derivedKeys_areThoseOfTheRfc() {
    HexFormat hex = HexFormat.of();
    byte[] secret = hex.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
    assertThat(hex.formatHex(Hkdf.derive(secret, "")))
        .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
  }

  /** RFC 4231, test case 2. */
  @Test
  void digestsByAKey_areThoseOfTheRfc() {
    assertThat(
            HexFormat.of()
                .formatHex(
                    Hkdf.hmac(
                        "Jefe".getBytes(UTF_8), "what do ya want for nothing?".getBytes(UTF_8))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
