package cn.beian.inspect.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A cache as one inspection uses it: under keys that tell everything that a reading depends on.
 *
 * @param cache that holds it
 * @param inForce what a reading depends on beside the entry: versions, limits, catalogue
 */
public record CachedReadings(EntryCache cache, String inForce) {
  /** Keeps nothing. */
  public static final CachedReadings NOTHING = new CachedReadings(EntryCache.NONE, "");

  /** Makes a value of its stored form. */
  @FunctionalInterface
  public interface Form<T> {
    T read(StoredInput in) throws StoredInput.Damaged;
  }

  /** Whether nothing is kept, so that no key need be made. */
  public boolean isNothing() {
    return cache == EntryCache.NONE;
  }

  /**
   * The key of a text read in some way: SHA-256 over both and what is in force.
   *
   * @param reader who reads it and the version of his stored form
   */
  public String key(String reader, String text) {
    MessageDigest sha256 = sha256();
    sha256.update((inForce + '\n' + reader + '\n').getBytes(StandardCharsets.UTF_8));
    ByteBuffer units = ByteBuffer.allocate(2 * text.length());
    units.asCharBuffer().put(text); // as it is, lone surrogates included
    sha256.update(units);
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** What is kept under a key; empty where nothing is, or nothing of that form. */
  public <T> Optional<T> get(String key, Form<T> form) {
    Optional<byte[]> bytes = cache.get(key);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      StoredInput in = new StoredInput(bytes.get());
      T value = form.read(in);
      in.end();
      return Optional.of(value);
    } catch (StoredInput.Damaged e) {
      return Optional.empty();
    }
  }

  /** Keeps a value. */
  public void put(String key, StoredOutput value) {
    cache.put(key, value.toBytes());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
