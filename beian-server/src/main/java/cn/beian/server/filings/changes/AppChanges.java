package cn.beian.server.filings.changes;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.rules.comparison.Proposal;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.apps.UsingUnits;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.FreeText;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.SubmittedPackage.Part;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.answers.KnownAnswers;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.casefile.NewVersions;
import cn.beian.server.filings.drafting.ChangeChecks;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.testing.Inspections;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a change of a filed app begins: from its record, with or without a new version. */
@Service
@Transactional
public class AppChanges {
  private static final Question USERS = Question.once("app.userUnits");
  private static final Set<String> KEPT_BY_MAJOR =
      Set.of("change.what", "change.reason", "undertaking.stampedCopy");
  private static final Question OBJECTION = Question.once("change.objection");

  private final Apps apps;
  private final UsingUnits users;
  private final Records records;
  private final ApplicationStore store;
  private final CaseStore cases;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final ChangeChecks checks;
  private final DraftPackages packages;
  private final NewVersions newVersions;
  private final Inspections inspections;
  private final Intake intake;
  private final KnownAnswers known;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  AppChanges(
      Apps apps,
      UsingUnits users,
      Records records,
      ApplicationStore store,
      CaseStore cases,
      CaseFiles files,
      FilingGuard guard,
      FilingProcedure procedure,
      ChangeChecks checks,
      DraftPackages packages,
      NewVersions newVersions,
      Inspections inspections,
      Intake intake,
      KnownAnswers known,
      Identity identity,
      AuditTrail audit,
      Clock clock) {
    this.apps = apps;
    this.users = users;
    this.records = records;
    this.store = store;
    this.cases = cases;
    this.files = files;
    this.guard = guard;
    this.procedure = procedure;
    this.checks = checks;
    this.packages = packages;
    this.newVersions = newVersions;
    this.inspections = inspections;
    this.intake = intake;
    this.known = known;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a change of an app of the current person's unit would be about.
   *
   * @param open whether the record may be changed as it stands
   * @param running a change that is not decided; absent where there is none
   * @param version the new version; absent where none was named
   * @param against what stands against a change now, in sentences; empty where nothing does
   */
  public record Outlook(
      App app,
      PublicRecord record,
      boolean open,
      Optional<Application> running,
      Optional<NewVersion> version,
      List<Problem> against) {
    public Outlook {
      against = List.copyOf(against);
    }
  }

  /**
   * A new version beside the filed one.
   *
   * @param compared absent where the filed version is not held any more
   */
  public record NewVersion(StoredPackage stored, Optional<VersionComparison> compared) {
    /** What is proposed; empty where nothing was compared. */
    public Optional<Proposal> proposal() {
      return compared.map(VersionComparison::proposal);
    }
  }

  /**
   * What a change would be about.
   *
   * @param packageId a new version, as taken in
   * @throws CommandRefusedException if the app is not filed
   */
  @Transactional(readOnly = true)
  public Outlook outlook(UUID appId, Optional<UUID> packageId) {
    App app = own(appId);
    PublicRecord record = record(appId);
    Optional<Application> running = store.runningChange(record.number());
    List<Problem> against = ChangeChecks.ofState(record).map(List::of).orElse(List.of());
    Optional<StoredPackage> added = packageId.map(one -> ownPackage(one, app));
    List<Problem> ofPackage = added.map(one -> ofPackage(filed(record), one)).orElse(List.of());
    return new Outlook(
        app,
        record,
        against.isEmpty(),
        running,
        added
            .filter(one -> ofPackage.isEmpty())
            .map(one -> new NewVersion(one, newVersions.beside(app, one.id()))),
        Stream.concat(against.stream(), ofPackage.stream()).toList());
  }

  /**
   * Begins a change, prefilled from the filing that it changes.
   *
   * @param packageId a new version, as taken in; empty for a change without one
   * @param objection why less is applied for than is proposed; never blank where it is
   * @throws CommandRefusedException if the record cannot be changed, a change runs, or the package
   *     is no newer version of this app; nothing is done
   */
  public UUID begin(UUID appId, ApplicationKind kind, Optional<UUID> packageId, String objection) {
    Person handler = identity.current();
    AccessRules.requireRole(handler, Role.HANDLER);
    App app = own(appId);
    if (!kind.changes()) {
      throw FilingProblem.refusal("change.kind");
    }
    records.lockedState(record(appId).number());
    PublicRecord record = record(appId); // as whoever held it left it
    ChangeChecks.ofState(record).ifPresent(AppChanges::refuse);
    if (store.runningChange(record.number()).isPresent()) {
      throw FilingProblem.refusal("change.running");
    }
    CaseFile filed = filed(record);
    Optional<StoredPackage> added = packageId.map(one -> ownPackage(one, app));
    added.map(one -> ofPackage(filed, one)).stream()
        .flatMap(List::stream)
        .findFirst()
        .ifPresent(AppChanges::refuse);
    if (kind == ApplicationKind.MAJOR_CHANGE && added.isEmpty() && !filed.packages().isEmpty()) {
      throw FilingProblem.refusal("change.noPackage");
    }
    Optional<NewVersion> version =
        added.map(one -> new NewVersion(one, newVersions.keep(app, one.id())));
    boolean less =
        kind == ApplicationKind.CHANGE
            && version
                .flatMap(NewVersion::proposal)
                .filter(Proposal.MAJOR_CHANGE::equals)
                .isPresent();
    if (less && objection.isBlank()) {
      throw new CommandRefusedException(
          List.of(FilingProblem.of("change.objection", "objection", List.of())));
    }
    if (!FreeText.fits(objection.strip(), FreeText.LONG)) {
      throw new CommandRefusedException(
          List.of(FilingProblem.of("long", "objection", List.of(String.valueOf(FreeText.LONG)))));
    }
    Application draft = draft(app, record, filed.application(), kind, handler);
    fill(draft, filed, kind, handler);
    AnswerSheet sheet = AnswerSheet.of(cases, draft.id(), clock.instant());
    if (less) {
      sheet.put(OBJECTION, Answer.said(objection.strip()), handler.id());
    }
    added.ifPresent(one -> put(draft.id(), filed, one));
    packages.catchUp(draft.id());
    return draft.id();
  }

  /**
   * Goes on with a change of information as a major change, as a reviewer may have asked.
   *
   * @throws CommandRefusedException if it is none, or is not in the sponsor's hands
   */
  public void asMajor(UUID id, int version) {
    Application application = guard.locked(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (application.kind() != ApplicationKind.CHANGE || !application.editable()) {
      throw FilingProblem.refusal("change.kind");
    }
    procedure.note(
        application,
        "sponsor.asMajor",
        "",
        person,
        ApplicationChanges.kind(ApplicationKind.MAJOR_CHANGE));
    AnswerSheet sheet = AnswerSheet.of(cases, id, clock.instant());
    ChangeChecks.saidAnew(ApplicationKind.MAJOR_CHANGE).stream()
        .filter(field -> !KEPT_BY_MAJOR.contains(field))
        .map(Question::once)
        .filter(sheet::holds)
        .forEach(sheet::clear);
  }

  private App own(UUID appId) {
    App app = apps.find(appId).orElseThrow();
    if (!app.ownerId().equals(Optional.of(identity.current().organizationId()))) {
      throw new AccessDeniedException("app of another unit");
    }
    return app;
  }

  private PublicRecord record(UUID appId) {
    return records.ofApp(appId).stream()
        .findFirst()
        .filter(one -> store.isFiled(one.applicationId()))
        .filter(one -> store.find(one.applicationId()).isPresent())
        .orElseThrow(() -> FilingProblem.refusal("change.notFiled"));
  }

  private CaseFile filed(PublicRecord record) {
    return files.load(store.find(record.applicationId()).orElseThrow());
  }

  private StoredPackage ownPackage(UUID packageId, App app) {
    return intake
        .findPackage(packageId)
        .filter(one -> app.ownerId().equals(Optional.of(one.organizationId())))
        .orElseThrow(() -> FilingProblem.refusal("noPackage"));
  }

  private List<Problem> ofPackage(CaseFile filed, StoredPackage added) {
    Optional<FactSet> facts = inspections.outline(added.id());
    if (facts.isEmpty()) {
      return List.of(FilingProblem.of("change.notRead", "", List.of(added.fileName())));
    }
    boolean same =
        filed.packages().stream().anyMatch(one -> one.stored().sha256().equals(added.sha256()));
    if (same) {
      return List.of(FilingProblem.of("change.same", "", List.of(added.fileName())));
    }
    return checks.ofPackage(filed, PackageAnswers.member(facts.get()), added.id());
  }

  private Application draft(
      App app, PublicRecord record, Application filed, ApplicationKind kind, Person handler) {
    Organization unit = identity.confirmedOrganization(handler.organizationId());
    Instant now = clock.instant();
    Application draft =
        Application.draft(
            UuidV7.next(clock),
            app.id(),
            kind,
            filed.form(),
            filed.appName(),
            unit,
            handler.id(),
            Optional.of(new Application.Basis(filed.id(), record.number())),
            now);
    store.insert(draft);
    procedure.log(draft, "sponsor.create", kind.name(), handler);
    audit.record("filing.create", "application:" + draft.id(), kind.name());
    return draft;
  }

  private void fill(Application draft, CaseFile filed, ApplicationKind kind, Person handler) {
    Instant now = clock.instant();
    cases.copy(
        filed.application().id(), draft.id(), ChangeChecks.saidAnew(kind), handler.id(), now);
    store
        .packages(filed.application().id(), Part.REVIEW)
        .forEach(
            one ->
                store.add(
                    new SubmittedPackage(
                        draft.id(), one.packageId(), Part.REVIEW, one.identity(), Optional.empty()),
                    now));
    AnswerSheet sheet = AnswerSheet.of(cases, draft.id(), now);
    Organization unit = identity.confirmedOrganization(handler.organizationId());
    sheet.holdAnew(known.held(unit, handler));
    sheet.propose(known.held(unit, handler));
    String list = filed.value(USERS.fieldId());
    String today = users.typed(draft.appId(), list);
    if (!today.equals(list)) {
      sheet.put(USERS, Answer.said(today), handler.id());
    }
  }

  /** The new version in the place of the one of the same platform; else beside what is filed. */
  private void put(UUID id, CaseFile filed, StoredPackage added) {
    inspections
        .outline(added.id())
        .map(PackageAnswers::member)
        .flatMap(app -> filed.packages().stream().filter(one -> one.isOf(app)).findFirst())
        .ifPresentOrElse(
            one -> packages.replace(id, one.submitted().packageId(), added.id()),
            () -> packages.add(id, added.id()));
  }

  private static void refuse(Problem problem) {
    throw new CommandRefusedException(List.of(problem));
  }
}
