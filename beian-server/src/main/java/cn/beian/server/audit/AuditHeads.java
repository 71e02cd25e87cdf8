package cn.beian.server.audit;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.ledger.PublishRefusedException;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.server.ledger.AuditLedger;
import cn.beian.server.platform.TrustedClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Puts the head of the trail into its ledger once a day. The day is over when the calendar says so,
 * or when the server has run for a day since: where an earlier head is of a day to come, since the
 * clock was wrong, heads do not wait for that day. The first head of a version that seals rows is
 * taken at once, since it says from which row on all are sealed.
 */
public class AuditHeads {
  private static final Duration DAY = Duration.ofDays(1);

  private final AuditChainStore chain;
  private final AuditLedger ledger;
  private final Clock clock;
  private final TrustedClock trusted;
  private volatile Duration taken = Duration.ZERO;

  AuditHeads(AuditChainStore chain, AuditLedger ledger, Clock clock, TrustedClock trusted) {
    this.chain = chain;
    this.ledger = ledger;
    this.clock = clock;
    this.trusted = trusted;
  }

  /**
   * Takes the head where rows were added and a day is over; signs what is there in any case. Does
   * nothing while the time is not to be believed.
   *
   * @return the signed checkpoint, empty while the ledger holds nothing or the clock is doubted
   */
  Optional<Checkpoint> takeDaily() throws PublishRefusedException, IOException {
    if (trusted.waits("the head of the audit trail")) {
      return Optional.empty();
    }
    LocalDate today = OfficialTime.dayOf(clock.instant());
    Optional<AuditHead> last = ledger.newest().flatMap(AuditHead::read);
    boolean saysWhatIsSealed = last.flatMap(AuditHead::unsealed).isPresent();
    if (saysWhatIsSealed && last.isPresent() && !over(last.get().day(), today)) {
      return Optional.of(ledger.sign());
    }
    AuditChainStore.Head head = chain.head();
    if (saysWhatIsSealed && last.isPresent() && last.get().rows() == head.rows()) {
      return Optional.of(ledger.sign());
    }
    if (head.rows() == 0) {
      return Optional.empty();
    }
    return Optional.of(add(today, head, last));
  }

  /**
   * Takes the head of the rows so far, though the day is not over: for rows that were entered with
   * days of the past, which no daily head covers.
   *
   * @throws PublishRefusedException where the ledger takes no entry
   * @throws IOException where the ledger cannot be written
   */
  public void takeNow() throws PublishRefusedException, IOException {
    AuditChainStore.Head head = chain.head();
    Optional<AuditHead> last = ledger.newest().flatMap(AuditHead::read);
    if (head.rows() > last.map(AuditHead::rows).orElse(0L)) {
      add(OfficialTime.dayOf(clock.instant()), head, last);
    }
  }

  private Checkpoint add(LocalDate today, AuditChainStore.Head head, Optional<AuditHead> last)
      throws PublishRefusedException, IOException {
    taken = trusted.ran();
    long unsealed = last.flatMap(AuditHead::unsealed).orElseGet(chain::unsealed);
    return ledger.add(new AuditHead(today, head.rows(), head.digest(), unsealed).entry());
  }

  private boolean over(LocalDate last, LocalDate today) {
    return last.isBefore(today)
        || (last.isAfter(today) && trusted.ran().minus(taken).compareTo(DAY) >= 0);
  }
}
