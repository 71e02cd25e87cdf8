package cn.beian.server.filings.filed;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.PackageAwaited;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.casefile.Reevaluation;
import cn.beian.server.filings.review.Acceptances;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.records.Records;
import cn.beian.server.testing.Comparisons;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspections;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The build that shows sponsor and number, after acceptance. */
@Service
@Transactional
public class LaunchBuilds {
  private final ApplicationStore store;
  private final CaseStore cases;
  private final CaseFiles files;
  private final Reevaluation retest;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Identity identity;
  private final Intake intake;
  private final Inspections inspections;
  private final Comparisons comparisons;
  private final Records records;
  private final Acceptances acceptances;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  LaunchBuilds(
      ApplicationStore store,
      CaseStore cases,
      CaseFiles files,
      Reevaluation retest,
      FilingGuard guard,
      FilingProcedure procedure,
      Identity identity,
      Intake intake,
      Inspections inspections,
      Comparisons comparisons,
      Records records,
      Acceptances acceptances,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.files = files;
    this.retest = retest;
    this.guard = guard;
    this.procedure = procedure;
    this.identity = identity;
    this.intake = intake;
    this.inspections = inspections;
    this.comparisons = comparisons;
    this.records = records;
    this.acceptances = acceptances;
    this.events = events;
    this.clock = clock;
  }

  /** Takes a launch build; it is compared as soon as it was read. */
  public void handIn(UUID id, int version, UUID packageId) {
    Application application = guard.locked(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (application.state() != ApplicationState.ACCEPTED) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    if (!store.isFiled(id)) {
      throw FilingProblem.refusal("change.launch");
    }
    if (!store.isInForce(id)) {
      throw FilingProblem.refusal("launch.ended");
    }
    StoredPackage own =
        intake
            .findPackage(packageId)
            .filter(one -> one.organizationId().equals(application.organizationId()))
            .orElseThrow(() -> FilingProblem.refusal("noPackage"));
    cases.put(
        id,
        new LaunchBuild(own.id(), LaunchBuild.Outcome.WAITING, "", clock.instant()),
        person.id());
    procedure.note(application, FilingProcedure.LAUNCH_BUILD, own.sha256(), person);
    events.publishEvent(new PackageAwaited(own.id()));
    compare(store.lock(id), person);
  }

  /**
   * Compares what was read since, also what an administrator had read anew; does nothing where
   * nothing waits.
   */
  public void catchUp(UUID id) {
    boolean waits = cases.launchBuilds(id).stream().anyMatch(this::waits);
    if (waits && store.isInForce(id)) {
      Application application = store.lock(id);
      Person handler = identity.person(application.handlerId()).orElseThrow();
      compare(application, handler);
    }
  }

  private boolean waits(LaunchBuild build) {
    return switch (build.outcome()) {
      case WAITING -> true;
      case UNREADABLE -> inspections.factsDigest(build.packageId()).isPresent();
      case ACCEPTED, DIFFERENT -> false;
    };
  }

  private void compare(Application application, Person person) {
    for (LaunchBuild build : cases.launchBuilds(application.id())) {
      if (!waits(build)) {
        continue;
      }
      Optional<Inspection> inspection = inspections.find(build.packageId());
      Optional<FactSet> facts = inspections.factsIfHeld(build.packageId());
      if (facts.isPresent()) {
        settle(application, build, facts.get(), person);
      } else if (inspection.filter(Inspection::ended).isPresent()) {
        cases.put(
            application.id(),
            build.became(LaunchBuild.Outcome.UNREADABLE, inspection.get().detail()),
            person.id());
      }
    }
    procedure.touch(application.id());
  }

  private void settle(Application application, LaunchBuild build, FactSet launch, Person person) {
    UUID packageId = build.packageId();
    String number = application.number().orElseThrow();
    String shown = records.find(number).map(r -> r.numberToShow()).orElse(number);
    String sponsor = identity.confirmedOrganization(application.organizationId()).name();
    String detail =
        reviewed(application, launch)
            .filter(review -> inspections.outline(review).isPresent())
            .flatMap(review -> comparisons.compare(review, packageId))
            .map(both -> LaunchComparison.of(both, launch, sponsor, shown))
            .map(LaunchBuilds::detail)
            .orElse("PACKAGE");
    boolean accepted = detail.isEmpty();
    Instant now = clock.instant();
    test(application, packageId, launch, now);
    cases.put(
        application.id(),
        build.became(
            accepted ? LaunchBuild.Outcome.ACCEPTED : LaunchBuild.Outcome.DIFFERENT, detail),
        person.id());
    if (accepted) {
      String sha256 = intake.findPackage(packageId).orElseThrow().sha256();
      records.addLaunchBuild(number, acceptances.filed(packageId, sha256), OfficialTime.dayOf(now));
    }
  }

  /** What is online is tested, too, now that there is a number to be shown. */
  private void test(Application application, UUID packageId, FactSet launch, Instant now) {
    SubmittedPackage build =
        new SubmittedPackage(
            application.id(),
            packageId,
            SubmittedPackage.Part.LAUNCH,
            launch.identity("package").orElse(""),
            Optional.empty());
    retest
        .test(files.load(application), packageId)
        .ifPresent(run -> store.add(build.tested(run.id()), now));
  }

  /** The review build of the same app for the same platform. */
  private Optional<UUID> reviewed(Application application, FactSet launch) {
    return files.load(application).packages().stream()
        .filter(one -> one.isOf(PackageAnswers.member(launch)))
        .map(one -> one.submitted().packageId())
        .findFirst();
  }

  /**
   * One line an aspect: {@code ASPECT +added -missing}; empty where everything is as it must be.
   */
  private static String detail(LaunchComparison comparison) {
    List<String> lines =
        comparison.differences().stream()
            .map(one -> one.aspect() + prefixed(" +", one.added()) + prefixed(" -", one.missing()))
            .collect(Collectors.toCollection(java.util.ArrayList::new));
    if (!comparison.sponsorSeen()) {
      lines.add("SPONSOR_NOT_SHOWN");
    }
    if (!comparison.numberSeen()) {
      lines.add("NUMBER_NOT_SHOWN");
    }
    return String.join("\n", lines);
  }

  private static String prefixed(String sign, List<String> items) {
    return items.stream().limit(20).map(item -> sign + item).collect(Collectors.joining());
  }
}
