package cn.beian.server.audit;

import cn.beian.server.keys.Hkdf;
import cn.beian.server.ledger.AuditLedger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals of rows: the digests of the chain can be computed by anybody, a seal only with the signing
 * key of the trail's ledger, which is in a file outside the database.
 *
 * <p>A seal is hex of HMAC-SHA-256 over the row's digest as text, with a key derived from that file
 * by HKDF; the digest covers content and place of the row.
 */
final class RowSeal {
  private static final String USE = "beian audit rows";

  private final byte[] key;

  private RowSeal(byte[] key) {
    this.key = key;
  }

  /** Seals by the key of a ledger; empty where only its public key is known. */
  static Optional<RowSeal> of(AuditLedger ledger) {
    return ledger.derivedKey(USE).map(RowSeal::new);
  }

  /** The seal of the row with a digest. */
  String of(String digest) {
    return HexFormat.of().formatHex(Hkdf.hmac(key, digest.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Whether this key sealed the row with a digest. */
  boolean matches(String digest, @Nullable String seal) {
    return seal != null
        && MessageDigest.isEqual(
            of(digest).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.UTF_8));
  }
}
