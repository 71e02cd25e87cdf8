package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.filing.states.SupervisionState;
import cn.beian.rules.Finding;
import cn.beian.rules.Rule;
import cn.beian.rules.book.RuleChange;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookDifference;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.SeenScreen;
import cn.beian.server.filings.review.FiledFindings;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.supervision.FindingStore.StoredFinding;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cases to read: those of one's own unit, and in an official role those of one's region. */
@Service
@Transactional(readOnly = true)
public class SupervisionCases {
  private final SupervisionStore store;
  private final FindingStore findings;
  private final SupervisionProcedure procedure;
  private final SupervisionGuard guard;
  private final FiledFindings filed;
  private final TestRuns testRuns;
  private final Rulebooks rulebooks;
  private final Records records;
  private final Intake intake;
  private final Map<Integer, Map<String, RuleChange>> changes = new ConcurrentHashMap<>();

  SupervisionCases(
      SupervisionStore store,
      FindingStore findings,
      SupervisionProcedure procedure,
      SupervisionGuard guard,
      FiledFindings filed,
      TestRuns testRuns,
      Rulebooks rulebooks,
      Records records,
      Intake intake) {
    this.store = store;
    this.findings = findings;
    this.procedure = procedure;
    this.guard = guard;
    this.filed = filed;
    this.testRuns = testRuns;
    this.rulebooks = rulebooks;
    this.records = records;
    this.intake = intake;
  }

  /**
   * The cases about what an application led to, the latest first; who may read it, may read them.
   */
  public List<SupervisionCase> ofApplication(UUID applicationId) {
    return store.ofApplication(applicationId);
  }

  /** The cases that a version of the rulebook opened, by application. */
  public Map<UUID, SupervisionCase> ofVersion(int version, List<UUID> applications) {
    return store.ofOrigin(new Origin.Retest(version), applications).stream()
        .collect(Collectors.toMap(SupervisionCase::applicationId, Function.identity()));
  }

  /**
   * Whether the current person may decide on it: a supervisor of its region, not who prepared it.
   */
  public boolean mayDecide(SupervisionCase supervised) {
    return !supervised.closed() && guard.mayDecide(supervised, Role.SUPERVISOR);
  }

  /**
   * A case that the current person may read. What the sponsor has not sent yet is there for its own
   * people alone.
   *
   * @throws java.util.NoSuchElementException if there is none
   * @throws org.springframework.security.access.AccessDeniedException if it is not for him
   */
  public SupervisionFile file(UUID id) {
    SupervisionCase supervised = guard.readable(id);
    return file(supervised, guard.actsForSponsor(supervised));
  }

  /** A case as its letters tell of it, whoever acts. */
  public SupervisionFile told(UUID id) {
    return file(guard.told(id), false);
  }

  private SupervisionFile file(SupervisionCase supervised, boolean own) {
    UUID id = supervised.id();
    List<CaseStep<SupervisionState>> steps = procedure.steps(id);
    boolean drafts = supervised.withSponsor() && own;
    Set<Integer> sent = SupervisionLog.sentRounds(steps);
    Map<Integer, List<SponsorAnswer>> answers =
        findings.answers(id).stream()
            .filter(answer -> drafts || sent.contains(answer.round()))
            .collect(Collectors.groupingBy(SponsorAnswer::place));
    Map<String, RuleChange> changed = changes(supervised.origin());
    Map<UUID, TestRun> tests = new HashMap<>();
    Map<UUID, String> builds = new HashMap<>();
    Optional<PublicRecord> record = records.find(supervised.number());
    FiledFindings.OfFiling held = filed.of(supervised.applicationId());
    List<SupervisedFinding> found = new ArrayList<>();
    for (StoredFinding one : findings.findings(id)) {
      TestRun test = tests.computeIfAbsent(one.testId(), key -> testRuns.find(key).orElseThrow());
      String build = builds.computeIfAbsent(one.packageId(), key -> build(key, record));
      found.add(
          new SupervisedFinding(
              one.place(),
              one.packageId(),
              build,
              shown(held, test, one.ruleId()),
              one.before(),
              one.after(),
              Optional.ofNullable(changed.get(one.ruleId())),
              screen(one.packageId(), finding(test, one.ruleId())),
              held.dismissal(test, finding(test, one.ruleId())),
              answers.getOrDefault(one.place(), List.of()),
              one.gone(),
              one.settlement()));
    }
    List<CaseStep<SupervisionState>> readable =
        steps.stream().filter(step -> own || !SupervisionLog.own(step)).toList();
    return new SupervisionFile(supervised, found, readable, procedure.letters(steps));
  }

  /**
   * What a case that the current person may read holds of its findings, by place; far less work
   * than the whole case.
   *
   * @throws java.util.NoSuchElementException if there is none
   * @throws org.springframework.security.access.AccessDeniedException if it is not for him
   */
  public List<HeldFinding> held(UUID id) {
    SupervisionCase supervised = guard.readable(id);
    List<CaseStep<SupervisionState>> steps = procedure.steps(id);
    CaseStep<SupervisionState> asking = SupervisionLog.asking(steps);
    Set<Integer> sent = SupervisionLog.sentRounds(steps);
    boolean own = guard.actsForSponsor(supervised);
    Map<Integer, List<SponsorAnswer>> answers =
        findings.answers(id).stream().collect(Collectors.groupingBy(SponsorAnswer::place));
    return findings.findings(id).stream()
        .map(
            one -> {
              List<SponsorAnswer> given = answers.getOrDefault(one.place(), List.of());
              return new HeldFinding(
                  one.place(),
                  one.ruleId(),
                  SupervisionLog.about(asking, one.place()),
                  given.stream()
                      .anyMatch(answer -> answer.explains() && sent.contains(answer.round())),
                  one.gone().isPresent(),
                  given.stream()
                      .filter(answer -> own && answer.round() == supervised.round())
                      .findFirst(),
                  one.settlement());
            })
        .toList();
  }

  private static Finding finding(TestRun test, String ruleId) {
    return test.result().finding(ruleId).orElseThrow();
  }

  private CaseFinding shown(FiledFindings.OfFiling held, TestRun test, String ruleId) {
    Rule rule = testRuns.rulebook(test.result()).rule(ruleId).orElseThrow();
    return held.finding(test, finding(test, ruleId), rule);
  }

  /** Name of the file, and its version as the record has it. */
  private String build(UUID packageId, Optional<PublicRecord> record) {
    StoredPackage stored = intake.findPackage(packageId).orElseThrow();
    String version =
        record.stream()
            .flatMap(one -> one.builds().stream())
            .filter(build -> build.sha256().equals(stored.sha256()))
            .map(PublicRecord.Build::versionName)
            .findFirst()
            .orElse("");
    return (stored.fileName() + ' ' + version).strip();
  }

  private Optional<SeenScreen> screen(UUID packageId, Finding finding) {
    return finding.evidence().stream()
        .map(piece -> piece.screen())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .flatMap(name -> filed.screen(packageId, name));
  }

  /** What the version changed, by rule; worked out once, since a version never changes. */
  private Map<String, RuleChange> changes(Origin origin) {
    OptionalInt version = origin.rulebookVersion();
    return version.isEmpty()
        ? Map.of()
        : changes.computeIfAbsent(version.getAsInt(), this::changesOf);
  }

  private Map<String, RuleChange> changesOf(int version) {
    Optional<Rulebook> before = rulebooks.version(version - 1).map(rulebooks::of);
    Optional<Rulebook> after = rulebooks.version(version).map(rulebooks::of);
    return before.isEmpty() || after.isEmpty()
        ? Map.of()
        : RulebookDifference.of(before.get(), after.get()).rules().stream()
            .collect(Collectors.toMap(RuleChange::ruleId, Function.identity()));
  }
}
