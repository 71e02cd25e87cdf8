package cn.beian.rules;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what is written. */
public final class CanonicalDigest {
  public interface Body {
    void write(OutputStream out) throws IOException;
  }

  private CanonicalDigest() {}

  /** Lower-case hex. */
  public static String sha256(Body body) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      body.write(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException("SHA-256 into nowhere", e);
    }
  }
}
