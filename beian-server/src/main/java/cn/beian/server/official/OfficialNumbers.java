package cn.beian.server.official;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordGraph;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.FoldedText;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.OfficialNumberScheme;
import cn.beian.server.records.OfficialNumberSource;
import cn.beian.server.records.OfficialNumberTakenException;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Numbers that the official system gave to apps of a unit, as its handler enters and corrects them.
 * Such a number is shown as one that no list confirms, until a list does; what a list says of it
 * the handler does not change, he disputes it.
 */
@Service
public class OfficialNumbers {
  /** In force on this day: nothing was filed before. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 25);

  private final Apps apps;
  private final Records records;
  private final OfficialNumberScheme scheme;
  private final ListedNumbers listed;
  private final Disputes disputes;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  OfficialNumbers(
      Apps apps,
      Records records,
      OfficialNumberScheme scheme,
      ListedNumbers listed,
      Disputes disputes,
      Identity identity,
      AuditTrail audit,
      Clock clock) {
    this.apps = apps;
    this.records = records;
    this.scheme = scheme;
    this.listed = listed;
    this.disputes = disputes;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /** The record of an app that the current person may give its number; empty before it is filed. */
  @Transactional(readOnly = true)
  public Optional<PublicRecord> record(UUID appId) {
    Person handler = identity.current();
    AccessRules.requireRole(handler, Role.HANDLER);
    boolean own =
        apps.find(appId)
            .orElseThrow()
            .ownerId()
            .filter(handler.organizationId()::equals)
            .isPresent();
    if (!own) {
      throw new AccessDeniedException("app of another unit");
    }
    return records.ofApp(appId).stream().findFirst();
  }

  /** Whether the current person may enter or correct the number of an app now. */
  public boolean mayNote(App app, Optional<PublicRecord> record) {
    Person reader = identity.current();
    return reader.has(Role.HANDLER)
        && app.ownerId().filter(reader.organizationId()::equals).isPresent()
        && record.filter(one -> !RecordGraph.GRAPH.terminal(one.state())).isPresent();
  }

  /** Whether a number, as kept or as typed, looks so unusual that a person should look again. */
  public boolean odd(String number) {
    String folded = scheme.fold(number);
    return !folded.isEmpty() && scheme.refusal(folded).isEmpty() && scheme.odd(folded);
  }

  /**
   * Notes the number of an app.
   *
   * @param seen the one that the form showed, empty for none
   * @param day when it was given, as typed
   * @param sure whether a number that looks unusual was compared with the official system
   * @throws RejectedInput when it cannot be noted; nothing is changed
   */
  @Transactional
  public void note(UUID appId, String seen, String typed, String day, boolean sure) {
    record(appId).map(PublicRecord::number).ifPresent(records::lockedState);
    PublicRecord record =
        record(appId) // as whoever held it left it
            .orElseThrow(
                () -> new RejectedInput(List.of(Problem.of("", "official.problem.unfiled"))));
    List<Problem> problems = new ArrayList<>();
    if (RecordGraph.GRAPH.terminal(record.state())) {
      problems.add(Problem.of("", "official.problem.ended"));
    }
    if (!record.officialNumber().equals(seen)) {
      problems.add(Problem.of("", "official.problem.changed", record.officialNumber()));
    }
    String number = scheme.fold(typed);
    scheme.refusal(number).ifPresent(key -> problems.add(Problem.of("number", key)));
    if (problems.isEmpty() && confirmed(record) && !record.officialNumber().equals(number)) {
      problems.add(Problem.of("number", "official.problem.confirmed"));
    }
    if (problems.isEmpty()
        && listed.find(number).filter(row -> !sameApp(row.app(), record)).isPresent()) {
      problems.add(Problem.of("number", "official.problem.listed"));
    }
    if (problems.isEmpty() && !sure && odd(number)) {
      problems.add(Problem.of("number", "official.problem.odd"));
    }
    Optional<LocalDate> given = day(day);
    dayProblem(given).ifPresent(key -> problems.add(Problem.of("day", key)));
    RejectedInput.throwIfAny(problems);
    try {
      if (records.noteOfficialNumber(record.number(), number, given.orElseThrow())) {
        audit.record("official.note", "record:" + record.number(), number);
      }
    } catch (OfficialNumberTakenException e) {
      throw new RejectedInput(List.of(Problem.of("number", "official.problem.taken")));
    }
  }

  private static boolean confirmed(PublicRecord record) {
    return record.officialNumberSource().filter(OfficialNumberSource::confirmed).isPresent();
  }

  private static boolean sameApp(String listed, PublicRecord record) {
    return listed.isEmpty() || FoldedText.of(listed).equals(FoldedText.of(record.appName()));
  }

  /**
   * Says that a number is that of an app though another record has it, or a list says otherwise: a
   * supervisor decides.
   *
   * @throws RejectedInput when nothing can be disputed
   */
  @Transactional
  public void dispute(UUID appId, String typed, String day, String reason) {
    PublicRecord record =
        record(appId)
            .filter(one -> !RecordGraph.GRAPH.terminal(one.state()))
            .orElseThrow(
                () -> new RejectedInput(List.of(Problem.of("", "official.problem.unfiled"))));
    List<Problem> problems = new ArrayList<>();
    String number = scheme.fold(typed);
    scheme.refusal(number).ifPresent(key -> problems.add(Problem.of("number", key)));
    Optional<LocalDate> given = day(day);
    dayProblem(given).ifPresent(key -> problems.add(Problem.of("day", key)));
    RejectedInput.throwIfAny(problems);
    boolean contradicted =
        (confirmed(record) && !record.officialNumber().equals(number))
            || listed.find(number).isPresent();
    disputes.raise(record.number(), number, given.orElseThrow(), reason, contradicted);
  }

  /** A day as forms and lists write it; empty when it is none. */
  static Optional<LocalDate> day(String typed) {
    try {
      return Optional.of(LocalDate.parse(typed.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<String> dayProblem(Optional<LocalDate> day) {
    return dayProblem(day, OfficialTime.dayOf(clock.instant()));
  }

  /** Message key of why a number cannot have been given on a day; empty where it can. */
  static Optional<String> dayProblem(Optional<LocalDate> day, LocalDate today) {
    if (day.isEmpty()) {
      return Optional.of("official.problem.day");
    }
    if (day.get().isBefore(FIRST_DAY)) {
      return Optional.of("official.problem.early");
    }
    return day.get().isAfter(today) ? Optional.of("official.problem.late") : Optional.empty();
  }
}
