package cn.beian.server.audit;

import cn.beian.server.database.DatabaseLock;
import cn.beian.server.ledger.AuditLedger;
import cn.beian.server.ledger.LedgerPlace;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.OutsideChangeStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Adds rows to the trail, each bound to the one before and sealed. */
@Component
class AuditChainStore {
  private static final Logger LOG = LoggerFactory.getLogger(AuditChainStore.class);

  private final JdbcClient jdbc;
  private final RowSeal seal;
  private final NewestRow newest;

  @Autowired
  AuditChainStore(JdbcClient jdbc, AuditLedger ledger, BeianSettings server) {
    this(jdbc, ledger, new NewestRow(LedgerPlace.AUDIT.directory(server.dataDir())));
  }

  AuditChainStore(JdbcClient jdbc, AuditLedger ledger, NewestRow newest) {
    this.jdbc = jdbc;
    this.seal =
        RowSeal.of(ledger)
            .orElseThrow(() -> new IllegalStateException("the ledger has no signing key"));
    this.newest = newest;
  }

  /** Adds rows in the caller's transaction, which must exist. */
  void append(List<AuditRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql("select pg_advisory_xact_lock(:number)")
        .param("number", DatabaseLock.END_OF_AUDIT_TRAIL.number())
        .query((row, number) -> 1)
        .single();
    Optional<NewestRow.Row> cut = newest.known().filter(known -> !exists(known));
    List<AuditRow> all = new ArrayList<>();
    cut.ifPresent(row -> all.add(cutOff(row, rows.get(0).at())));
    all.addAll(rows);
    String previous =
        jdbc.sql("select digest from audit_entry order by id desc limit 1")
            .query(String.class)
            .optional()
            .orElse(AuditRow.BEFORE_FIRST);
    long id = 0;
    for (AuditRow row : all) {
      String digest = row.digest(previous);
      id = insert(row, previous, digest);
      previous = digest;
    }
    noteOnceCommitted(new NewestRow.Row(id, previous), cut.isPresent());
  }

  private boolean exists(NewestRow.Row row) {
    return jdbc.sql("select exists (select 1 from audit_entry where digest = :digest)")
        .param("digest", row.digest())
        .query(Boolean.class)
        .single();
  }

  private static AuditRow cutOff(NewestRow.Row row, Instant now) {
    LOG.error(
        "rows up to {} of the audit trail, which this server had committed, are gone; run beian"
            + " audit verify. After an older backup was restored that is to be expected",
        row.id());
    return AuditRow.of(
        now,
        AuditTrail.SYSTEM,
        OutsideChangeStore.ACTION,
        OutsideChangeStore.trail(row.id()),
        "row=" + row.id() + " found=none");
  }

  private long insert(AuditRow row, String previous, String digest) {
    return jdbc.sql(
            """
            insert into audit_entry (at, actor, action, subject, detail, previous, digest, seal)
              values (:at, :actor, :action, :subject, :detail, :previous, :digest, :seal)
              returning id
            """)
        .param("at", row.at())
        .param("actor", row.actor())
        .param("action", row.action())
        .param("subject", row.subject())
        .param("detail", row.detail())
        .param("previous", previous)
        .param("digest", digest)
        .param("seal", seal.of(digest))
        .query(Long.class)
        .single();
  }

  private void noteOnceCommitted(NewestRow.Row row, boolean afterCut) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            newest.committed(row, afterCut);
          }
        });
  }

  /** When the newest row was written; empty where there is none. */
  Optional<Instant> newest() {
    return jdbc.sql("select at from audit_entry order by id desc limit 1")
        .query(Instant.class)
        .optional();
  }

  /** The end of the chain and how many rows lead to it. */
  Head head() {
    return jdbc.sql(
            """
            select count(*) as rows,
                   coalesce((select digest from audit_entry
                     order by id desc limit 1), :none) as digest
              from audit_entry
            """)
        .param("none", AuditRow.BEFORE_FIRST)
        .query(Head.class)
        .single();
  }

  /** How many rows have no seal. */
  long unsealed() {
    return jdbc.sql("select count(*) from audit_entry where seal is null")
        .query(Long.class)
        .single();
  }

  /**
   * The end of the chain.
   *
   * @param rows how many lead to it
   * @param digest of the last; {@link AuditRow#BEFORE_FIRST} when there is none
   */
  record Head(long rows, String digest) {}
}
