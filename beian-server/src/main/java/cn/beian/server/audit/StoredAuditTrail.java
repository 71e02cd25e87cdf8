package cn.beian.server.audit;

import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.OutsideChangeStore;
import cn.beian.server.trail.StandingKind;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Logger LOG = LoggerFactory.getLogger(StoredAuditTrail.class);

  private final AuditChainStore chain;
  private final Identity identity;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final OutsideChangeStore outside;

  StoredAuditTrail(
      AuditChainStore chain,
      Identity identity,
      Clock clock,
      TransactionTemplate transaction,
      OutsideChangeStore outside) {
    this.chain = chain;
    this.outside = outside;
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

  /** Without states that were left again before the end of the transaction. */
  private static Collection<AuditRow> latest(List<AuditRow> rows) {
    Set<String> later = new HashSet<>();
    Deque<AuditRow> latest = new ArrayDeque<>();
    for (int index = rows.size() - 1; index >= 0; index--) {
      AuditRow row = rows.get(index);
      if (!row.action().endsWith(StandingKind.SUFFIX)
          || later.add(row.action() + ' ' + row.subject())) {
        latest.addFirst(row);
      }
    }
    return latest;
  }

  /** Rows about what was changed past the server before these rows, which would hide it. */
  private List<AuditRow> changedOutside(List<AuditRow> rows) {
    Map<String, Set<String>> subjects =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    AuditRow::action,
                    TreeMap::new,
                    Collectors.mapping(AuditRow::subject, Collectors.toSet())));
    return outside.before(subjects).stream().map(this::row).toList();
  }

  private AuditRow row(OutsideChangeStore.OutsideChange change) {
    LOG.error(
        "{} was changed past the server: {}. An act that changed it now is recorded after this;"
            + " run beian audit verify",
        change.subject(),
        change.row() == 0
            ? "the audit trail has no row about it"
            : "it differs from row " + change.row() + " of the audit trail");
    return AuditRow.of(
        clock.instant(), SYSTEM, OutsideChangeStore.ACTION, change.subject(), change.detail());
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
      List<AuditRow> all = new ArrayList<>(changedOutside(rows));
      all.addAll(latest(rows));
      chain.append(all);
    }
  }
}
