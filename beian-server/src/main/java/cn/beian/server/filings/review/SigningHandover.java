package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Between review and decision of the nation: the reviewer says that he has finished
 * and what he proposes, and it is the signer's turn; the signer may give it back. Neither is a
 * decision, and neither is told to the sponsor. Without it nothing is accepted.
 */
@Service
@Transactional
public class SigningHandover {
  private static final String HAND = FilingProcedure.FOR_SIGNING;
  private static final String BACK = FilingProcedure.BACK_TO_REVIEW;

  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final CaseFiles files;
  private final Identity identity;

  SigningHandover(
      FilingGuard guard, FilingProcedure procedure, CaseFiles files, Identity identity) {
    this.guard = guard;
    this.procedure = procedure;
    this.files = files;
    this.identity = identity;
  }

  /** What a reviewer proposes. */
  public enum Proposal {
    ACCEPTANCE,
    REFUSAL
  }

  /**
   * What was said when a case changed hands.
   *
   * @param proposal empty where it was given back
   * @param remark may be empty of an acceptance
   */
  public record Said(Optional<Proposal> proposal, String remark, String by, Instant at) {
    /** Whether it is to be accepted. */
    public boolean proposes() {
      return proposal.equals(Optional.of(Proposal.ACCEPTANCE));
    }
  }

  /**
   * Hands a reviewed case to whoever signs.
   *
   * @param remark why, where a refusal is proposed
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if something stops an acceptance, or a refusal has no reason;
   *     nothing is done
   */
  public void hand(UUID id, int version, Proposal proposal, String remark) {
    Application application = inReview(id, version, false);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    if (proposal == Proposal.ACCEPTANCE) {
      NationalReview.requireNothingStops(files.load(application));
    } else {
      procedure.require("reason", remark, "noReason");
    }
    note(application, HAND, (proposal.name() + ' ' + remark.strip()).strip(), reviewer, true);
  }

  /**
   * Gives a case back to the reviewer.
   *
   * @throws CommandRefusedException if there is no reason; nothing is done
   */
  public void back(UUID id, int version, String reason) {
    Application application = inReview(id, version, true);
    Person signer = guard.official(application, Role.SIGNER);
    procedure.require("reason", reason, "noReason");
    note(application, BACK, reason.strip(), signer, false);
  }

  /** What was said last when the case changed hands in this review; empty where it has not. */
  @Transactional(readOnly = true)
  public Optional<Said> last(CaseFile file) {
    Application application = file.application();
    if (application.state() != ApplicationState.NATIONAL_REVIEW) {
      return Optional.empty();
    }
    List<CaseStep<ApplicationState>> steps = procedure.steps(application.id());
    Optional<CaseStep<ApplicationState>> last =
        steps.stream()
            .filter(step -> step.name().equals(HAND) || step.name().equals(BACK))
            .reduce((one, other) -> other);
    return last.filter(step -> application.ready() || step.name().equals(BACK)).map(this::said);
  }

  /**
   * Refuses an acceptance that nobody else has proposed since the last submission.
   *
   * @throws CommandRefusedException if the signer would decide alone; nothing is done
   */
  void requireProposed(Application application, Person signer) {
    requireHanded(application, signer, Said::proposes, "notHanded");
  }

  /**
   * Refuses a refusal before another person has handed the case over, whatever was proposed.
   *
   * @throws CommandRefusedException if the signer would decide alone; nothing is done
   */
  void requireHandedOver(Application application, Person signer) {
    requireHanded(application, signer, said -> true, "refusalNotHanded");
  }

  private void requireHanded(
      Application application, Person signer, Predicate<Said> proposed, String code) {
    Optional<CaseStep<ApplicationState>> last =
        procedure.steps(application.id()).stream()
            .filter(
                step ->
                    step.name().equals(HAND)
                        || step.name().equals(BACK)
                        || step.from() != step.to())
            .reduce((one, other) -> other)
            .filter(step -> application.ready() && step.name().equals(HAND))
            .filter(step -> proposed.test(said(step)));
    if (last.isEmpty()) {
      throw FilingProblem.refusal(code);
    }
    if (last.get().actorId().equals(Optional.of(signer.id()))) {
      throw FilingProblem.refusal("reviewedBySame");
    }
  }

  private Said said(CaseStep<ApplicationState> step) {
    String by = step.actorId().flatMap(identity::person).map(Person::name).orElse("");
    if (step.name().equals(BACK)) {
      return new Said(Optional.empty(), step.detail(), by, step.at());
    }
    String[] parts = step.detail().split(" ", 2);
    return new Said(
        Optional.of(Proposal.valueOf(parts[0])), parts.length > 1 ? parts[1] : "", by, step.at());
  }

  private Application inReview(UUID id, int version, boolean handed) {
    Application application = guard.locked(id, version);
    if (application.state() != ApplicationState.NATIONAL_REVIEW || application.ready() != handed) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    return application;
  }

  private void note(
      Application application, String name, String detail, Person actor, boolean handed) {
    procedure.note(application, name, detail, actor, ApplicationChanges.ready(handed));
  }
}
