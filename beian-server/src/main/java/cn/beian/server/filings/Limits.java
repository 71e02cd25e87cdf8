package cn.beian.server.filings;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.Transition;
import cn.beian.server.identity.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What follows when the sponsor's limit has passed. */
@Service
@Transactional
public class Limits {
  private static final Logger LOG = LoggerFactory.getLogger(Limits.class);
  private static final Set<ApplicationState> WITH_SPONSOR =
      EnumSet.of(ApplicationState.SUPPLEMENT_DUE, ApplicationState.RECTIFICATION_DUE);

  private final ApplicationStore store;
  private final CaseGuard guard;
  private final Progress progress;
  private final Clock clock;

  Limits(ApplicationStore store, CaseGuard guard, Progress progress, Clock clock) {
    this.store = store;
    this.guard = guard;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Abandons what a verified limit has run out for, and warns of the others.
   *
   * @return how many were abandoned
   */
  public int enforce() {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    int abandoned = 0;
    for (Application late : store.dueBefore(today, WITH_SPONSOR)) {
      Application application = store.lock(late.id());
      Optional<Deadline> limit = progress.limit(application.id());
      if (!WITH_SPONSOR.contains(application.state()) || limit.isEmpty()) {
        continue;
      }
      if (limit.get().takesEffect(today)) {
        progress.advance(
            application,
            Progress.Step.of(ApplicationCause.DEADLINE_PASSED, limit.get().dueDate().toString()),
            Optional.empty(),
            UnaryOperator.identity());
        abandoned++;
      } else {
        LOG.warn(
            "application {} is past {}, which rests on an unverified limit or calendar; a person decides",
            application.id(),
            limit.get().dueDate());
      }
    }
    return abandoned;
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

  /** Abandons an application past an unverified limit: a person draws the consequence. */
  public void abandon(UUID id, int version) {
    Application application = store.lock(id, version);
    Person person = guard.official(application, Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER);
    if (!passed(progress.limit(id))) {
      throw new CommandRefusedException("notPassed");
    }
    progress.advance(application, Progress.Step.of(ApplicationCause.ABANDON, ""), person);
  }
}
