package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.policies.Ruling;
import cn.beian.filing.policies.Ruling.WayOut;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.store.UpperLevelAppStore;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.StorableText;
import cn.beian.server.records.NoFilingDue;
import cn.beian.server.records.NoFilingDue.Reason;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a sponsor does instead of filing: the draft ends, the reason is recorded. */
@Service
@Transactional
public class FilingAlternatives {
  private static final String PROPOSED = "sponsor.upperLevel";

  /** Most apps that are listed of those with a text in their name. */
  public static final int MOST_FOUND = 20;

  private final CaseFiles files;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Submission submission;
  private final Acceptances acceptances;
  private final Records records;
  private final OutOfScope outOfScope;
  private final Identity identity;
  private final UpperLevelAppStore upperApps;
  private final Clock clock;

  FilingAlternatives(
      CaseFiles files,
      FilingGuard guard,
      FilingProcedure procedure,
      Submission submission,
      Acceptances acceptances,
      Records records,
      OutOfScope outOfScope,
      Identity identity,
      UpperLevelAppStore upperApps,
      Clock clock) {
    this.files = files;
    this.guard = guard;
    this.procedure = procedure;
    this.submission = submission;
    this.acceptances = acceptances;
    this.records = records;
    this.outOfScope = outOfScope;
    this.identity = identity;
    this.upperApps = upperApps;
    this.clock = clock;
  }

  /**
   * Records that no filing is due because the unit or the form is out of scope. Look-ups of its
   * packages answer so from then on.
   *
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if a filing is due; nothing is done
   */
  public void recordExemption(UUID id, int version) {
    Application application = draft(id, version);
    CaseFile file = files.load(application);
    Ruling ruling =
        submission.rulings(file).stream()
            .filter(one -> one.waysOut().contains(WayOut.RECORD_EXEMPTION))
            .findFirst()
            .orElseThrow(() -> FilingProblem.refusal("filingDue"));
    end(
        application,
        new NoFilingDue(
            id,
            application.organizationId(),
            Reason.valueOf(ruling.code().name()),
            "",
            ruling.reading().map(PolicyParameter::source).orElse(""),
            today(),
            file.packages().stream()
                .map(one -> acceptances.filed(one.submitted().packageId(), one.stored().sha256()))
                .toList()));
  }

  /**
   * A filed app of an upper level that a unit may use instead of one of its own.
   *
   * @param sponsor name of the unit that filed it
   */
  public record UpperLevelApp(String number, String appName, String sponsor) {}

  /**
   * What the handler wants to register instead of filing; the approver has not confirmed it.
   *
   * @param proposer the handler
   */
  public record Proposal(UpperLevelApp upper, UUID proposer) {}

  /**
   * The app of a number, if the unit of an application may use it instead.
   *
   * @throws CommandRefusedException if it is no filed app of a higher level whose unit has this one
   *     in its region
   */
  @Transactional(readOnly = true)
  public UpperLevelApp upperLevelApp(UUID id, String number) {
    Application application = guard.readable(id);
    guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    return upperLevelApp(application, number);
  }

  /**
   * Apps of units above that of an application whose name contains a text: at most one more than
   * {@link #MOST_FOUND}, which tells that there are more.
   */
  @Transactional(readOnly = true)
  public List<UpperLevelApp> upperLevelApps(UUID id, String text) {
    Application application = guard.readable(id);
    guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (text.isBlank() || !StorableText.storable(text)) {
      return List.of();
    }
    Organization own = identity.confirmedOrganization(application.organizationId());
    return upperApps.named(text.strip(), own.division()).stream()
        .filter(one -> isAbove(identity.confirmedOrganization(one.unit()), own))
        .limit(MOST_FOUND + 1L)
        .map(one -> new UpperLevelApp(one.number(), one.appName(), one.sponsor()))
        .toList();
  }

  /** What the handler proposed last of a draft and is still right, if anything. */
  @Transactional(readOnly = true)
  public Optional<Proposal> proposal(CaseFile file) {
    return file.application().state() == ApplicationState.DRAFT
        ? proposed(file.application(), file.events())
        : Optional.empty();
  }

  /**
   * Proposes to record that the unit uses a filed app of an upper level; the approver confirms it.
   *
   * @param number of the upper level's app
   * @throws CommandRefusedException if the unit cannot use it; nothing is done
   */
  public void proposeUpperLevelApp(UUID id, int version, String number) {
    Application application = draft(id, version);
    Person handler = guard.sponsor(application, Role.HANDLER);
    procedure.note(application, PROPOSED, upperLevelApp(application, number).number(), handler);
  }

  /**
   * Records that the unit uses the filed app of an upper level that its handler proposed, and files
   * none of its own. It says nothing of the draft's packages: they would have to be filed.
   *
   * @param number of the upper level's app, as the page showed it
   * @throws CommandRefusedException if the unit cannot use it, nobody proposed it, or the same
   *     person did; nothing is done
   */
  public void recordUpperLevelApp(UUID id, int version, String number) {
    Application application = draft(id, version);
    Person approver = guard.sponsor(application, Role.APPROVER);
    UpperLevelApp upper = upperLevelApp(application, number);
    Proposal proposal =
        proposed(application, procedure.steps(id))
            .filter(one -> one.upper().equals(upper))
            .orElseThrow(() -> FilingProblem.refusal("upperNotProposed", upper.number()));
    procedure.drafts().requireAnother(Set.of(proposal.proposer()), approver);
    end(
        application,
        new NoFilingDue(
            id,
            application.organizationId(),
            Reason.UPPER_LEVEL_APP,
            upper.number(),
            "",
            today(),
            List.of()));
  }

  private Optional<Proposal> proposed(
      Application application, List<CaseStep<ApplicationState>> steps) {
    return steps.stream()
        .filter(step -> step.name().equals(PROPOSED))
        .reduce((earlier, later) -> later)
        .flatMap(
            step ->
                usable(application, step.detail())
                    .map(upper -> new Proposal(upper, step.actorId().orElseThrow())));
  }

  private UpperLevelApp upperLevelApp(Application application, String number) {
    return usable(application, number)
        .orElseThrow(() -> FilingProblem.refusal("noUpperApp", number.strip()));
  }

  private Optional<UpperLevelApp> usable(Application application, String number) {
    Organization own = identity.confirmedOrganization(application.organizationId());
    return records
        .find(number.strip())
        .filter(one -> one.state() == RecordState.FILED)
        .filter(one -> !one.restricted()) // its name and its sponsor are not public
        .filter(one -> isAbove(identity.confirmedOrganization(one.organizationId()), own))
        .map(one -> new UpperLevelApp(one.number(), one.appName(), one.sponsorName()));
  }

  private static boolean isAbove(Organization upper, Organization own) {
    return upper.level().compareTo(own.level()) < 0
        && AccessRules.covers(upper.division(), own.division());
  }

  private Application draft(UUID id, int version) {
    Application application = guard.locked(id, version);
    guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (application.state() != ApplicationState.DRAFT) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    return application;
  }

  private void end(Application application, NoFilingDue due) {
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    outOfScope.record(due);
    procedure.advance(application, Act.by(person, ApplicationCause.WITHDRAW, due.reason().name()));
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
