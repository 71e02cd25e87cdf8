package cn.beian.rules.book;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ed25519 keys of rulebooks as PEM: {@code PUBLIC KEY} (RFC 8410, X.509) and {@code PRIVATE KEY}
 * (PKCS #8), as {@code openssl genpkey -algorithm ed25519} writes them.
 */
public final class RulebookKeys {
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final int LINE = 64;

  private RulebookKeys() {}

  /** A new pair. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 belongs to Java since version 15", e);
    }
  }

  /** A key as PEM. */
  public static String pem(Key key) {
    String name = key instanceof PrivateKey ? PRIVATE : PUBLIC;
    Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN "
        + name
        + "-----\n"
        + lines.encodeToString(key.getEncoded())
        + "\n-----END "
        + name
        + "-----\n";
  }

  /**
   * The public key in a PEM text.
   *
   * @throws InvalidKeySpecException when there is none
   */
  public static PublicKey publicKey(String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(block(pem, PUBLIC)));
  }

  /**
   * The private key in a PEM text.
   *
   * @throws InvalidKeySpecException when there is none
   */
  public static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new PKCS8EncodedKeySpec(block(pem, PRIVATE)));
  }

  private static byte[] block(String pem, String name) throws InvalidKeySpecException {
    Matcher found =
        Pattern.compile(
                "-----BEGIN " + name + "-----([A-Za-z0-9+/=\\s]*)-----END " + name + "-----")
            .matcher(pem);
    if (!found.find()) {
      throw new InvalidKeySpecException("no -----BEGIN " + name + "----- found");
    }
    try {
      return Base64.getMimeDecoder().decode(found.group(1));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("no base64: " + e.getMessage(), e);
    }
  }
}
