package cn.beian.server.filings.drafting;

import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.StandardValue;
import cn.beian.filing.form.Topic;
import cn.beian.filing.states.ApprovalState;
import cn.beian.server.approvals.GivenApproval;
import cn.beian.server.approvals.GivenApprovals;
import cn.beian.server.approvals.ProjectApproval;
import cn.beian.server.approvals.ProjectPlan;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.casefile.PlanDifference;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.ReferredCaseStore;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The project approval that a draft refers to: what is asked about it is then read from it. Each is
 * of one app.
 */
@Service
@Transactional
public class ApprovalOfDraft {
  private final GivenApprovals approvals;
  private final ReferredCaseStore uses;
  private final CaseStore cases;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final MessageSource messages;
  private final Clock clock;

  ApprovalOfDraft(
      GivenApprovals approvals,
      ReferredCaseStore uses,
      CaseStore cases,
      FilingGuard guard,
      FilingProcedure procedure,
      MessageSource messages,
      Clock clock) {
    this.approvals = approvals;
    this.uses = uses;
    this.cases = cases;
    this.guard = guard;
    this.procedure = procedure;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * An approval that may be chosen.
   *
   * @param chosen whether the draft refers to it
   * @param named whether the app has its name
   * @param differences from what is to be filed; they are said and refuse nothing
   */
  public record Choice(
      ProjectApproval approval,
      String authority,
      boolean chosen,
      boolean named,
      List<PlanDifference> differences) {}

  /** Approvals of the unit that no other app uses: the chosen one, then those of the same name. */
  @Transactional(readOnly = true)
  public List<Choice> choices(CaseFile file) {
    Application application = file.application();
    Optional<UUID> chosen = uses.approval(application.id());
    Set<UUID> used = uses.approvalsBeside(application.organizationId(), application.appId());
    String name = file.value("app.name");
    return approvals.of(application.organizationId()).stream()
        .filter(one -> !used.contains(one.approval().id()))
        .map(
            one ->
                new Choice(
                    one.approval(),
                    one.authority(),
                    chosen.equals(Optional.of(one.approval().id())),
                    one.approval().plan().name().equals(name),
                    PlanDifference.of(file, one.approval().plan())))
        .sorted(
            Comparator.comparing((Choice one) -> !one.chosen()).thenComparing(one -> !one.named()))
        .toList();
  }

  /**
   * Refers to an approval, and reads from it what is asked about the project. What was answered
   * before is kept, and stands again when it refers to none.
   *
   * @param approval empty to refer to none
   * @throws cn.beian.server.cases.CommandRefusedException if it is none that was given to the unit,
   *     or another app uses it
   */
  public void choose(UUID id, Optional<UUID> approval) {
    Application application = Drafts.editable(guard.locked(id));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    Optional<UUID> before = uses.approval(id);
    if (before.equals(approval)) {
      return;
    }
    Optional<GivenApproval> given = approval.map(one -> usable(application, one));
    AnswerSheet sheet = AnswerSheet.of(cases, id, clock.instant());
    FieldDictionary.fields(application.kind()).stream()
        .filter(field -> field.topic() == Topic.APPROVAL)
        .map(field -> Question.once(field.id()))
        .filter(sheet::approved)
        .forEach(sheet::clear);
    given.ifPresentOrElse(
        one -> {
          Map<Question, Answer> answers = answers(one);
          sheet.setAside(answers.keySet());
          answers.forEach((question, answer) -> sheet.put(question, answer, person.id()));
        },
        sheet::bringBack);
    procedure.note(
        application,
        "sponsor.approval",
        given.map(one -> one.approval().documentNumber()).orElse(""),
        person,
        ApplicationChanges.ready(false).and("approval_id", approval.orElse(null)));
  }

  private GivenApproval usable(Application application, UUID approval) {
    if (FieldDictionary.fields(application.kind()).stream()
        .noneMatch(field -> field.topic() == Topic.APPROVAL)) {
      throw FilingProblem.refusal("approval.notAsked");
    }
    GivenApproval given =
        approvals
            .lock(approval, application.organizationId())
            .orElseThrow(() -> FilingProblem.refusal("approval.unknown"));
    if (uses.approvalsBeside(application.organizationId(), application.appId())
        .contains(approval)) {
      throw FilingProblem.refusal("approval.used");
    }
    return given;
  }

  /** Whether another app has come to use the approval, since packages say what app it is. */
  List<Problem> problems(CaseFile file) {
    Application application = file.application();
    return uses.approval(application.id())
        .filter(
            one ->
                uses.approvalsBeside(application.organizationId(), application.appId())
                    .contains(one))
        .map(one -> FilingProblem.of("approval.used", "", List.of()))
        .map(List::of)
        .orElse(List.of());
  }

  /** The form is a Chinese one, so what the questions are called is written so. */
  private Map<Question, Answer> answers(GivenApproval given) {
    ProjectApproval one = given.approval();
    String evidence = AnswerSheet.APPROVED + one.documentNumber();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("approval.basis", one.plan().fits());
    StringBuilder content = new StringBuilder(one.plan().purpose());
    for (String question : ProjectPlan.QUESTIONS) {
      content
          .append('\n')
          .append(messages.getMessage("approvals." + question, new Object[0], Locale.CHINESE))
          .append('：')
          .append(one.said().get(question));
    }
    values.put("approval.content", content.toString());
    values.put(
        "approval.result",
        (one.state() == ApprovalState.APPROVED
                ? StandardValue.APPROVED
                : StandardValue.APPROVED_WITH_CONDITIONS)
            .name());
    values.put("approval.documentNumber", one.documentNumber());
    values.put("approval.authority", given.authority());
    values.put("approval.document", StandardValue.APPROVED_IN_SYSTEM.name());
    Map<Question, Answer> answers = new LinkedHashMap<>();
    values.forEach(
        (field, value) ->
            answers.put(Question.once(field), new Answer(value, Origin.EARLIER, evidence, true)));
    return answers;
  }
}
