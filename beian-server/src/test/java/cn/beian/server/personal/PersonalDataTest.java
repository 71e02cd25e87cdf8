package cn.beian.server.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.start.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values are read by their key, in their row and column, and by nothing else. */
class PersonalDataTest {
  private static final UUID ROW = new UUID(1, 2);
  private static final UUID OTHER = new UUID(1, 3);

  private final PersonalData data = new PersonalData(key(1));

  private static PersonalKey key(int of) {
    byte[] bytes = new byte[PersonalKey.BYTES];
    Arrays.fill(bytes, (byte) of);
    return PersonalKey.of(bytes);
  }

  @Test
  void sealed_isOpened_inItsRowAndColumnOnly() {
    String sealed = data.seal(PersonalColumn.TELEPHONE, ROW, "0571-8899 陆");
    assertThat(sealed).startsWith("v1:").doesNotContain("8899");
    assertThat(new String(bytes(sealed), StandardCharsets.ISO_8859_1)).doesNotContain("8899");
    assertThat(data.open(PersonalColumn.TELEPHONE, ROW, sealed)).contains("0571-8899 陆");
    assertThat(data.open(PersonalColumn.TELEPHONE, OTHER, sealed)).as("other row").isEmpty();
    assertThat(data.open(PersonalColumn.EMAIL, ROW, sealed)).as("other column").isEmpty();
  }

  @Test
  void sameValue_neverLooksTheSame() {
    assertThat(data.seal(PersonalColumn.EMAIL, ROW, "a@b.cn"))
        .isNotEqualTo(data.seal(PersonalColumn.EMAIL, ROW, "a@b.cn"));
  }

  @Test
  void anyBitChanged_orCutOff_isNotOpened() {
    byte[] bytes = bytes(data.seal(PersonalColumn.EMAIL, ROW, "a@b.cn"));
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(opened(data, changed)).as("bit %d", bit).isFalse();
    }
    for (int length = 0; length < bytes.length; length++) {
      assertThat(opened(data, Arrays.copyOf(bytes, length))).as("%d bytes", length).isFalse();
    }
    assertThat(data.open(PersonalColumn.EMAIL, ROW, "v1:?")).isEmpty();
    assertThat(data.open(PersonalColumn.EMAIL, ROW, data.prefix() + "?")).isEmpty();
  }

  private static boolean opened(PersonalData data, byte[] bytes) {
    String stored = "v1:" + Base64.getEncoder().encodeToString(bytes);
    return data.open(PersonalColumn.EMAIL, ROW, stored).isPresent();
  }

  private static byte[] bytes(String sealed) {
    return Base64.getDecoder().decode(sealed.substring(3));
  }

  @Test
  void otherKey_opensNothing_findsNothing_andTellsItsOwnValuesByTheirBeginning() {
    PersonalData other = new PersonalData(key(2));
    String sealed = data.seal(PersonalColumn.EMAIL, ROW, "a@b.cn");
    assertThat(other.open(PersonalColumn.EMAIL, ROW, sealed)).isEmpty();
    assertThat(sealed).startsWith(data.prefix()).doesNotStartWith(other.prefix());
    assertThat(data.prefix()).hasSize(11);
    assertThat(other.index(PersonalColumn.EMAIL, "a@b.cn"))
        .isNotEqualTo(data.index(PersonalColumn.EMAIL, "a@b.cn"));
  }

  @Test
  void index_isTheSameForTheSameValue_ofAColumn() {
    String index = data.index(PersonalColumn.EMAIL, "1");
    assertThat(index).matches("[0-9a-f]{64}").isEqualTo(data.index(PersonalColumn.EMAIL, "1"));
    assertThat(data.index(PersonalColumn.TELEPHONE, "1")).isNotEqualTo(index);
    assertThat(data.index(PersonalColumn.EMAIL, "")).isEmpty();
  }

  @Test
  void clearValue_isReadAsItIs_butNoSecretOfASecondFactor_onceAllAreSealed() {
    assertThat(data.open(PersonalColumn.SECOND_FACTOR, ROW, "JBSW")).contains("JBSW");
    data.allAreSealed();
    assertThat(data.open(PersonalColumn.SECOND_FACTOR, ROW, "JBSW")).isEmpty();
    assertThat(data.open(PersonalColumn.EMAIL, ROW, "a@b.cn")).contains("a@b.cn");
    assertThat(data.seal(PersonalColumn.EMAIL, ROW, "")).isEmpty();
  }

  @Test
  void keyFile_isMadeOnce_forItsOwnerOnly_andRefusedIfItIsNoKey(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("keys/personal.key");
    PersonalKey first = PersonalKey.load(file);
    assertThat(PersonalKey.load(file).derive("x")).isEqualTo(first.derive("x"));
    assertThat(first.derive("y")).isNotEqualTo(first.derive("x"));
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }
    for (String wrong : new String[] {"", "c2hvcnQ=", "?"}) {
      Files.writeString(file, wrong);
      assertThatThrownBy(() -> PersonalKey.load(file))
          .isInstanceOfSatisfying(
              StartRefusedException.class,
              e -> assertThat(e.remedy()).contains("beian.personal.key"))
          .hasMessageContaining(file.toString());
    }
  }
}
