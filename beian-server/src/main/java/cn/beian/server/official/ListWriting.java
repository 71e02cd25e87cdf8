package cn.beian.server.official;

import cn.beian.filing.states.RecordGraph;
import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Running;
import cn.beian.server.official.ListedRow.Fate;
import cn.beian.server.records.OfficialNumberSource;
import cn.beian.server.records.OfficialNumberTakenException;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordEvent.NumberListed;
import cn.beian.server.records.RecordedNumbers;
import cn.beian.server.records.RecordedNumbers.Said;
import cn.beian.server.records.Records;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes lists that a person acted on, part after part. A part and how far its list has come are
 * one transaction, so a run goes on where a killed server left it.
 */
@Component
class ListWriting {
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("write-official-list", String.class);

  /** Rows of a part: each is an entry of the ledger, whose lock the country waits for. */
  static final int PART = 200;

  /**
   * Certificates of a list follow one after the other: each takes a fifth of a second of a core.
   */
  private static final Duration CERTIFICATE_EACH = Duration.ofMillis(500);

  private final TableImports imports;
  private final Batches batches;
  private final Records records;
  private final RecordedNumbers numbers;
  private final Disputes disputes;
  private final ListedNumbers listed;
  private final SchedulerClient scheduler;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transactions;
  private final Clock clock;

  ListWriting(
      TableImports imports,
      Batches batches,
      Records records,
      RecordedNumbers numbers,
      Disputes disputes,
      ListedNumbers listed,
      SchedulerClient scheduler,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Clock clock) {
    this.imports = imports;
    this.batches = batches;
    this.records = records;
    this.numbers = numbers;
    this.disputes = disputes;
    this.listed = listed;
    this.scheduler = scheduler;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Has a list written once the caller's transaction is committed. */
  void schedule(UUID id) {
    scheduler.scheduleIfNotExists(
        TASK.instance(id.toString()).data(id.toString()).scheduledTo(clock.instant()));
  }

  /**
   * Writes the next part of a list; whether something is left. A row whose number another record
   * was given meanwhile is refused, and the rest of its part is written.
   */
  boolean part(UUID id) {
    Set<Integer> taken = new TreeSet<>(); // places of rows in the list
    while (true) {
      List<Integer> tried = new ArrayList<>();
      try {
        return Boolean.TRUE.equals(transactions.execute(status -> part(id, taken, tried)));
      } catch (OfficialNumberTakenException somebodyWasFaster) {
        taken.add(tried.get(tried.size() - 1));
      }
    }
  }

  private boolean part(UUID id, Set<Integer> taken, List<Integer> tried) {
    Optional<Running> running = imports.running(id);
    if (running.isEmpty()) {
      return false;
    }
    WrittenList list = WrittenList.read(running.get().results());
    List<ListedRow> rows = new ArrayList<>(list.rows());
    int from = rows.size() - running.get().left();
    int to = Math.min(from + PART, rows.size());
    UUID batch =
        list.batch().filter(batches::holds).orElseGet(() -> anew(list, running.get().person()));
    boolean changed = false;
    for (int place = from; place < to; place++) {
      ListedRow row = rows.get(place);
      Optional<String> against =
          taken.contains(place) ? Optional.of(ListedRow.DISPUTED) : against(row);
      if (against.isPresent()) {
        ListedRow refused = row.with(Fate.REFUSED, against.get());
        rows.set(place, refused);
        changed = true;
        if (refused.ended()) {
          listed.add(batch, refused);
        } else if (refused.disputed()) {
          disputes.raise(refused, batch, running.get().person());
        }
      } else if (row.sure()) {
        tried.add(place);
        write(
            row,
            list.source(),
            batch,
            running.get().person(),
            CERTIFICATE_EACH.multipliedBy(place));
      } else if (row.disputed()) {
        disputes.raise(row, batch, running.get().person());
      } else if (row.fate() == Fate.UNMATCHED || row.ended()) {
        listed.add(batch, row);
      }
    }
    int left = rows.size() - to;
    if (changed) {
      imports.keep(
          id,
          new WrittenList(list.heading(), list.batch(), list.source(), list.sha256(), rows).write(),
          left);
    } else {
      imports.advance(id, left);
    }
    return left > 0;
  }

  /** The batch of a list whose batch was withdrawn meanwhile. */
  private UUID anew(WrittenList list, UUID person) {
    UUID batch = batches.make(list.heading(), person);
    if (!list.sha256().isEmpty()) {
      batches.file(batch, list.sha256());
    }
    return batch;
  }

  /** Why a row that was sure is not any more, its record being held from now on. */
  private Optional<String> against(ListedRow row) {
    if (!row.sure() || row.fate() == Fate.UNCHANGED) {
      return Optional.empty();
    }
    if (RecordGraph.GRAPH.terminal(records.lockedState(row.number()))) {
      return Optional.of(ListedRow.ENDED);
    }
    return records
        .find(row.number())
        .map(PublicRecord::officialNumber)
        .filter(now -> !now.equals(row.known()) && !now.equals(row.official()))
        .map(now -> "official.row.meanwhile");
  }

  private void write(
      ListedRow row, OfficialNumberSource source, UUID batch, UUID person, Duration certificateIn) {
    LocalDate day = LocalDate.parse(row.day());
    boolean told =
        records
            .find(row.number())
            .filter(one -> one.officialNumber().equals(row.official()))
            .flatMap(PublicRecord::officialNumberOn)
            .filter(day::equals)
            .isPresent();
    numbers.give(
        row.number(), new Said(row.official(), day, source, Optional.of(batch), certificateIn));
    if (!told) {
      events.publishEvent(new NumberListed(row.number(), person));
    }
    batches.add(batch, row.number(), row.official());
  }
}
