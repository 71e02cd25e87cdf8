package cn.beian.server.filings;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.UuidV7;
import cn.beian.server.filings.CommandRefusedException.Problem;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.Testing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Preparing an application: what the handler does. */
@Service
@Transactional
public class Drafts {
  private static final int LONGEST = 20_000;

  private final ApplicationStore store;
  private final CaseStore cases;
  private final CaseFiles files;
  private final CaseGuard guard;
  private final KnownAnswers known;
  private final Progress progress;
  private final Identity identity;
  private final Intake intake;
  private final Testing testing;
  private final AuditTrail audit;
  private final Clock clock;

  Drafts(
      ApplicationStore store,
      CaseStore cases,
      CaseFiles files,
      CaseGuard guard,
      KnownAnswers known,
      Progress progress,
      Identity identity,
      Intake intake,
      Testing testing,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.files = files;
    this.guard = guard;
    this.known = known;
    this.progress = progress;
    this.identity = identity;
    this.intake = intake;
    this.testing = testing;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins an application, prefilled from packages, unit and earlier filings.
   *
   * @param packageIds as taken in, of the person's own unit; empty for what has no package
   * @throws CommandRefusedException if a package is unknown or another unit's
   */
  public UUID create(ApplicationKind kind, List<UUID> packageIds) {
    Person handler = identity.current();
    cn.beian.server.identity.AccessRules.requireRole(handler, Role.HANDLER);
    Organization unit = identity.organization(handler.organizationId());
    Instant now = clock.instant();
    Application draft =
        new Application(
            UuidV7.next(clock),
            1,
            kind,
            packageIds.isEmpty() ? AppForm.WEB : AppForm.APP,
            ApplicationState.DRAFT,
            unit.route(),
            "",
            unit.id(),
            unit.division(),
            handler.id(),
            false,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            true,
            Optional.empty(),
            now,
            now);
    store.insert(draft);
    store.add(
        draft.id(),
        new CaseEvent(
            now,
            Optional.of(handler.id()),
            "sponsor.create",
            ApplicationState.DRAFT,
            ApplicationState.DRAFT,
            Optional.empty(),
            kind.name()));
    for (UUID packageId : packageIds) {
      StoredPackage own = ownPackage(packageId, unit.id());
      store.add(
          new SubmittedPackage(
              draft.id(), own.id(), SubmittedPackage.Part.REVIEW, "", Optional.empty()),
          now);
    }
    propose(draft.id(), known.held(unit, handler), now);
    audit.record("filing.create", "application:" + draft.id(), kind.name());
    catchUp(draft.id());
    return draft.id();
  }

  /**
   * Proposes what packages have answered that were read since; does nothing where there are none.
   */
  public void catchUp(UUID id) {
    Application application = store.find(id).orElseThrow(() -> new NoSuchApplicationException(id));
    if (!application.editable()) {
      return;
    }
    List<SubmittedPackage> unread =
        store.packages(id, SubmittedPackage.Part.REVIEW).stream()
            .filter(one -> one.testId().isEmpty())
            .toList();
    boolean read = false;
    for (SubmittedPackage one : unread) {
      Optional<FactSet> facts = testing.facts(one.packageId());
      if (facts.isPresent()) {
        read(store.lock(id), one, facts.get());
        read = true;
      }
    }
    if (read || (unread.isEmpty() && application.appName().isEmpty())) {
      Application now = store.lock(id);
      propose(id, known.earlier(now, identities(id)), clock.instant());
    }
  }

  private void read(Application application, SubmittedPackage one, FactSet facts) {
    Instant now = clock.instant();
    Map<Question, Answer> answers = PackageAnswers.of(facts, one.packageId().toString());
    propose(application.id(), answers, now);
    Answer name = answers.get(Question.once("app.name"));
    String appName =
        application.appName().isEmpty() && name != null ? name.value() : application.appName();
    store.update(application.named(appName, PackageAnswers.form(facts)), now);
    CaseFile file = files.load(store.lock(application.id()));
    Optional<TestRun> test =
        testing.test(one.packageId(), TestContext.of(file), OfficialTime.dayOf(now));
    store.add(
        new SubmittedPackage(
            application.id(),
            one.packageId(),
            one.part(),
            facts.identity("package").orElse(""),
            test.map(TestRun::id)),
        now);
  }

  /** Puts proposals where nothing stands yet; the one who proposes first wins. */
  private void propose(UUID id, Map<Question, Answer> proposals, Instant now) {
    Map<Question, StoredAnswer> present = new HashMap<>();
    cases.answers(id).forEach(stored -> present.put(stored.question(), stored));
    proposals.forEach(
        (question, answer) -> {
          if (!present.containsKey(question)) {
            cases.put(id, new StoredAnswer(question, answer, Optional.empty(), now));
          }
        });
  }

  private java.util.Set<String> identities(UUID id) {
    return store.packages(id, SubmittedPackage.Part.REVIEW).stream()
        .map(SubmittedPackage::identity)
        .filter(one -> !one.isEmpty())
        .collect(Collectors.toSet());
  }

  private StoredPackage ownPackage(UUID packageId, UUID unitId) {
    return intake
        .findPackage(packageId)
        .filter(one -> one.organizationId().equals(unitId))
        .orElseThrow(() -> new CommandRefusedException("noPackage"));
  }

  /**
   * Saves what the sponsor typed or confirmed. Bad values are kept as typed and told as problems of
   * the form, so that nothing is lost.
   *
   * @param values by question; blank takes an answer back
   * @return the version that the page has to carry from now on
   * @throws StalePageException if the application has moved on; nothing is saved
   */
  public int save(UUID id, int version, Map<Question, String> values) {
    Application application = editable(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    Map<Question, StoredAnswer> present = new HashMap<>();
    cases.answers(id).forEach(stored -> present.put(stored.question(), stored));
    Instant now = clock.instant();
    List<String> changed = new ArrayList<>();
    values.forEach(
        (question, typed) -> {
          if (change(application, question, typed, present.get(question), person, now)) {
            changed.add(QuestionKey.of(question));
          }
        });
    if (changed.isEmpty()) {
      return application.version();
    }
    deriveGrassroots(id, values, present, person, now);
    progress.note(
        application,
        "sponsor.answer",
        String.join(", ", changed),
        person,
        moved -> moved.heldBy(moved.handlerId(), false));
    return application.version() + 1;
  }

  private boolean change(
      Application application,
      Question question,
      String typed,
      @org.jspecify.annotations.Nullable StoredAnswer before,
      Person person,
      Instant now) {
    FormField field =
        FieldDictionary.find(question.fieldId())
            .orElseThrow(() -> new CommandRefusedException("noField", question.fieldId()));
    if (!mayType(field)) {
      throw new CommandRefusedException("notTyped", field.id());
    }
    String value = typed.replace("\r\n", "\n").strip();
    value = value.substring(0, Math.min(value.length(), LONGEST));
    if (before == null ? value.isEmpty() : unchanged(before.answer(), value)) {
      return false;
    }
    if (value.isEmpty()) {
      cases.clear(application.id(), question);
      return true;
    }
    Answer answer =
        before != null && before.answer().value().equals(value)
            ? before.answer().confirm()
            : Answer.said(value);
    cases.put(application.id(), new StoredAnswer(question, answer, Optional.of(person.id()), now));
    return true;
  }

  private static boolean unchanged(Answer before, String value) {
    return before.value().equals(value) && before.confirmed();
  }

  private static boolean mayType(FormField field) {
    return (field.askedOfSponsor() || field.id().equals("security.mlpsLevel"))
        && field.type() != FieldType.DOCUMENT
        && field.type() != FieldType.SIGNATURE;
  }

  /** Whom the app is for says of each function whether it faces the grassroots, unless mixed. */
  private void deriveGrassroots(
      UUID id,
      Map<Question, String> values,
      Map<Question, StoredAnswer> present,
      Person person,
      Instant now) {
    String audience = values.getOrDefault(Question.once("app.audience"), "");
    if (audience.isBlank() || audience.equals("ORGAN_AND_GRASSROOTS_STAFF")) {
      return;
    }
    String value = audience.equals("GRASSROOTS_STAFF") ? "yes" : "no";
    for (StoredAnswer function : List.copyOf(present.values())) {
      Question asked = new Question("function.grassrootsFacing", function.question().item());
      StoredAnswer before = present.get(asked);
      boolean free = before == null || before.answer().evidence().equals("app.audience");
      if (function.question().fieldId().equals("function.description") && free) {
        cases.put(
            id,
            new StoredAnswer(
                asked,
                new Answer(value, Origin.SPONSOR, "app.audience", true),
                Optional.of(person.id()),
                now));
      }
    }
  }

  /** Adds a function that the package did not show. */
  public void addFunction(UUID id, int version, String description) {
    Application application = editable(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (description.isBlank()) {
      throw new CommandRefusedException("noText", "function.description");
    }
    long count =
        cases.answers(id).stream()
            .filter(one -> one.question().fieldId().equals("function.description"))
            .count();
    cases.put(
        id,
        new StoredAnswer(
            new Question("function.description", "s" + (count + 1)),
            Answer.said(description.strip()),
            Optional.of(person.id()),
            clock.instant()));
    progress.note(application, "sponsor.addFunction", description.strip(), person);
  }

  /**
   * Answers a field by an attachment, and with it every question of {@code also} that has no answer
   * of its own: an attachment counts as an answer.
   */
  public void attach(
      UUID id, int version, Question question, List<Question> also, Attachment attachment) {
    Application application = editable(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (!attachment.organizationId().equals(application.organizationId())) {
      throw new CommandRefusedException("noAttachment");
    }
    Instant now = clock.instant();
    Answer answer =
        new Answer(attachment.id().toString(), Origin.ATTACHMENT, attachment.fileName(), true);
    cases.put(id, new StoredAnswer(question, answer, Optional.of(person.id()), now));
    List<Question> open =
        files.load(store.lock(id)).completeness().gaps().stream()
            .map(Completeness.Gap::question)
            .toList();
    also.stream()
        .filter(open::contains)
        .forEach(
            one -> cases.put(id, new StoredAnswer(one, answer, Optional.of(person.id()), now)));
    progress.note(
        application,
        "sponsor.attach",
        QuestionKey.of(question) + ": " + attachment.fileName(),
        person,
        moved -> moved.heldBy(moved.handlerId(), false));
  }

  /** Replaces the packages under review by mended ones. */
  public void replacePackages(UUID id, int version, List<UUID> packageIds) {
    Application application = editable(id, version);
    Person person = guard.sponsor(application, Role.HANDLER);
    if (packageIds.isEmpty()) {
      throw new CommandRefusedException("noPackage");
    }
    Instant now = clock.instant();
    List<UUID> keep =
        packageIds.stream().map(one -> ownPackage(one, application.organizationId()).id()).toList();
    for (SubmittedPackage old : store.packages(id, SubmittedPackage.Part.REVIEW)) {
      if (!keep.contains(old.packageId())) {
        store.remove(id, old.packageId());
        cases.answers(id).stream()
            .map(StoredAnswer::question)
            .filter(question -> question.item().equals(old.packageId().toString()))
            .forEach(question -> cases.clear(id, question));
      }
    }
    keep.forEach(
        one ->
            store.add(
                new SubmittedPackage(id, one, SubmittedPackage.Part.REVIEW, "", Optional.empty()),
                now));
    progress.note(application, "sponsor.replacePackages", keep.toString(), person);
    catchUp(id);
  }

  /** Hands the draft to a colleague, who prepares it from now on. */
  public void handTo(UUID id, int version, UUID colleague) {
    Application application = editable(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    Person next =
        identity.people(application.organizationId(), Role.HANDLER).stream()
            .filter(one -> one.id().equals(colleague))
            .findFirst()
            .orElseThrow(() -> new CommandRefusedException("noColleague"));
    progress.note(
        application,
        "sponsor.handTo",
        next.name(),
        person,
        moved -> moved.heldBy(next.id(), false));
  }

  /**
   * Hands the finished application to the approver for signature.
   *
   * @throws CommandRefusedException naming every answer that is missing
   */
  public void handToApprover(UUID id, int version) {
    Application application = editable(id, version);
    Person person = guard.sponsor(application, Role.HANDLER);
    requireComplete(files.load(application));
    progress.note(
        application, "sponsor.ready", "", person, moved -> moved.heldBy(moved.handlerId(), true));
  }

  static void requireComplete(CaseFile file) {
    List<Problem> problems = new ArrayList<>();
    file.missing()
        .forEach(
            gap ->
                problems.add(
                    new Problem(
                        "missing." + gap.why().name(),
                        QuestionKey.of(gap.question()),
                        List.of(gap.question().fieldId()))));
    if (file.packages().stream().anyMatch(CasePackage::reading)) {
      problems.add(new Problem("stillReading", "", List.of()));
    }
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  private Application editable(UUID id, int version) {
    Application application = store.lock(id, version);
    if (!application.editable()) {
      throw new CommandRefusedException("state", application.state().name());
    }
    return application;
  }
}
