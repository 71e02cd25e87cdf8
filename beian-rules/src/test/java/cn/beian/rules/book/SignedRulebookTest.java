package cn.beian.rules.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.beian.rules.book.SignatureRefusedException.Why;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rulebook from a file is taken only with a good signature. */
class SignedRulebookTest {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

  @TempDir Path folder;
  private final KeyPair keys = RulebookKeys.generate();
  private Path file;
  private Path beside;
  private Path key;

  @BeforeEach
  void signed() throws Exception {
    file = folder.resolve("rulebook-2.json");
    beside = folder.resolve("rulebook-2.json.sig");
    key = folder.resolve("rulebook.pem");
    try (OutputStream out = Files.newOutputStream(file)) {
      Rulebook.bundled().write(out);
    }
    try (OutputStream out = Files.newOutputStream(beside)) {
      SignedVersion.sign(Rulebook.bundled(), 2, DAY, keys.getPrivate()).write(out);
    }
    Files.writeString(key, RulebookKeys.pem(keys.getPublic()));
  }

  private SignatureRefusedException refused() {
    return catchThrowableOfType(
        SignatureRefusedException.class, () -> SignedRulebook.read(file, key));
  }

  @Test
  void signature_good_givesRulebookWithItsNumber() throws Exception {
    SignedRulebook read = SignedRulebook.read(file, key);
    assertThat(read.signed().number()).isEqualTo(2);
    assertThat(read.rulebook().version()).isEqualTo(Rulebook.bundled().version());
  }

  @Test
  void signature_missing_namesItsFile() throws Exception {
    Files.delete(beside);
    assertThat(refused().why()).isEqualTo(Why.MISSING);
    assertThat(refused().file()).isEqualTo(beside.toString());
  }

  @Test
  void signature_byOtherKey_isRefused() throws Exception {
    Files.writeString(key, RulebookKeys.pem(RulebookKeys.generate().getPublic()));
    assertThat(refused().why()).isEqualTo(Why.OTHER_SIGNER);
  }

  @Test
  void rulebook_changedByOneWord_isAnotherOne() throws Exception {
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("积分功能", "积分作用"));
    assertThat(refused().why()).isEqualTo(Why.OTHER_RULEBOOK);
  }

  @Test
  void filesThatAreSomethingElse_areNamed() throws Exception {
    Files.writeString(beside, "{}");
    assertThat(refused()).extracting(SignatureRefusedException::file).isEqualTo(beside.toString());
    assertThat(refused().why()).isEqualTo(Why.UNREADABLE);
    signed();
    Files.writeString(file, "[]");
    assertThat(refused()).extracting(SignatureRefusedException::file).isEqualTo(file.toString());
    signed();
    for (String pem :
        new String[] {"", "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----"}) {
      Files.writeString(key, pem);
      assertThat(refused()).extracting(SignatureRefusedException::file).isEqualTo(key.toString());
    }
  }

  @Test
  void keys_asPem_areReadAgain() throws Exception {
    String pem = RulebookKeys.pem(keys.getPrivate()) + RulebookKeys.pem(keys.getPublic());
    assertThat(RulebookKeys.privateKey(pem)).isEqualTo(keys.getPrivate());
    assertThat(RulebookKeys.publicKey(pem)).isEqualTo(keys.getPublic());
    assertThat(pem.getBytes(StandardCharsets.US_ASCII)).hasSizeLessThan(400);
  }
}
