package cn.beian.server.rulebooks;

import cn.beian.rules.book.SignedVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A version of the rulebook: numbered, signed, never changed.
 *
 * @param signed number, day, digest and signature
 * @param signedBy who signed; absent for the first, which came with the software
 */
public record RulebookVersion(SignedVersion signed, Optional<UUID> signedBy, Instant signedAt) {
  public int number() {
    return signed.number();
  }

  /** SHA-256 of the rulebook, lower-case hex. */
  public String version() {
    return signed.version();
  }
}
