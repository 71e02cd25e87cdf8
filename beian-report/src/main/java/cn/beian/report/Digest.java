package cn.beian.report;

import cn.beian.facts.Sm3;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Both digests of the same bytes, lower-case hex.
 *
 * @param sha256 FIPS 180-4
 * @param sm3 GB/T 32905-2016
 */
record Digest(String sha256, String sm3) {
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  static Digest of(Body body) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      Sm3 sm3 = new Sm3();
      body.write(
          new OutputStream() {
            @Override
            public void write(int b) {
              sha256.update((byte) b);
              sm3.update((byte) b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
              sha256.update(bytes, from, length);
              sm3.update(bytes, from, length);
            }
          });
      return new Digest(
          HexFormat.of().formatHex(sha256.digest()), HexFormat.of().formatHex(sm3.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException("digests of what is in memory", e);
    }
  }
}
