package cn.beian.server.filings;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.review.AcceptanceGate;
import cn.beian.filing.review.FourEyes;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.CommandRefusedException.Problem;
import cn.beian.server.identity.Person;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The national review: findings judged, the case decided. */
@Service
@Transactional
public class NationalReview {
  private final ApplicationStore store;
  private final CaseStore cases;
  private final CaseFiles files;
  private final CaseGuard guard;
  private final Progress progress;
  private final Records records;
  private final Acceptances acceptances;
  private final Clock clock;
  private final boolean reviewerMaySign;

  NationalReview(
      ApplicationStore store,
      CaseStore cases,
      CaseFiles files,
      CaseGuard guard,
      Progress progress,
      Records records,
      Acceptances acceptances,
      Clock clock,
      @Value("${beian.review.reviewer-may-sign:false}") boolean reviewerMaySign) {
    this.store = store;
    this.cases = cases;
    this.files = files;
    this.guard = guard;
    this.progress = progress;
    this.records = records;
    this.acceptances = acceptances;
    this.clock = clock;
    this.reviewerMaySign = reviewerMaySign;
  }

  /**
   * Judges one finding.
   *
   * @param testId of the test, or the package's id for {@link CasePackage#UNREAD}
   * @param reason never blank
   * @throws StalePageException if the application has moved on; nothing is done
   */
  public void judge(
      UUID id, int version, UUID testId, String ruleId, Judgement.Outcome outcome, String reason) {
    Application application = inReview(id, version);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    if (reason.isBlank()) {
      throw new CommandRefusedException(
          List.of(new Problem("noReason", "reason", List.of(ruleId))));
    }
    CaseFile file = files.load(application);
    boolean known =
        file.findings().stream()
                .anyMatch(
                    one -> one.testId().equals(testId) && one.finding().ruleId().equals(ruleId))
            || file.packages().stream()
                .anyMatch(
                    one ->
                        one.submitted().packageId().equals(testId)
                            && ruleId.equals(CasePackage.UNREAD));
    if (!known) {
      throw new CommandRefusedException("noFinding", ruleId);
    }
    cases.put(
        id, new Judgement(testId, ruleId, outcome, reason.strip(), reviewer.id(), clock.instant()));
    progress.note(application, "judge", ruleId + " " + outcome.name(), reviewer);
  }

  /** Sends material or a failed test back; what is to be mended is told with it. */
  public void sendBack(UUID id, int version, String demand) {
    Application application = inReview(id, version);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    requireReason(demand);
    progress.advance(
        application, Progress.Step.of(ApplicationCause.RETURN, demand.strip()), reviewer);
  }

  /**
   * Takes longer, once, and tells why and until when.
   *
   * @param expected after the present due date
   */
  public void extend(UUID id, int version, LocalDate expected, String reason) {
    Application application = inReview(id, version);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    requireReason(reason);
    boolean again =
        store.events(id).stream()
            .anyMatch(event -> event.name().equals(ApplicationCause.EXTEND.name()));
    LocalDate due = application.dueOn().orElse(LocalDate.MIN);
    if (again || !expected.isAfter(due) || OfficialTime.dayOf(clock.instant()).isAfter(due)) {
      throw new CommandRefusedException(again ? "extendedAlready" : "extendLater", due.toString());
    }
    progress.advance(
        application,
        new Progress.Step(ApplicationCause.EXTEND, reason.strip(), Optional.of(expected)),
        reviewer);
  }

  /** Refuses, with a reason that the sponsor is told. */
  public void refuse(UUID id, int version, String reason) {
    Application application = inReview(id, version);
    Person signer = signer(application);
    requireReason(reason);
    progress.advance(
        application, Progress.Step.of(ApplicationCause.REFUSE, reason.strip()), signer);
  }

  /**
   * Accepts: number, public record and ledger entry come with it, all or nothing.
   *
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException naming everything that stops it; nothing is done
   */
  public FilingNumber accept(UUID id, int version) {
    Application application = inReview(id, version);
    Person signer = signer(application);
    CaseFile file = files.load(application);
    if (file.packages().isEmpty()) { // what has no package never passes by itself
      throw new CommandRefusedException("untested");
    }
    List<AcceptanceGate.Stop> stops = file.stops();
    if (!stops.isEmpty()) {
      throw new CommandRefusedException(
          stops.stream()
              .map(
                  stop ->
                      new Problem(
                          "stop." + stop.why().name(),
                          stop.finding().ruleId(),
                          List.of(stop.finding().ruleId())))
              .toList());
    }
    Instant now = clock.instant();
    Application accepted =
        progress.advance(
            application, Progress.Step.of(ApplicationCause.ACCEPT, signer.name()), signer);
    FilingNumber number = records.accept(acceptances.of(file, OfficialTime.dayOf(now)));
    store.update(accepted.change().next().numbered(number.toString()).done(), now);
    return number;
  }

  private Person signer(Application application) {
    Person signer = guard.official(application, Role.SIGNER);
    Set<String> reviewed =
        cases.judgements(application.id()).stream()
            .map(Judgement::judgedBy)
            .map(UUID::toString)
            .collect(Collectors.toSet());
    if (FourEyes.onSigning(
            signer.id().toString(), guard.preparers(application), reviewed, reviewerMaySign)
        .isPresent()) {
      throw new CommandRefusedException("reviewedBySame");
    }
    return signer;
  }

  private Application inReview(UUID id, int version) {
    Application application = store.lock(id, version);
    if (application.state() != ApplicationState.NATIONAL_REVIEW) {
      throw new CommandRefusedException("state", application.state().name());
    }
    return application;
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new CommandRefusedException(List.of(new Problem("noReason", "reason", List.of())));
    }
  }
}
