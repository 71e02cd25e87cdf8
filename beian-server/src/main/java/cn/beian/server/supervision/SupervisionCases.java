package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.rules.Finding;
import cn.beian.rules.Rule;
import cn.beian.rules.RuleChange;
import cn.beian.rules.Rulebook;
import cn.beian.rules.RulebookDifference;
import cn.beian.server.filings.CaseFinding;
import cn.beian.server.filings.Cases.SeenScreen;
import cn.beian.server.filings.FiledFindings;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.supervision.FindingStore.StoredFinding;
import cn.beian.server.supervision.SupervisionStore.Reach;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.Testing;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cases to read: those of one's own unit, and in an official role those of one's region. */
@Service
@Transactional(readOnly = true)
public class SupervisionCases {
  /** Cases that a page shows. */
  public static final int PAGE = 50;

  private static final Set<Role> SPONSOR = EnumSet.of(Role.HANDLER, Role.APPROVER);
  private static final Set<Role> OFFICIAL =
      EnumSet.of(Role.SUPERVISOR, Role.NATIONAL_REVIEWER, Role.AUDITOR);

  private final SupervisionStore store;
  private final FindingStore findings;
  private final SupervisionProgress progress;
  private final SupervisionGuard guard;
  private final FiledFindings filed;
  private final Testing testing;
  private final Rulebooks rulebooks;
  private final Intake intake;
  private final Identity identity;
  private final Map<Integer, Map<String, RuleChange>> changes = new ConcurrentHashMap<>();

  SupervisionCases(
      SupervisionStore store,
      FindingStore findings,
      SupervisionProgress progress,
      SupervisionGuard guard,
      FiledFindings filed,
      Testing testing,
      Rulebooks rulebooks,
      Intake intake,
      Identity identity) {
    this.store = store;
    this.findings = findings;
    this.progress = progress;
    this.guard = guard;
    this.filed = filed;
    this.testing = testing;
    this.rulebooks = rulebooks;
    this.intake = intake;
    this.identity = identity;
  }

  /** How many cases the current person may read. */
  public int count(boolean closed) {
    return store.count(reach(), closed);
  }

  /**
   * One page of them: open ones by the day that is due, one’s own turn first.
   *
   * @param page from 1
   */
  public List<SupervisionCase> list(boolean closed, int page) {
    return store.list(reach(), closed, (page - 1) * PAGE, PAGE);
  }

  /** The cases that a version of the rulebook opened, by application. */
  public Map<UUID, SupervisionCase> ofVersion(int version, List<UUID> applications) {
    return store.ofOrigin(new Origin.Retest(version), applications).stream()
        .collect(Collectors.toMap(SupervisionCase::applicationId, Function.identity()));
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
    List<CaseStep> steps = store.steps(id);
    boolean drafts = supervised.withSponsor() && guard.actsForSponsor(supervised);
    Set<Integer> sent = sentRounds(steps);
    Map<Integer, List<SponsorAnswer>> answers =
        findings.answers(id).stream()
            .filter(answer -> drafts || sent.contains(answer.round()))
            .collect(Collectors.groupingBy(SponsorAnswer::place));
    Map<String, RuleChange> changes = changes(supervised.origin());
    return new SupervisionFile(
        supervised,
        findings.findings(id).stream()
            .map(
                one ->
                    finding(
                        supervised,
                        one,
                        answers.getOrDefault(one.place(), List.of()),
                        Optional.ofNullable(changes.get(one.ruleId()))))
            .toList(),
        steps,
        progress.limitOf(steps.get(0)));
  }

  /** The rounds in which the sponsor sent an answer: each order begins another. */
  private static Set<Integer> sentRounds(List<CaseStep> steps) {
    Set<Integer> sent = new HashSet<>();
    int round = 1;
    for (CaseStep step : steps) {
      switch (step.cause()) {
        case ANSWER -> sent.add(round);
        case ORDER_RECTIFICATION -> round++;
        case NOTIFY, CLOSE -> {}
      }
    }
    return sent;
  }

  private SupervisedFinding finding(
      SupervisionCase supervised,
      StoredFinding stored,
      List<SponsorAnswer> answers,
      Optional<RuleChange> change) {
    TestRun test = testing.find(stored.testId()).orElseThrow();
    Finding finding = test.result().finding(stored.ruleId()).orElseThrow();
    Rule rule = testing.rulebook(test.result()).rule(stored.ruleId()).orElseThrow();
    CaseFinding shown = filed.of(supervised.applicationId(), test, finding, rule);
    return new SupervisedFinding(
        stored.place(),
        stored.packageId(),
        intake.findPackage(stored.packageId()).map(StoredPackage::fileName).orElse(""),
        shown,
        stored.before(),
        stored.after(),
        change,
        screen(stored.packageId(), finding),
        filed.dismissal(supervised.applicationId(), test, finding),
        answers,
        stored.gone(),
        stored.settlement());
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

  private Reach reach() {
    Person person = identity.current();
    boolean own = person.roles().stream().anyMatch(SPONSOR::contains);
    boolean official = person.roles().stream().anyMatch(OFFICIAL::contains);
    @Nullable String region =
        official
            ? DivisionCode.read(person.region()).value().map(DivisionCode::prefix).orElse(null)
            : null;
    return new Reach(own ? person.organizationId() : null, region);
  }
}
