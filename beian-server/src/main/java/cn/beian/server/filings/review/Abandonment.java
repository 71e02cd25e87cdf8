package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.Transition;
import cn.beian.server.cases.Act;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.identity.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A case past a limit that ends nothing by itself: a person draws the consequence. */
@Service
@Transactional
public class Abandonment {
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Clock clock;

  Abandonment(FilingGuard guard, FilingProcedure procedure, Clock clock) {
    this.guard = guard;
    this.procedure = procedure;
    this.clock = clock;
  }

  /** Whether the current person may abandon a case that is past its limit. */
  @Transactional(readOnly = true)
  public boolean mayAbandon(CaseFile file) {
    Set<Role> actors =
        ApplicationGraph.GRAPH
            .edge(file.application().state(), ApplicationCause.ABANDON)
            .map(Transition::actors)
            .orElse(Set.of());
    return passed(file.limit()) && guard.holdsOneOf(actors);
  }

  private boolean passed(Optional<Deadline> limit) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    return limit.filter(one -> one.passed(today)).isPresent();
  }

  /**
   * Abandons an application past an unverified limit.
   *
   * @param reason that the sponsor is told, never blank
   */
  public void abandon(UUID id, int version, String reason) {
    Application application = guard.locked(id, version);
    Person person = guard.official(application, Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER);
    if (!passed(procedure.limit(procedure.steps(id)))) {
      throw FilingProblem.refusal("notPassed");
    }
    procedure.require("reason", reason, "noReason");
    procedure.advance(application, Act.by(person, ApplicationCause.ABANDON, reason.strip()));
  }
}
