package cn.beian.rules.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.rules.JsonFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SignedVersionTest {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

  private final Rulebook rulebook = Rulebook.bundled();

  private static KeyPair keys() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void holds_signedWrittenAndRead_isTrueForItsKeyAlone() throws Exception {
    KeyPair keys = keys();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SignedVersion.sign(rulebook, 3, DAY, keys.getPrivate()).write(out);
    SignedVersion read = SignedVersion.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read.number()).isEqualTo(3);
    assertThat(read.holds(rulebook, keys.getPublic())).isTrue();
    assertThat(read.holds(rulebook, keys().getPublic())).isFalse();
  }

  @Test
  void holds_anythingChanged_isFalse() throws Exception {
    KeyPair keys = keys();
    SignedVersion one = SignedVersion.sign(rulebook, 3, DAY, keys.getPrivate());
    String version = one.version();
    String signature = one.signature();
    String other = version.replace(version.charAt(0), version.charAt(0) == '0' ? '1' : '0');
    for (SignedVersion changed :
        java.util.List.of(
            new SignedVersion(4, DAY, version, signature),
            new SignedVersion(3, DAY.plusDays(1), version, signature),
            new SignedVersion(3, DAY, other, signature),
            new SignedVersion(3, DAY, version, "AAAA"),
            new SignedVersion(3, DAY, version, signature.replace("==", "AA")),
            new SignedVersion(3, DAY, version, "no base64!"))) {
      assertThat(changed.holds(rulebook, keys.getPublic())).as(changed.toString()).isFalse();
    }
  }

  @Test
  void read_somethingElse_saysWhat() {
    assertThatThrownBy(() -> read("{\"beian\":\"rulebook-version/9\"}"))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("expected rulebook-version/1");
    assertThatThrownBy(() -> read("{\"beian\":\"rulebook-version/1\",\"number\":0}"))
        .hasMessageContaining("expected 1 or more");
  }

  private static SignedVersion read(String json) throws IOException {
    return SignedVersion.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
