package cn.beian.server.records;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What entries commit to of the cases that led to them: the member {@code case} is the commitment
 * of {@link Commitments} to the digest of the case, with a salt of its own. Who is given salt and
 * case can check it; from the entry alone nothing of the case can be guessed.
 */
final class CaseCommitments {
  /** Name of the member, and in the commitment. */
  static final String MEMBER = "case";

  private static final int SALT_BYTES = 32;

  private final Map<CaseMoment, Map<UUID, String>> digests = new EnumMap<>(CaseMoment.class);

  /** The cases as they are now. */
  CaseCommitments(CaseContentStore store) {
    for (CaseMoment moment : CaseMoment.values()) {
      digests.put(moment, store.digests(moment));
    }
  }

  static String salt(SecureRandom random) {
    byte[] bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static String of(String salt, String digest) {
    return Commitments.commitment(MEMBER, salt, digest);
  }

  /**
   * Whether the case that led to a revision is still what its entry commits to; also where the
   * entry commits to none. The end of an app may be set aside later, so it is compared while
   * nothing followed.
   */
  boolean hold(LedgerEntry entry, StoredRevision revision) {
    String committed = entry.text(MEMBER);
    Optional<CaseMoment> moment = CaseMoment.of(revision.event());
    if (committed.isEmpty()) {
      return revision.committed().isEmpty();
    }
    if (moment.isEmpty() || revision.committed().isEmpty()) {
      return false; // what opens it is gone
    }
    if (moment.get() == CaseMoment.NOTED && revision.record().isEmpty()) {
      return true;
    }
    StoredRevision.Committed of = revision.committed().get();
    String digest =
        digests
            .getOrDefault(moment.get(), Map.of())
            .getOrDefault(of.id(), CaseContentStore.nothing());
    return committed.equals(of(of.salt(), digest));
  }
}
