package cn.beian.server.trail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records in the audit trail, once for each kind of {@link RegisterStandings}, everything that was
 * there before the server recorded the kind. Work is linear in the number of rows; after an
 * interruption the kinds are recorded again from their beginning.
 */
@Component
public class RegisterBaseline {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterBaseline.class);

  /** Rows of the trail in one transaction. */
  private static final int AT_ONCE = 1000;

  /** Rows of the trail after which the log reports the progress. */
  private static final int REPORTED = 50_000;

  /** The kinds of the first baselines, which give the number of rows alone. */
  private static final Set<StandingKind> FIRST =
      EnumSet.of(
          StandingKind.ORGANIZATION,
          StandingKind.POLICY,
          StandingKind.CALENDAR,
          StandingKind.LETTER,
          StandingKind.CERTIFICATE);

  private final StandingStore store;
  private final RegisterStandings standings;
  private final AuditTrail audit;
  private final TransactionTemplate reading;
  private final TransactionTemplate writing;

  RegisterBaseline(
      StandingStore store,
      RegisterStandings standings,
      AuditTrail audit,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.standings = standings;
    this.audit = audit;
    this.reading = new TransactionTemplate(transactions);
    this.writing = new TransactionTemplate(transactions);
    writing.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The kinds of which the trail has a baseline. */
  public static Set<StandingKind> recorded(JdbcClient jdbc) {
    return kinds(StandingStore.baselines(jdbc));
  }

  private static Set<StandingKind> kinds(Collection<String> baselines) {
    Set<StandingKind> kinds = EnumSet.noneOf(StandingKind.class);
    for (String detail : baselines) {
      int space = detail.indexOf(' ');
      if (space < 0) {
        kinds.addAll(FIRST);
      } else {
        Arrays.stream(detail.substring(space + 1).split(" "))
            .flatMap(prefix -> StandingKind.of(prefix).stream())
            .forEach(kinds::add);
      }
    }
    return kinds;
  }

  /** Records the kinds that have no baseline yet. */
  public void recordNew() {
    recordAll(EnumSet.complementOf(EnumSet.copyOf(kinds(store.baselines()))));
  }

  /** Records everything; what was recorded before is recorded again. */
  public void recordAll() {
    recordAll(EnumSet.allOf(StandingKind.class));
  }

  private void recordAll(Set<StandingKind> kinds) {
    if (kinds.isEmpty()) {
      return;
    }
    AtomicLong count = new AtomicLong();
    for (StandingKind kind : kinds) {
      reading.executeWithoutResult(status -> recordAll(kind, count));
    }
    String names = kinds.stream().map(StandingKind::prefix).collect(Collectors.joining(" "));
    audit.record(RegisterStandings.ALL, "", count + " " + names);
    LOG.info("{} recorded: {}", count, names);
  }

  private void recordAll(StandingKind kind, AtomicLong count) {
    List<String> batch = new ArrayList<>();
    store.eachKey(
        kind,
        AT_ONCE,
        key -> {
          batch.add(key);
          if (batch.size() == AT_ONCE) {
            record(kind, batch, count);
          }
        });
    record(kind, batch, count);
  }

  /** Reads them again after the lock, so that no act comes between that and rows of the trail. */
  private void record(StandingKind kind, List<String> keys, AtomicLong count) {
    writing.executeWithoutResult(
        status -> {
          store.lockTrail();
          standings.record(kind, keys);
        });
    long before = count.getAndAdd(keys.size());
    if (before / REPORTED != count.get() / REPORTED) {
      LOG.info("audit trail: {} rows recorded, now {}", count, kind.prefix());
    }
    keys.clear();
  }
}
