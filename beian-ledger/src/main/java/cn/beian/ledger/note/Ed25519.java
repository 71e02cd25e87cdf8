package cn.beian.ledger.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.ProofException.Code;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Ed25519 keys of signed notes (type 0x01) by the JDK's own provider, in the text forms of Go's
 * {@code golang.org/x/mod/sumdb/note}:
 *
 * <pre>
 * public   name+hex(id)+base64(0x01 ‖ 32-byte public key)
 * private  PRIVATE+KEY+name+hex(id)+base64(0x01 ‖ 32-byte seed)
 * id       SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key)[:4]
 * </pre>
 */
public final class Ed25519 {
  private static final byte TYPE = 1;
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;
  private static final String PRIVATE = "PRIVATE+KEY+";

  private Ed25519() {}

  /**
   * A new private key in its text form, to be kept secret.
   *
   * @param name name of the key, without spaces and plus
   * @throws IllegalArgumentException if the name is not allowed in a note
   */
  public static String generate(String name, SecureRandom random) {
    requireName(name);
    byte[] seed = new byte[KEY_BYTES];
    random.nextBytes(seed);
    byte[] publicKey = publicKey(seed);
    return PRIVATE + encode(name, keyId(name, publicKey), seed);
  }

  /**
   * Reads a private key.
   *
   * @param skey text form of a private key
   * @throws ProofException {@code MALFORMED} if it is not a private key, or its id does not match;
   *     the message does not contain the key
   */
  public static Signer signer(String skey) throws ProofException {
    if (!skey.startsWith(PRIVATE)) {
      throw new ProofException(Code.MALFORMED, "a private key starts with " + PRIVATE);
    }
    Encoded encoded = decode(skey.substring(PRIVATE.length()));
    byte[] publicKey = publicKey(encoded.key());
    requireId(encoded, publicKey);
    PrivateKey key;
    try {
      key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, encoded.key()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has Ed25519", e);
    }
    return new PrivateHalf(new PublicHalf(encoded.name, encoded.id, publicKey), key);
  }

  /**
   * Reads a public key.
   *
   * @param vkey text form of a public key
   * @throws ProofException {@code MALFORMED} if it is not a public key, has another type, or its id
   *     does not match
   */
  public static Verifier verifier(String vkey) throws ProofException {
    Encoded encoded = decode(vkey);
    requireId(encoded, encoded.key());
    return new PublicHalf(encoded.name, encoded.id, encoded.key());
  }

  private record PrivateHalf(Verifier verifier, PrivateKey key) implements Signer {
    @Override
    public byte[] sign(byte[] text) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new AssertionError("every JDK signs with Ed25519", e);
      }
    }

    @Override
    public String toString() {
      return "private half of " + verifier.vkey();
    }
  }

  private static final class PublicHalf implements Verifier {
    private final String name;
    private final int keyId;
    private final byte[] encoded;
    private final PublicKey key;

    PublicHalf(String name, int keyId, byte[] encoded) {
      this.name = name;
      this.keyId = keyId;
      this.encoded = encoded;
      this.key = decodePoint(encoded);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int keyId() {
      return keyId;
    }

    @Override
    public String vkey() {
      return encode(name, keyId, encoded);
    }

    @Override
    public boolean verify(byte[] text, byte[] signature) {
      if (signature.length != SIGNATURE_BYTES) {
        return false; // JDK 17 ignores bytes after the 64th
      }
      try {
        Signature verification = Signature.getInstance("Ed25519");
        verification.initVerify(key);
        verification.update(text);
        return verification.verify(signature);
      } catch (SignatureException e) {
        return false; // not a point of the curve
      } catch (GeneralSecurityException e) {
        return false; // the public key is not a point of the curve
      }
    }

    @Override
    public String toString() {
      return vkey();
    }
  }

  /** The parts of a key text; {@code bytes} are 32, of a public key or a seed. */
  private record Encoded(String name, int id, Hash bytes) {
    byte[] key() {
      return bytes.toBytes();
    }
  }

  private static Encoded decode(String text) throws ProofException {
    String[] parts = text.split("\\+", 3); // base64 may contain a plus, name and hex may not
    if (parts.length != 3 || !SignedNote.isKeyName(parts[0]) || parts[1].length() != 8) {
      throw new ProofException(Code.MALFORMED, "a key has the form name+hex(id)+base64(key)");
    }
    try {
      int id = HexFormat.fromHexDigits(parts[1]);
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      if (typed.length != KEY_BYTES + 1 || typed[0] != TYPE) {
        throw new ProofException(
            Code.MALFORMED, "key " + parts[0] + " is not an Ed25519 key of type 1");
      }
      return new Encoded(parts[0], id, Hash.of(Arrays.copyOfRange(typed, 1, typed.length)));
    } catch (IllegalArgumentException e) {
      throw new ProofException(Code.MALFORMED, "key " + parts[0] + " has bad hex or base64");
    }
  }

  private static String encode(String name, int id, byte[] key) {
    byte[] typed = new byte[key.length + 1];
    typed[0] = TYPE;
    System.arraycopy(key, 0, typed, 1, key.length);
    return name
        + "+"
        + HexFormat.of().toHexDigits(id)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  private static void requireName(String name) {
    if (!SignedNote.isKeyName(name)) {
      throw new IllegalArgumentException("key name \"" + name + "\" is empty or has space or plus");
    }
  }

  private static void requireId(Encoded encoded, byte[] publicKey) throws ProofException {
    int expected = keyId(encoded.name, publicKey);
    if (encoded.id != expected) {
      throw new ProofException(
          Code.MALFORMED,
          "key "
              + encoded.name
              + " has id "
              + HexFormat.of().toHexDigits(encoded.id)
              + ", expected "
              + HexFormat.of().toHexDigits(expected));
    }
  }

  private static int keyId(String name, byte[] publicKey) {
    byte[] digest =
        Hasher.sha256().hash(name.getBytes(UTF_8), new byte[] {'\n', TYPE}, publicKey).raw();
    return ByteBuffer.wrap(digest).getInt();
  }

  /** RFC 8032 §5.1.2: little-endian y, the top bit is the lowest of x. */
  private static PublicKey decodePoint(byte[] encoded) {
    byte[] y = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      y[i] = encoded[KEY_BYTES - 1 - i];
    }
    boolean xOdd = y[0] < 0;
    y[0] &= 0x7f;
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(
              new EdECPublicKeySpec(
                  NamedParameterSpec.ED25519, new EdECPoint(xOdd, new BigInteger(1, y))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has Ed25519", e);
    }
  }

  private static byte[] encodePoint(EdECPoint point) {
    byte[] y = point.getY().toByteArray();
    byte[] encoded = new byte[KEY_BYTES];
    for (int i = 0; i < Math.min(y.length, KEY_BYTES); i++) {
      encoded[i] = y[y.length - 1 - i];
    }
    if (point.isXOdd()) {
      encoded[KEY_BYTES - 1] |= (byte) 0x80;
    }
    return encoded;
  }

  /**
   * The public key of a seed. The JDK has no call for that, but its generator takes its 32 random
   * bytes as the seed; {@link #requireId} and a test vector would detect a change of that.
   */
  private static byte[] publicKey(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new FixedRandom(seed));
      return encodePoint(((EdECPublicKey) generator.generateKeyPair().getPublic()).getPoint());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has Ed25519", e);
    }
  }

  /** Returns one seed as its random bytes. */
  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] seed;

    FixedRandom(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException("the JDK asked for " + bytes.length + " bytes of seed");
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
