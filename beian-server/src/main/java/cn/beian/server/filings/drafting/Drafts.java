package cn.beian.server.filings.drafting;

import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.apps.Apps;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.KnownAnswers;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.casefile.Rectification;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Preparing an application: what the handler does. */
@Service
@Transactional
public class Drafts {
  private static final int LONGEST_REASON = 1000;

  private final ApplicationStore store;
  private final Apps apps;
  private final CaseStore cases;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final KnownAnswers known;
  private final FilingProcedure procedure;
  private final Identity identity;
  private final DraftPackages packages;
  private final ChangeChecks changes;
  private final UncontestedApp uncontested;
  private final AuditTrail audit;
  private final Clock clock;

  Drafts(
      ApplicationStore store,
      Apps apps,
      CaseStore cases,
      CaseFiles files,
      FilingGuard guard,
      KnownAnswers known,
      FilingProcedure procedure,
      Identity identity,
      DraftPackages packages,
      ChangeChecks changes,
      UncontestedApp uncontested,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.apps = apps;
    this.cases = cases;
    this.files = files;
    this.guard = guard;
    this.known = known;
    this.procedure = procedure;
    this.identity = identity;
    this.packages = packages;
    this.changes = changes;
    this.uncontested = uncontested;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins an application, prefilled from packages, unit and earlier filings.
   *
   * @param packageIds as taken in, of the person's own unit; empty for what has no package
   * @throws CommandRefusedException if the kind is not built, or a package is unknown or another
   *     unit's
   */
  public UUID create(ApplicationKind kind, List<UUID> packageIds) {
    AppForm form = packageIds.isEmpty() ? AppForm.WEB : AppForm.APP;
    return create(kind, form, packageIds, Optional.empty(), Map.of());
  }

  /**
   * Begins an application for what has no package.
   *
   * @param form out of scope, too: then it is told so, and what to do
   */
  public UUID createWithoutPackage(ApplicationKind kind, AppForm form) {
    return create(kind, form, List.of(), Optional.empty(), Map.of());
  }

  /**
   * Begins an application.
   *
   * @param app that it is about, where that is known before any package
   * @param proposed what is known of that
   */
  UUID create(
      ApplicationKind kind,
      AppForm form,
      List<UUID> packageIds,
      Optional<UUID> app,
      Map<Question, Answer> proposed) {
    Person handler = identity.current();
    cn.beian.server.identity.AccessRules.requireRole(handler, Role.HANDLER);
    requireBuilt(kind);
    if (kind.changes()) {
      throw FilingProblem.refusal("change.fromApp");
    }
    Organization unit = identity.confirmedOrganization(handler.organizationId());
    Instant now = clock.instant();
    Application draft =
        Application.draft(
            UuidV7.next(clock),
            app.orElseGet(() -> apps.begin(unit.id(), form)),
            kind,
            form,
            Optional.ofNullable(proposed.get(Question.once("app.name")))
                .map(Answer::value)
                .orElse(""),
            unit,
            handler.id(),
            Optional.empty(),
            now);
    store.insert(draft);
    procedure.log(draft, "sponsor.create", kind.name(), handler);
    packageIds.stream()
        .distinct()
        .forEach(one -> packages.put(draft.id(), packages.own(one, unit.id()), now));
    AnswerSheet sheet = AnswerSheet.of(cases, draft.id(), now);
    sheet.propose(known.held(unit, handler));
    sheet.propose(proposed);
    if (packageIds.isEmpty() && (app.isEmpty() || form == AppForm.WEB)) {
      sheet.put(Question.once("app.kind"), Answer.said("OTHER"), handler.id());
    }
    audit.record("filing.create", "application:" + draft.id(), kind.name());
    packages.catchUp(draft.id());
    return draft.id();
  }

  /**
   * Saves what the sponsor typed or confirmed. Bad values are kept as typed and told as problems of
   * the form, so that nothing is lost. Two people may fill in one application at a time, and one
   * person on two pages; only where one would undo what the other has done is he told.
   *
   * @param values by question
   * @return the answers that were changed elsewhere since the page showed them: those are not
   *     saved, all others are
   */
  public List<Problem> save(UUID id, Map<Question, EnteredAnswer> values) {
    Application application = editable(guard.locked(id));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    requireExceptions(application, values);
    AnswerSheet sheet = AnswerSheet.of(cases, id, clock.instant());
    requireOfThisApplication(application, sheet, values.keySet());
    List<Problem> conflicts = sheet.conflicts(values, person.id());
    List<String> changed = sheet.type(values, person.id());
    if (changed.isEmpty()) {
      return conflicts;
    }
    String name = sheet.value("app.name");
    procedure.note(
        application,
        "sponsor.answer",
        String.join(", ", changed),
        person,
        ApplicationChanges.ready(false).and(ApplicationChanges.named(application, name)));
    apps.describe(application.appId(), application.form(), name);
    packages.judgeAgain(id);
    return conflicts;
  }

  /**
   * What another answer no longer asks for may be said all the same, since both come in one form;
   * what this kind never asks, or of packages and functions that it has not, is crafted.
   */
  private void requireOfThisApplication(
      Application application, AnswerSheet sheet, Set<Question> questions) {
    if (questions.stream().allMatch(sheet::holds)) {
      return;
    }
    CaseFile file = files.load(application);
    questions.stream()
        .filter(one -> !sheet.holds(one) && !file.concerns(one))
        .findFirst()
        .ifPresent(
            one -> {
              throw FilingProblem.refusal("noField", one.fieldId());
            });
  }

  /** What {@link #save} would not save. */
  List<Problem> conflicts(Application application, Map<Question, EnteredAnswer> values) {
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    AnswerSheet sheet = AnswerSheet.of(cases, application.id(), clock.instant());
    return sheet.conflicts(values, person.id());
  }

  /**
   * Says why answers stay as they are that a supplement list asked about; blank takes it back.
   *
   * @param reasons by question; what nothing is asked about is passed over
   * @throws CommandRefusedException naming those that are too long; nothing is saved
   */
  public void keep(UUID id, Map<Question, String> reasons) {
    Application application = editable(guard.locked(id));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    List<Problem> problems =
        reasons.entrySet().stream()
            .filter(one -> !FreeText.fits(one.getValue().strip(), LONGEST_REASON))
            .map(Map.Entry::getKey)
            .map(
                question ->
                    FilingProblem.of(
                        "keptLong",
                        QuestionKey.of(question),
                        List.of(question.fieldId(), String.valueOf(LONGEST_REASON))))
            .toList();
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
    List<String> kept = new ArrayList<>();
    reasons.forEach(
        (question, typed) -> {
          String text = typed.strip();
          if (cases.keep(id, application.round(), question, text, person.id(), clock.instant())) {
            kept.add(QuestionKey.of(question));
          }
        });
    if (!kept.isEmpty()) {
      procedure.note(
          application,
          "sponsor.keep",
          String.join(", ", kept),
          person,
          ApplicationChanges.ready(false));
    }
  }

  /**
   * Confirms proposals as they stand, all on one page.
   *
   * @param version that the page showed, so that nobody confirms what he has not seen
   * @param questions those that the page showed
   * @throws StalePageException if the application has moved on; nothing is done
   */
  public void confirm(UUID id, int version, List<Question> questions) {
    Application application = editable(guard.locked(id, version));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    Instant now = clock.instant();
    List<CaseFile.Entry> confirmed =
        files.load(application).proposals().stream()
            .filter(entry -> questions.contains(entry.question()))
            .toList();
    for (CaseFile.Entry one : confirmed) {
      Answer answer = one.stored().orElseThrow().answer().confirm();
      cases.put(id, new StoredAnswer(one.question(), answer, Optional.of(person.id()), now));
    }
    if (!confirmed.isEmpty()) {
      String keys = confirmed.stream().map(CaseFile.Entry::key).collect(Collectors.joining(", "));
      procedure.note(application, "sponsor.answer", keys, person, ApplicationChanges.ready(false));
    }
  }

  /** A special scenario is declared only of a rule that knows exceptions. */
  private void requireExceptions(Application application, Map<Question, EnteredAnswer> values) {
    List<Question> special =
        values.entrySet().stream()
            .filter(one -> one.getKey().fieldId().equals("explanation.scenario"))
            .filter(one -> !one.getValue().value().isBlank())
            .filter(one -> !one.getValue().value().strip().equals("ORDINARY"))
            .filter(one -> !one.getValue().shown().equals(Optional.of(one.getValue().value())))
            .map(Map.Entry::getKey)
            .toList();
    if (special.isEmpty()) {
      return;
    }
    CaseFile file = files.load(application);
    List<Problem> problems =
        special.stream()
            .filter(one -> file.explained(one).filter(f -> !f.rule().exemptible()).isPresent())
            .map(one -> FilingProblem.of("noException", QuestionKey.of(one), List.of(one.item())))
            .toList();
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  /** Adds a function that the package did not show. */
  public void addFunction(UUID id, String description) {
    Application application = editable(guard.locked(id));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (description.isBlank()) {
      throw FilingProblem.refusal("noText", "function.description");
    }
    AnswerSheet sheet = AnswerSheet.of(cases, id, clock.instant());
    int number = sheet.functions().size() + 1;
    while (sheet.functions().containsKey("s" + number)) {
      number++;
    }
    sheet.put(
        new Question("function.description", "s" + number),
        Answer.said(description.strip()),
        person.id());
    procedure.note(application, "sponsor.addFunction", description.strip(), person);
    packages.judgeAgain(id);
  }

  /**
   * Takes a function out that the packages show no more.
   *
   * @throws CommandRefusedException if they do; nothing is done
   */
  public void removeFunction(UUID id, String item) {
    Application application = editable(guard.locked(id));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    Question function = new Question("function.description", item);
    StoredAnswer stands =
        cases.answers(id).stream()
            .filter(one -> one.question().equals(function))
            .filter(one -> AnswerSheet.isOfReplaced(one.answer()))
            .findFirst()
            .orElseThrow(() -> FilingProblem.refusal("functionShown"));
    AnswerSheet.of(cases, id, clock.instant()).removeFunction(item);
    procedure.note(application, "sponsor.removeFunction", stands.answer().value(), person);
    packages.judgeAgain(id);
  }

  /**
   * Says what was done after the application was sent back.
   *
   * @param text never blank
   */
  public void noteRectification(UUID id, int version, String text) {
    Application application = editable(guard.locked(id, version));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    procedure.require("reason", text, "noReason");
    procedure.note(
        application, Rectification.NOTE, text.strip(), person, ApplicationChanges.ready(false));
  }

  /**
   * Makes of a draft for a new app one for an existing app, or the other way round; everything that
   * was answered and handed in stays.
   *
   * @throws CommandRefusedException if it is no draft, or of another kind
   */
  public void fileAs(UUID id, int version, ApplicationKind kind) {
    Application application = guard.locked(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (application.state() != ApplicationState.DRAFT) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    for (ApplicationKind one : List.of(application.kind(), kind)) {
      requireBuilt(one);
      if (one.changes()) {
        throw FilingProblem.refusal("change.fromApp");
      }
    }
    procedure.note(
        application, "sponsor.fileAs", kind.name(), person, ApplicationChanges.kind(kind));
    packages.judgeAgain(id);
  }

  /** Hands the draft to a colleague, who prepares it from now on and is its contact. */
  public void handTo(UUID id, int version, UUID colleague) {
    Application application = editable(guard.locked(id, version));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    Person next =
        identity.people(application.organizationId(), Role.HANDLER).stream()
            .filter(one -> one.id().equals(colleague))
            .findFirst()
            .orElseThrow(() -> FilingProblem.refusal("noColleague"));
    AnswerSheet.of(cases, id, clock.instant())
        .handOver(KnownAnswers.OF_HANDLER, known.ofHandler(next));
    procedure.note(
        application,
        "sponsor.handTo",
        next.name(),
        person,
        ApplicationChanges.preparedBy(next.id()));
  }

  /**
   * Hands the finished application to the approver for signature.
   *
   * @throws CommandRefusedException naming every answer that is missing
   */
  public void handToApprover(UUID id, int version) {
    Application application = editable(guard.locked(id, version));
    Person person = guard.sponsor(application, Role.HANDLER);
    packages.judgeAgain(id); // the register may have changed what it knows of the app
    CaseFile file = files.load(application);
    requireComplete(file);
    uncontested.require(application);
    changes.require(file);
    procedure.note(application, "sponsor.ready", "", person, ApplicationChanges.ready(true));
  }

  /**
   * Gives what waits for the signature back to the handler.
   *
   * @param remark what is to be changed; the unit's own, and never shown to officials
   * @throws CommandRefusedException if it does not wait for the signature, or the remark is blank
   */
  public void giveBack(UUID id, int version, String remark) {
    Application application = editable(guard.locked(id, version));
    Person person = guard.sponsor(application, Role.APPROVER);
    if (!application.ready()) {
      throw FilingProblem.refusal("notReady");
    }
    procedure.require("reason", remark, "noReason");
    procedure.note(
        application,
        FilingProcedure.GIVEN_BACK,
        remark.strip(),
        person,
        ApplicationChanges.ready(false));
  }

  /**
   * @throws CommandRefusedException if no procedure of this kind is built
   */
  static void requireBuilt(ApplicationKind kind) {
    if (!kind.built()) {
      throw FilingProblem.refusal("notBuilt." + kind.name());
    }
  }

  static void requireComplete(CaseFile file) {
    List<Problem> problems = new ArrayList<>();
    file.missing()
        .forEach(
            gap ->
                problems.add(
                    FilingProblem.of(
                        "missing." + gap.why().name(),
                        QuestionKey.of(gap.question()),
                        List.of(gap.question().fieldId()))));
    file.openDemands()
        .forEach(
            gap ->
                problems.add(
                    FilingProblem.of(
                        "demandOpen",
                        QuestionKey.of(gap.question()),
                        List.of(gap.question().fieldId()))));
    problems.addAll(waiting(file));
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  /** What stands in the way beside the answers: packages, and what was sent back unchanged. */
  static List<Problem> waiting(CaseFile file) {
    List<Problem> problems = new ArrayList<>();
    if (file.packages().stream().anyMatch(CasePackage::reading)) {
      problems.add(FilingProblem.of("stillReading", "", List.of()));
    }
    file.packages().stream()
        .filter(CasePackage::beingReplaced)
        .forEach(one -> problems.add(replacing(one)));
    problems.addAll(file.packageProblems());
    Rectification.of(file)
        .filter(Rectification::noteMissing)
        .ifPresent(one -> problems.add(FilingProblem.of("rectifiedNothing", "", List.of())));
    return problems;
  }

  private static Problem replacing(CasePackage one) {
    String by = one.successor().map(next -> next.stored().fileName()).orElse("");
    return FilingProblem.of("replacing", "", List.of(by, one.stored().fileName()));
  }

  /** What the approver wrote when he gave it back, until it is handed to him again. */
  public static Optional<String> remark(CaseFile file) {
    return Optional.of(FilingProcedure.remark(file.events())).filter(text -> !text.isEmpty());
  }

  /** Only a draft or what was given back may be changed. */
  static Application editable(Application application) {
    if (!application.editable()) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    return application;
  }
}
