package cn.beian.server.records;

import cn.beian.server.platform.Sha256Hex;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Entries of restricted records, {@code entry/2}, since cases are committed to {@code entry/4}:
 * number, state, what happened and the commitment to a case stand in the open, of each other member
 * a commitment, SHA-256 over the canonical JSON of its name, a salt of 32 random bytes and its
 * value. Whoever is given salt and value can check them; without the salt a value cannot be
 * guessed, and an erased salt leaves nothing.
 */
final class Commitments {
  static final String SEALED = "entry/4";

  private static final String SEALED_BEFORE = "entry/2";
  private static final String MEMBER = "commitments";
  private static final int SALT_BYTES = 32;
  private static final Set<String> PUBLIC =
      Set.of("beian", "number", "revision", "event", "at", "state", CaseCommitments.MEMBER);

  private final SecureRandom random = new SecureRandom();

  /**
   * An entry without its values.
   *
   * @param entry members of the entry
   * @param opening what opens it: of each commitment {@code salt} and {@code value}
   */
  record Sealed(Map<String, Object> entry, Map<String, Object> opening) {}

  /** Seals the members of an entry that would stand in the open. */
  Sealed seal(Map<String, Object> members) {
    Map<String, Object> entry = new LinkedHashMap<>();
    Map<String, Object> commitments = new TreeMap<>();
    Map<String, Object> opening = new TreeMap<>();
    members.forEach(
        (name, value) -> {
          if (PUBLIC.contains(name)) {
            entry.put(name, value);
          } else {
            byte[] bytes = new byte[SALT_BYTES];
            random.nextBytes(bytes);
            String salt = HexFormat.of().formatHex(bytes);
            commitments.put(name, commitment(name, salt, value));
            opening.put(name, Map.of("salt", salt, "value", value));
          }
        });
    entry.put("beian", SEALED);
    entry.put(MEMBER, commitments);
    return new Sealed(entry, opening);
  }

  static boolean isSealed(Map<String, Object> entry) {
    return SEALED.equals(entry.get("beian")) || SEALED_BEFORE.equals(entry.get("beian"));
  }

  /**
   * The members of an opened entry, as those of an open one; empty unless the opening is that of
   * each commitment and of nothing else.
   */
  static Optional<Map<String, Object>> open(
      Map<String, Object> entry, Map<String, Object> opening) {
    if (!(entry.get(MEMBER) instanceof Map<?, ?> commitments)
        || !commitments.keySet().equals(opening.keySet())) {
      return Optional.empty();
    }
    Map<String, Object> members = new TreeMap<>(entry);
    members.remove(MEMBER);
    for (Map.Entry<String, Object> one : opening.entrySet()) {
      String name = one.getKey();
      if (PUBLIC.contains(name)
          || !(one.getValue() instanceof Map<?, ?> opened)
          || !(opened.get("salt") instanceof String salt)
          || opened.get("value") == null
          || !commitment(name, salt, opened.get("value")).equals(commitments.get(name))) {
        return Optional.empty();
      }
      members.put(name, opened.get("value"));
    }
    return Optional.of(members);
  }

  static String commitment(String name, String salt, Object value) {
    return Sha256Hex.of(CanonicalJson.write(Map.of("name", name, "salt", salt, "value", value)));
  }
}
