package cn.beian.server.trail;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The state of what decides on cases and of what was issued, as a row of the audit trail after each
 * act that changes it, so that a check of the trail finds what was changed past the server. What
 * people wrote is kept by its SHA-256 alone: a row of the trail is one line of at most 2,000
 * characters. A new kind is a constant of {@link StandingKind}, a call of {@link #record} wherever
 * the server writes its table, and its words.
 */
@Component
public class RegisterStandings {
  /** Action of the row after which everything of the kinds that its detail names has one. */
  public static final String ALL = "register.standings";

  /** Detail of a row about something that has lawfully ceased to be, such as a vote taken back. */
  public static final String NONE = "none";

  private final StandingStore store;
  private final AuditTrail audit;

  RegisterStandings(StandingStore store, AuditTrail audit) {
    this.store = store;
    this.audit = audit;
  }

  /** Records the state of one, after the caller's transaction changed or removed it. */
  public void record(StandingKind kind, String key) {
    record(kind, List.of(key));
  }

  /**
   * The same for several, read in one statement.
   *
   * @throws IllegalStateException outside of a transaction: the change would be committed before
   *     its row, and look like one past the server
   */
  public void record(StandingKind kind, Collection<String> keys) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("recorded outside of the transaction: " + kind);
    }
    Map<String, String> standings = store.standings(kind, keys);
    for (String key : keys) {
      audit.record(kind.action(), kind.subject(key), standings.getOrDefault(key, NONE));
    }
  }
}
