package cn.beian.server.personal;

import cn.beian.server.keys.Hkdf;
import cn.beian.server.platform.BeianSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Encrypts values of columns and decrypts them. A sealed value is text:
 *
 * <pre>
 * "v1:" + base64 of
 *   6 bytes   id of the key, so that all values of a key begin with the same 11 characters
 *   12 bytes  nonce, random for each value
 *   n bytes   AES-256-GCM of the UTF-8
 *   16 bytes  its tag
 * </pre>
 *
 * <p>Associated data are column and row, so that a value that was copied into another row or column
 * is not readable there. The empty text stays empty. Values from before this format are read as
 * they are until {@link Sealing} has sealed them.
 */
@Component
public class PersonalData {
  private static final String VERSION = "v1:";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_ID_BYTES = 6;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec sealing;
  private final byte[] indexing;
  private final byte[] keyId;
  private volatile boolean allSealed;

  @Autowired
  PersonalData(PersonalSettings settings, BeianSettings server) {
    this(PersonalKey.load(place(settings, server)));
  }

  PersonalData(PersonalKey key) {
    this.sealing = new SecretKeySpec(key.derive("beian personal data, sealing"), "AES");
    this.indexing = key.derive("beian personal data, index");
    this.keyId = Arrays.copyOf(key.derive("beian personal data, id"), KEY_ID_BYTES);
  }

  /** The file of the key. */
  static Path place(PersonalSettings settings, BeianSettings server) {
    Path place = settings.key();
    return place != null ? place : server.dataDir().resolve("keys/personal.key");
  }

  /** A value as the database stores it; the same value never looks the same twice. */
  public String seal(PersonalColumn column, UUID row, String value) {
    if (value.isEmpty()) {
      return "";
    }
    byte[] clear = value.getBytes(StandardCharsets.UTF_8);
    int start = KEY_ID_BYTES + NONCE_BYTES;
    byte[] bytes = Arrays.copyOf(keyId, start + clear.length + TAG_BYTES);
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    System.arraycopy(nonce, 0, bytes, KEY_ID_BYTES, NONCE_BYTES);
    try {
      cipher(Cipher.ENCRYPT_MODE, nonce, 0, column, row)
          .doFinal(clear, 0, clear.length, bytes, start);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
    return VERSION + Base64.getEncoder().encodeToString(bytes);
  }

  /** The same for what a column stores, which stays as it is if it is sealed. */
  public String sealed(PersonalColumn column, UUID row, String stored) {
    return isSealed(stored) ? stored : seal(column, row, stored);
  }

  /**
   * The value of a column.
   *
   * @param stored what the database stores
   * @return empty if it was sealed by another key or for another row or column, was changed, or is
   *     a secret of a second factor that was never sealed although all were
   */
  public Optional<String> open(PersonalColumn column, UUID row, String stored) {
    if (!isSealed(stored)) {
      return column == PersonalColumn.SECOND_FACTOR && allSealed
          ? Optional.empty()
          : Optional.of(stored);
    }
    if (!stored.startsWith(prefix())) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(stored.substring(VERSION.length()));
      int start = KEY_ID_BYTES + NONCE_BYTES;
      if (bytes.length <= start + TAG_BYTES) {
        return Optional.empty();
      }
      byte[] clear =
          cipher(Cipher.DECRYPT_MODE, bytes, KEY_ID_BYTES, column, row)
              .doFinal(bytes, start, bytes.length - start);
      return Optional.of(new String(clear, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty(); // not base64, or not by this key for this row
    }
  }

  /** Whether a stored value is sealed, by whatever key. */
  static boolean isSealed(String stored) {
    return stored.startsWith(VERSION);
  }

  /** The beginning of all values that this key sealed, and of none that another key did. */
  String prefix() {
    return VERSION + Base64.getEncoder().encodeToString(keyId);
  }

  /** From now on no secret of a second factor is accepted that is not sealed. */
  void allAreSealed() {
    allSealed = true;
  }

  /**
   * A keyed digest by which rows with the same value are found, without the value: HMAC-SHA-256 in
   * hex. It differs between columns.
   *
   * @param value in the form in which equal values are written the same way
   * @return empty for the empty text
   */
  public String index(PersonalColumn column, String value) {
    return value.isEmpty()
        ? ""
        : HexFormat.of()
            .formatHex(
                Hkdf.hmac(
                    indexing, (column.path() + '\n' + value).getBytes(StandardCharsets.UTF_8)));
  }

  private Cipher cipher(int mode, byte[] nonce, int from, PersonalColumn column, UUID row)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(
        mode, sealing, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce, from, NONCE_BYTES));
    cipher.updateAAD((column.path() + '\n' + row).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
