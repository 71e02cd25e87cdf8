package cn.beian.server.audit;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.ledger.PublishRefusedException;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.server.ledger.AuditLedger;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** Puts the head of the trail into its ledger once a day. */
class AuditHeads {
  private final AuditChain chain;
  private final AuditLedger ledger;
  private final Clock clock;

  AuditHeads(AuditChain chain, AuditLedger ledger, Clock clock) {
    this.chain = chain;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Takes the head, unless that was done today or there is no row yet; signs what is there in any
   * case.
   *
   * @return the signed checkpoint, empty while the ledger holds nothing
   */
  Optional<Checkpoint> takeDaily() throws PublishRefusedException, IOException {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    Optional<AuditHead> last = ledger.newest().flatMap(AuditHead::read);
    if (last.isPresent() && !last.get().day().isBefore(today)) {
      return Optional.of(ledger.sign());
    }
    AuditChain.Head head = chain.head();
    if (head.rows() == 0) {
      return Optional.empty();
    }
    return Optional.of(ledger.add(new AuditHead(today, head.rows(), head.digest()).entry()));
  }
}
