package cn.beian.ledger;

import cn.beian.ledger.PublishRefusedException.Code;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signs a checkpoint if it continues the published history. */
final class Publisher {
  /** A checkpoint older than this is signed again, even if nothing was appended. */
  static final Duration FRESH = Duration.ofHours(1);

  /** A clock correction up to this size is tolerated. */
  static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final LedgerStorage storage;
  private final Ledger ledger;
  private final List<Signer> signers;
  private final PublishedHead outside;

  Publisher(LedgerStorage storage, Ledger ledger, List<Signer> signers, PublishedHead outside) {
    this.storage = storage;
    this.ledger = ledger;
    this.signers = List.copyOf(signers);
    if (signers.stream().map(signer -> signer.verifier().name()).distinct().count() != 1) {
      throw new IllegalArgumentException("a checkpoint needs signers, all of one name");
    }
    this.outside = outside;
  }

  Checkpoint publish(Instant at) throws PublishRefusedException, IOException {
    Verifier log = signers.get(0).verifier();
    TreeHead now = ledger.head(ledger.size());
    Optional<TreeHead> kept = outside.read();
    if (kept.isPresent()) {
      requireContinues(now, kept.get(), "the head kept outside");
    }
    Optional<Checkpoint> last = ledger.checkpoint();
    if (last.isPresent()) {
      requireSameKey(last.get(), log);
      requireContinues(now, last.get().head(), "the last checkpoint");
    }
    if (!kept.equals(Optional.of(now))) {
      outside.write(now);
    }
    Instant lastAt = last.flatMap(Checkpoint::time).orElse(Instant.MIN);
    if (at.plus(CLOCKS_DIFFER).isBefore(lastAt)) {
      throw new PublishRefusedException(
          Code.CLOCK_BEHIND, "it is " + at + ", the last checkpoint is of " + lastAt);
    }
    if (last.isPresent() && last.get().size() == now.size() && at.isBefore(lastAt.plus(FRESH))) {
      return last.get();
    }
    Instant notBefore =
        at.isBefore(lastAt)
            ? lastAt
            : at; // a clock set back must not make the checkpoint older than the last one
    Checkpoint checkpoint = Checkpoint.sign(log.name(), now, notBefore, signers);
    storage.publish(now.size(), checkpoint.format());
    return checkpoint;
  }

  private static void requireSameKey(Checkpoint last, Verifier log) throws PublishRefusedException {
    try {
      last.verify(List.of(log));
    } catch (ProofException e) {
      throw new PublishRefusedException(
          Code.OTHER_KEY,
          "last checkpoint is not one of "
              + log.vkey()
              + " ("
              + e.getMessage()
              + "); origin and key are fixed at the first checkpoint");
    }
  }

  private void requireContinues(TreeHead now, TreeHead before, String what)
      throws PublishRefusedException {
    if (now.size() < before.size()) {
      throw new PublishRefusedException(
          Code.ROLLED_BACK,
          "ledger has " + now.size() + " entries, " + what + " has " + before.size());
    }
    Hash then = before.size() == now.size() ? now.root() : ledger.head(before.size()).root();
    if (!then.equals(before.root())) {
      throw new PublishRefusedException(
          Code.FORKED,
          "root at size "
              + before.size()
              + " is "
              + then
              + ", in "
              + what
              + " it is "
              + before.root());
    }
  }
}
