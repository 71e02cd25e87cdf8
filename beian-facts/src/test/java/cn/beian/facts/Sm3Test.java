package cn.beian.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.junit.jupiter.api.Test;

class Sm3Test {
  @Test
  void exampleOfTheStandard_givesItsDigest() {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(new Sm3().digest(abc)))
        .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  }

  @Test
  void everyLengthAroundTheBlocks_givesTheDigestOfBouncyCastle() {
    Random random = new Random(3);
    for (int length = 0; length <= 260; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(new Sm3().digest(bytes)).as("%d bytes", length).isEqualTo(reference(bytes));
    }
  }

  @Property(tries = 200)
  void anyTwoParts_giveTheDigestOfTheWhole(
      @ForAll @Size(max = 200) byte[] head, @ForAll @Size(max = 200) byte[] tail) {
    Sm3 digest = new Sm3();
    digest.update(head);
    digest.update(tail);
    byte[] whole = new byte[head.length + tail.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    assertThat(digest.digest()).isEqualTo(reference(whole));
    assertThat(digest.digest(whole)).as("after a reset").isEqualTo(reference(whole));
  }

  private static byte[] reference(byte[] bytes) {
    SM3Digest digest = new SM3Digest();
    digest.update(bytes, 0, bytes.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }
}
