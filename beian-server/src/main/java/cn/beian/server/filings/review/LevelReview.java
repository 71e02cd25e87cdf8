package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.LevelJudgement;
import cn.beian.server.filings.answers.OwnWords;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.ReviewStore;
import cn.beian.server.identity.Person;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reason for which a unit of a county develops its own app is judged by whoever reviews the
 * case; nothing is accepted before.
 */
@Service
@Transactional
public class LevelReview {
  private static final Map<ApplicationState, Role> REVIEWERS =
      new EnumMap<>(
          Map.of(
              ApplicationState.COMPLETENESS_REVIEW, Role.COMPLETENESS_REVIEWER,
              ApplicationState.NATIONAL_REVIEW, Role.NATIONAL_REVIEWER));

  private final ReviewStore reviews;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Clock clock;

  LevelReview(
      ReviewStore reviews,
      CaseFiles files,
      FilingGuard guard,
      FilingProcedure procedure,
      Clock clock) {
    this.reviews = reviews;
    this.files = files;
    this.guard = guard;
    this.procedure = procedure;
    this.clock = clock;
  }

  /** Whether the current person may judge the reason of a case now. */
  @Transactional(readOnly = true)
  public boolean mayJudge(CaseFile file) {
    Role reviewer = REVIEWERS.get(file.application().state());
    return reviewer != null
        && !file.countyReason().isEmpty()
        && guard.holdsOneOf(java.util.Set.of(reviewer));
  }

  /**
   * Judges the reason as it stands.
   *
   * @param reason the reviewer's own: never blank, never the sponsor's words
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if there is nothing to judge, or no reason; nothing is done
   */
  public void judge(UUID id, int version, boolean accepted, String reason) {
    Application application = guard.locked(id, version);
    Role reviewer = REVIEWERS.get(application.state());
    if (reviewer == null) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    Person person = guard.official(application, reviewer);
    String stated = files.load(application).countyReason();
    if (stated.isEmpty()) {
      throw FilingProblem.refusal("noCountyReason");
    }
    procedure.require("reason", reason, "noReason");
    if (OwnWords.borrowed(reason, List.of(stated))) {
      throw new CommandRefusedException(
          List.of(FilingProblem.of("ownReason", "reason", List.of())));
    }
    reviews.add(
        id, new LevelJudgement(stated, accepted, reason.strip(), person.id(), clock.instant()));
    procedure.note(
        application,
        "judgeLevel",
        accepted ? "filings.level.accepted" : "filings.level.rejected",
        person,
        ApplicationChanges.ready(false));
  }
}
