package cn.beian.server.filings.review;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.Act;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.Exemptions;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.identity.Person;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.ChangeRevision;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import org.springframework.stereotype.Component;

/** What an accepted change makes of the record: a revision of the same number. */
@Component
class AcceptedChanges {
  /** A day beyond would put off for ever that the number is shown. */
  private static final Period LONGEST_PLAN = Period.ofYears(1);

  private final Acceptances acceptances;
  private final Restrictions restrictions;
  private final DeclaredUsers users;
  private final FilingProcedure procedure;
  private final ApplicationStore store;
  private final Records records;
  private final Clock clock;

  AcceptedChanges(
      Acceptances acceptances,
      Restrictions restrictions,
      DeclaredUsers users,
      FilingProcedure procedure,
      ApplicationStore store,
      Records records,
      Clock clock) {
    this.acceptances = acceptances;
    this.restrictions = restrictions;
    this.users = users;
    this.procedure = procedure;
    this.store = store;
    this.records = records;
    this.clock = clock;
  }

  /**
   * Accepts a change.
   *
   * @return the number, which stays what it was
   * @throws IllegalStateException if the seats would end what the national review has to decide
   */
  String accept(CaseFile file, Person decider, String detail) {
    Application application = file.application();
    Application.Basis basis = application.basis().orElseThrow();
    boolean nation = application.state() == ApplicationState.NATIONAL_REVIEW;
    if (!nation && !file.beyondSeats().isEmpty()) {
      throw new IllegalStateException(application.id() + " is beyond " + file.beyondSeats());
    }
    String number = basis.number();
    RecordState state = records.lockedState(number);
    if (RecordGraph.GRAPH.edge(state, RecordCause.CHANGE_ACCEPTED).isEmpty()) {
      throw FilingProblem.refusal("change.state." + state);
    }
    Acceptance acceptance = acceptances.of(file, decider, OfficialTime.dayOf(clock.instant()));
    if (!records.fits(acceptance)) {
      throw FilingProblem.refusal("entryTooLong");
    }
    users.take(file);
    procedure.advance(application, Act.by(decider, ApplicationCause.ACCEPT, detail));
    restrictions
        .confirmed(application.id())
        .ifPresent(restricted -> records.restrict(number, restricted));
    records.change(number, acceptance, revision(file, nation));
    LocalDate latest = OfficialTime.dayOf(clock.instant()).plus(LONGEST_PLAN);
    Exemptions.day(file.value("change.plannedOn"))
        .map(day -> day.isAfter(latest) ? latest : day)
        .ifPresent(day -> records.askNumberFrom(number, day));
    store.carryLaunchBuilds(basis.applicationId(), application.id());
    procedure.change(store.lock(application.id()), ApplicationChanges.numbered(number));
    procedure.touch(basis.applicationId());
    return number;
  }

  /** What the record says of it: only what the nation has reviewed counts as tested. */
  private static ChangeRevision revision(CaseFile file, boolean nation) {
    if (file.application().kind() == ApplicationKind.MAJOR_CHANGE) {
      return ChangeRevision.CHANGED_MAJOR;
    }
    return nation && file.tested() ? ChangeRevision.CHANGED_TESTED : ChangeRevision.CHANGED;
  }
}
