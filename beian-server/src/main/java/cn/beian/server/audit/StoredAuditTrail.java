package cn.beian.server.audit;

import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the rows of a transaction just before it commits, so that the end of the chain is locked
 * for no longer than that and after every other lock.
 */
@Service
class StoredAuditTrail implements AuditTrail {
  private final AuditChainStore chain;
  private final Identity identity;
  private final Clock clock;
  private final TransactionTemplate transaction;

  StoredAuditTrail(
      AuditChainStore chain, Identity identity, Clock clock, TransactionTemplate transaction) {
    this.chain = chain;
    this.identity = identity;
    this.clock = clock;
    this.transaction = transaction;
  }

  @Override
  public void expectLast() {
    pending();
  }

  @Override
  public void record(String action, String subject, String detail) {
    String actor = identity.currentIfAny().map(Person::login).orElse(SYSTEM);
    recordAs(actor, action, subject, detail);
  }

  @Override
  public void recordAs(String actor, String action, String subject, String detail) {
    AuditRow row = AuditRow.of(clock.instant(), actor, action, subject, detail);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      pending().rows.add(row);
    } else {
      transaction.executeWithoutResult(status -> chain.append(List.of(row)));
    }
  }

  private Pending pending() {
    for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
      if (one instanceof Pending pending && pending.isOf(this)) {
        return pending;
      }
    }
    Pending first = new Pending();
    TransactionSynchronizationManager.registerSynchronization(first);
    return first;
  }

  /** The rows of a transaction that has not committed yet. */
  private final class Pending implements TransactionSynchronization {
    private final List<AuditRow> rows = new ArrayList<>();

    boolean isOf(StoredAuditTrail trail) {
      return StoredAuditTrail.this == trail;
    }

    @Override
    public int getOrder() {
      return LOWEST_PRECEDENCE - 1; // the ledger comes last: all take the two locks in this order
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      chain.append(rows);
    }
  }
}
