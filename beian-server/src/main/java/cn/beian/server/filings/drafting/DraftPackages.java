package cn.beian.server.filings.drafting;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.Changes;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.PackageAwaited;
import cn.beian.server.filings.PackageReplacement;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.SubmittedPackage.Part;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.answers.KnownAnswers;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.casefile.NewVersions;
import cn.beian.server.filings.casefile.Reevaluation;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.testing.CompanionBuilds;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The packages of an application that is being prepared, and what they answer. */
@Service
@Transactional
public class DraftPackages {
  private static final Set<ApplicationState> UNDER_REVIEW =
      EnumSet.of(ApplicationState.COMPLETENESS_REVIEW, ApplicationState.NATIONAL_REVIEW);
  private static final Question KIND = Question.once("app.kind");
  private static final Question WHAT = Question.once("change.what");
  private static final Question STAMPED_COPY = CaseFile.STAMPED_COPY;

  /** Noted when a stamped undertaking names packages that the application holds no more. */
  public static final String UNDERTAKING_LAPSED = "sponsor.undertakingLapsed";

  private final ApplicationStore store;
  private final CaseStore cases;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final KnownAnswers known;
  private final Intake intake;
  private final Inspections inspections;
  private final CompanionBuilds companions;
  private final TestRuns tests;
  private final Reevaluation retest;
  private final AppRecognition app;
  private final NewVersions versions;
  private final Replacements replacements;
  private final RefusedFiles refused;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  DraftPackages(
      ApplicationStore store,
      CaseStore cases,
      CaseFiles files,
      FilingGuard guard,
      FilingProcedure procedure,
      KnownAnswers known,
      Intake intake,
      Inspections inspections,
      CompanionBuilds companions,
      TestRuns tests,
      Reevaluation retest,
      AppRecognition app,
      NewVersions versions,
      Replacements replacements,
      RefusedFiles refused,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.files = files;
    this.guard = guard;
    this.procedure = procedure;
    this.known = known;
    this.intake = intake;
    this.inspections = inspections;
    this.companions = companions;
    this.tests = tests;
    this.retest = retest;
    this.app = app;
    this.versions = versions;
    this.replacements = replacements;
    this.refused = refused;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Proposes what packages have answered that were read since; does nothing where there are none.
   * What an administrator had read anew while it is reviewed is tested, and answers nothing.
   */
  public void catchUp(UUID id) {
    settle(id);
    catchUp(id, false);
  }

  /**
   * As {@link #catchUp(UUID)}.
   *
   * @param again whether all packages answer once more, whichever were read since
   */
  private void catchUp(UUID id, boolean again) {
    Application application = store.find(id).orElseThrow();
    List<SubmittedPackage> packages = store.packages(id, Part.REVIEW);
    List<SubmittedPackage> news = packages.stream().filter(this::isReadSince).toList();
    if (!application.editable()) {
      if (UNDER_REVIEW.contains(application.state())) {
        store.lock(id);
        List<SubmittedPackage> untested =
            news.stream().filter(one -> one.testId().isEmpty()).toList();
        nameAndTest(id, untested, facts(untested));
      }
      return;
    }
    if (again || !news.isEmpty()) {
      Map<UUID, FactSet> read = facts(packages);
      answerAgain(store.lock(id), read);
      nameAndTest(id, news, read);
      app.recognise(id, sheet(id).value("app.name"));
      if (application.basis().isPresent()) {
        sheet(id)
            .tellComparison(
                WHAT,
                versions
                    .keep(files.load(store.find(id).orElseThrow()))
                    .map(NewVersions::told)
                    .orElse(""));
      }
    }
    if (!news.isEmpty() || packages.isEmpty()) {
      sheet(id).propose(known.earlier(store.lock(id), identities(id)));
    }
    if (again || !news.isEmpty()) {
      judgeAgain(id);
    }
  }

  /** Has the tests say what follows from the answers as they stand. */
  void judgeAgain(UUID id) {
    retest.whereContextChanged(store.find(id).orElseThrow());
  }

  /** Whether it was read, or its test build was, since it was tested last. */
  private boolean isReadSince(SubmittedPackage one) {
    Optional<String> digest = inspections.factsDigest(one.packageId());
    return digest.isPresent()
        && (one.testId().isEmpty()
            || (companions.of(one.packageId()).isPresent()
                && one.testId()
                    .flatMap(tests::find)
                    .filter(test -> test.result().factsDigest().equals(digest.get()))
                    .isEmpty()));
  }

  /**
   * Adds a package.
   *
   * @throws CommandRefusedException if it, or another build of its app, stands there already, it
   *     cannot share a number with what stands there, is not the unit's, or is known to be no
   *     package; nothing is done
   */
  public void add(UUID id, UUID packageId) {
    Application application = guard.locked(id);
    Person person = opened(application);
    StoredPackage added = own(packageId, application.organizationId());
    refuseSame(id, added);
    refused.against(packageId).ifPresent(DraftPackages::refuse);
    replacements.forgetRefused(id);
    put(id, added, clock.instant());
    changed(application, person, "sponsor.addPackage", added.fileName(), false);
    files.against(id, packageId).ifPresent(DraftPackages::refuse);
  }

  /**
   * Takes a package out; one that waits for the place of another waits no more.
   *
   * @throws CommandRefusedException if another is being read that is to take its place, or what was
   *     filed with a package would be without any; nothing is done
   */
  public void remove(UUID id, UUID packageId) {
    Application application = guard.locked(id);
    Person person = opened(application);
    Optional<PackageReplacement> waiting = replacements.ofPackage(id, packageId);
    if (waiting.isPresent()) {
      replacements.end(waiting.get());
      if (waiting.get().waits()) {
        procedure.note(application, "sponsor.cancelReplacement", fileName(packageId), person);
      }
      return;
    }
    if (isLastOfAChange(application)) {
      throw FilingProblem.refusal("change.packageGone");
    }
    replacements.requireNone(id, packageId);
    replacements.forgetRefused(id);
    String named = held(id, packageId).map(StoredPackage::fileName).orElse("");
    store.remove(id, packageId);
    changed(application, person, "sponsor.removePackage", named, true);
    sheet(id).leave(packageId.toString(), Optional.empty());
  }

  /** What an application is called without a package; empty where its name stays. */
  @Transactional(readOnly = true)
  public Optional<Renaming> renamedWithout(CaseFile file, UUID packageId) {
    return Renaming.without(packageId, file, inspections);
  }

  /**
   * Puts a package, a mended build for example, in the place of another. One that was read stays in
   * force until the new one was read too, and is of the same platform; {@link #catchUp} goes on.
   * One of another app is told, and waits for {@link #replaceKnowingly}.
   *
   * @throws CommandRefusedException as {@link #add}, or if the other is not there, or the new one
   *     could not be read or is for another platform; nothing is done
   */
  public void replace(UUID id, UUID old, UUID by) {
    Application application = guard.locked(id);
    Person person = opened(application);
    StoredPackage added = own(by, application.organizationId());
    refuseSame(id, added);
    if (held(id, old).isEmpty()) {
      throw FilingProblem.refusal("replacedGone", added.fileName());
    }
    replacements.forgetRefused(id);
    PackageReplacement one = new PackageReplacement(id, old, by, person.id(), Optional.empty());
    if (replacements.waits(one)) {
      replacements.await(one);
      procedure.note(
          application,
          "sponsor.beginReplacement",
          added.fileName(),
          person,
          ApplicationChanges.ready(false));
      events.publishEvent(new PackageAwaited(by));
    } else {
      Optional<Problem> against = replacements.against(one);
      if (against.filter(CaseFiles::isAnotherApp).isPresent()) {
        replacements.hold(one, against.get());
        procedure.note(application, "sponsor.failReplacement", added.fileName(), person);
        return;
      }
      against.ifPresent(DraftPackages::refuse);
      take(application, person, one);
      files.against(id, by).ifPresent(DraftPackages::refuse);
    }
  }

  /**
   * Puts a package of another name in the place of one, as its sponsor says after he was told: an
   * app may have changed its package name.
   *
   * @throws CommandRefusedException if it was not refused for its name, or something else stands
   *     against it by now; nothing is done
   */
  public void replaceKnowingly(UUID id, UUID by) {
    Application application = guard.locked(id);
    Person person = opened(application);
    StoredPackage added = own(by, application.organizationId());
    PackageReplacement one =
        replacements
            .ofPackage(id, by)
            .filter(each -> each.problem().filter(CaseFiles::isAnotherApp).isPresent())
            .orElseThrow(() -> FilingProblem.refusal("replacedGone", added.fileName()));
    replacements
        .against(one)
        .filter(problem -> !CaseFiles.isAnotherApp(problem))
        .ifPresent(DraftPackages::refuse);
    take(application, person, one);
  }

  /** What is told of files that were no packages, until its sponsor has seen it or goes on. */
  @Transactional(readOnly = true)
  public List<CasePackage.Successor> refusedFiles(UUID id) {
    return refused.of(id);
  }

  /** That something was refused before is told no more: something else is. */
  public void forgetRefused(UUID id) {
    guard.sponsor(guard.locked(id), Role.HANDLER, Role.APPROVER);
    replacements.forgetRefused(id);
  }

  /** What waited for the place of another takes it, or is told why it does not. */
  private void settle(UUID id) {
    refused.takeOut(id);
    if (replacements.ended(id).isEmpty()) {
      return;
    }
    store.lock(id);
    for (PackageReplacement one : replacements.ended(id)) { // as whoever held it left it
      Application application = store.lock(id);
      Person person = replacements.person(one);
      Optional<Problem> against = replacements.against(one);
      if (against.isPresent()) {
        replacements.refuse(one, against.get());
        procedure.note(application, "sponsor.failReplacement", fileName(one.packageId()), person);
      } else {
        take(application, person, one);
      }
    }
  }

  /** The new one stands where the old one stood, with what was said of it and holds. */
  private void take(Application application, Person person, PackageReplacement one) {
    UUID id = application.id();
    replacements.end(one);
    store.swap(id, one.replacedId(), one.packageId());
    events.publishEvent(new PackageAwaited(one.packageId()));
    changed(application, person, "sponsor.replacePackages", fileName(one.packageId()), true);
    sheet(id).leave(one.replacedId().toString(), Optional.of(one.packageId().toString()));
  }

  private Person opened(Application application) {
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (!application.editable()) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    return person;
  }

  /** What follows from other packages: of what kind it is, what they answer, what is signed. */
  private void changed(
      Application application, Person person, String command, String named, boolean again) {
    UUID id = application.id();
    boolean without = store.packages(id, Part.REVIEW).isEmpty();
    AnswerSheet sheet = sheet(id);
    if (without) {
      sheet.put(KIND, Answer.said("OTHER"), person.id());
    } else if (sheet.value(KIND.fieldId()).equals("OTHER")) {
      sheet.clear(KIND);
    }
    procedure.note(
        application,
        command,
        named,
        person,
        without
            ? ApplicationChanges.ready(false).and(ApplicationChanges.form(AppForm.WEB))
            : ApplicationChanges.ready(false));
    if (sheet.holds(STAMPED_COPY)) {
      sheet.clear(STAMPED_COPY);
      procedure.note(store.lock(id), UNDERTAKING_LAPSED, "", person);
    }
    catchUp(id, again);
  }

  private String fileName(UUID packageId) {
    return intake.findPackage(packageId).map(StoredPackage::fileName).orElse("");
  }

  /** A package, where the application holds it: of no other is anything told. */
  private Optional<StoredPackage> held(UUID id, UUID packageId) {
    return store.packages(id, Part.REVIEW).stream()
        .filter(one -> one.packageId().equals(packageId))
        .findFirst()
        .flatMap(one -> intake.findPackage(one.packageId()));
  }

  /** Whether what was filed with a package would be without any after a change. */
  private boolean isLastOfAChange(Application application) {
    return application
        .basis()
        .filter(basis -> !store.packages(basis.applicationId(), Part.REVIEW).isEmpty())
        .filter(basis -> store.packages(application.id(), Part.REVIEW).size() == 1)
        .isPresent();
  }

  private void refuseSame(UUID id, StoredPackage added) {
    Stream<UUID> held = store.packages(id, Part.REVIEW).stream().map(SubmittedPackage::packageId);
    boolean there =
        Stream.concat(held, replacements.waiting(id).stream().map(PackageReplacement::packageId))
            .flatMap(one -> intake.findPackage(one).stream())
            .anyMatch(one -> one.sha256().equals(added.sha256()));
    if (there) {
      throw FilingProblem.refusal("samePackage", added.fileName());
    }
  }

  private static void refuse(Problem problem) {
    throw new CommandRefusedException(List.of(problem));
  }

  void put(UUID applicationId, StoredPackage stored, Instant now) {
    store.add(
        new SubmittedPackage(applicationId, stored.id(), Part.REVIEW, "", Optional.empty()), now);
    events.publishEvent(new PackageAwaited(stored.id()));
  }

  /**
   * A package of a unit.
   *
   * @throws CommandRefusedException if it is unknown or another unit's
   */
  StoredPackage own(UUID packageId, UUID unitId) {
    return intake
        .findPackage(packageId)
        .filter(one -> one.organizationId().equals(unitId))
        .orElseThrow(() -> FilingProblem.refusal("noPackage"));
  }

  /**
   * The facts of those packages that were read and are held; taken once for all that is made of
   * them.
   */
  private Map<UUID, FactSet> facts(List<SubmittedPackage> packages) {
    Map<UUID, FactSet> read = new LinkedHashMap<>();
    for (SubmittedPackage one : packages) {
      inspections.factsIfHeld(one.packageId()).ifPresent(facts -> read.put(one.packageId(), facts));
    }
    return read;
  }

  /** Whether no package of an application is still to be read. */
  private boolean allRead(UUID id) {
    return store.packages(id, Part.REVIEW).stream()
        .allMatch(one -> inspections.find(one.packageId()).filter(Inspection::ended).isPresent());
  }

  /** Answers once more, from all packages together. */
  private void answerAgain(Application application, Map<UUID, FactSet> read) {
    AnswerSheet sheet = sheet(application.id());
    List<PackageAnswers> each = new ArrayList<>();
    read.forEach(
        (packageId, facts) ->
            each.add(PackageAnswers.of(facts, packageId.toString(), tests.rulebook())));
    Map<Question, Answer> answers = PackageAnswers.together(each, sheet.functions());
    sheet.readAgain(answers, allRead(application.id()));
    Changes form =
        read.values().stream()
            .findFirst()
            .map(facts -> ApplicationChanges.form(PackageAnswers.form(facts.header().format())))
            .orElse(Changes.NONE);
    procedure.change(
        application, ApplicationChanges.named(application, sheet.value("app.name")).and(form));
  }

  /**
   * All are named before one is tested, since the names of all are told to the rules. One whose
   * facts are held no more is passed over.
   */
  private void nameAndTest(UUID id, List<SubmittedPackage> changed, Map<UUID, FactSet> read) {
    List<SubmittedPackage> news =
        changed.stream().filter(one -> read.containsKey(one.packageId())).toList();
    if (news.isEmpty()) {
      return;
    }
    for (SubmittedPackage one : news) {
      String name = factsOf(one, read).identity("package").orElse("");
      store.add(one.named(name), clock.instant());
    }
    CaseFile file = files.load(store.lock(id));
    for (CasePackage each : file.packages()) {
      SubmittedPackage one = each.submitted();
      if (news.stream().anyMatch(other -> other.packageId().equals(one.packageId()))) {
        TestRun test = retest.test(file, one.packageId(), factsOf(one, read));
        store.add(one.tested(test.id()), clock.instant());
      }
    }
  }

  private static FactSet factsOf(SubmittedPackage one, Map<UUID, FactSet> read) {
    return Objects.requireNonNull(read.get(one.packageId()), "a package that was read has facts");
  }

  private Set<String> identities(UUID id) {
    return store.packages(id, Part.REVIEW).stream()
        .map(SubmittedPackage::identity)
        .filter(one -> !one.isEmpty())
        .collect(Collectors.toSet());
  }

  private AnswerSheet sheet(UUID id) {
    return AnswerSheet.of(cases, id, clock.instant());
  }
}
