package cn.beian.server.filings.review;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.ReturnedFinding;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFile.Entry;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.Notice;
import cn.beian.server.filings.casefile.ScreenLabels;
import cn.beian.server.filings.casefile.SeenScreen;
import cn.beian.server.filings.review.ChangedFinding.ChangedScreen;
import cn.beian.server.filings.review.ChangedFinding.How;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.SubmissionStore;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a national reviewer who comes back to a case reads first: what has changed since it was sent
 * back, and what the test of record has otherwise than the one by which it was signed.
 */
@Component
public class ReviewChanges {
  private static final String EXPLANATION = "explanation.";
  private static final Set<ApplicationCause> SUBMITTED =
      EnumSet.of(
          ApplicationCause.SUBMIT, ApplicationCause.SUBMIT_TO_NATION, ApplicationCause.RESUBMIT);

  private final CaseStore cases;
  private final SubmissionStore submissions;
  private final CaseFiles files;
  private final Intake intake;
  private final TestRuns tests;
  private final ScreenLabels labels;
  private final ReplacedPackages replaced;

  ReviewChanges(
      CaseStore cases,
      SubmissionStore submissions,
      CaseFiles files,
      Intake intake,
      TestRuns tests,
      ScreenLabels labels,
      ReplacedPackages replaced) {
    this.cases = cases;
    this.submissions = submissions;
    this.files = files;
    this.intake = intake;
    this.tests = tests;
    this.labels = labels;
    this.replaced = replaced;
  }

  /** What has changed since the case was sent back; empty where it was not, or is not back yet. */
  @Transactional(readOnly = true)
  public Optional<SinceReturn> sinceReturn(CaseFile file) {
    List<CaseStep<ApplicationState>> moves =
        file.events().stream().filter(step -> step.from() != step.to()).toList();
    boolean answered =
        file.application().state() == ApplicationState.NATIONAL_REVIEW
            && !moves.isEmpty()
            && moves.get(moves.size() - 1).from() == ApplicationState.RECTIFICATION_DUE;
    return file.notices().stream()
        .filter(notice -> answered && notice.kind() == Notice.Kind.RECTIFICATION)
        .reduce((one, other) -> other)
        .map(letter -> since(file, letter, moves));
  }

  private SinceReturn since(CaseFile file, Notice letter, List<CaseStep<ApplicationState>> moves) {
    UUID id = file.application().id();
    List<SubmittedPackage> packages = submissions.earlierPackages(id);
    Map<Question, StoredAnswer> before =
        cases.earlierAnswers(id).stream()
            .collect(Collectors.toMap(StoredAnswer::question, Function.identity()));
    List<Item> changed =
        changed(
            file,
            replaced.inPlace(
                before, packages, file.packages().stream().map(CasePackage::submitted).toList()),
            letter.at());
    List<UUID> earlier = packages.stream().flatMap(one -> one.testId().stream()).toList();
    Map<Question, Answer> plain =
        before.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().answer()));
    List<ChangedFinding> findings =
        compared(files.unjudged(earlier, plain), file.findings()).stream()
            .map(one -> told(one, letter.findings(), changed))
            .toList();
    List<Item> ofFindings = findings.stream().flatMap(one -> one.said().stream()).toList();
    List<UUID> now = file.packages().stream().map(one -> one.submitted().packageId()).toList();
    return new SinceReturn(
        letter.at(),
        submitted(moves, letter.at()),
        !before.isEmpty(),
        packages.stream()
            .flatMap(one -> intake.findPackage(one.packageId()).stream())
            .map(StoredPackage::fileName)
            .toList(),
        file.packages().stream().map(one -> one.stored().fileName()).toList(),
        !packages.isEmpty()
            && !packages.stream().map(SubmittedPackage::packageId).toList().equals(now),
        otherRulebook(earlier, file),
        findings,
        changed.stream().filter(one -> !ofFindings.contains(one)).toList());
  }

  private static Optional<Instant> submitted(
      List<CaseStep<ApplicationState>> moves, Instant returnedAt) {
    return moves.stream()
        .filter(step -> SUBMITTED.stream().anyMatch(step::is))
        .map(CaseStep::at)
        .filter(at -> !at.isAfter(returnedAt))
        .reduce((one, other) -> other);
  }

  /** Answers that are others than before; where nothing kept those, the ones given since. */
  private static List<Item> changed(
      CaseFile file, Map<Question, StoredAnswer> before, Instant returnedAt) {
    return Stream.concat(file.entries().stream(), FirstLook.removed(file, before))
        .filter(entry -> !entry.question().equals(FirstLook.SIGNATURE))
        .filter(
            entry ->
                before.isEmpty()
                    ? file.changedSince(entry.question(), returnedAt)
                    : !said(before.get(entry.question())).equals(said(entry)))
        .map(
            entry ->
                new Item(
                    entry,
                    List.of(),
                    true,
                    false,
                    Optional.ofNullable(before.get(entry.question())),
                    Optional.empty()))
        .toList();
  }

  private static String said(@Nullable StoredAnswer stored) {
    return stored == null ? "" : FirstLook.said(stored.answer());
  }

  private static String said(Entry entry) {
    return entry.stored().map(StoredAnswer::answer).map(FirstLook::said).orElse("");
  }

  private static ChangedFinding told(
      ChangedFinding one, List<ReturnedFinding> letter, List<Item> changed) {
    return new ChangedFinding(
        one.rule(),
        one.how(),
        one.now(),
        letter.stream().filter(told -> told.ruleId().equals(one.rule().id())).findFirst(),
        one.screens(),
        changed.stream()
            .filter(item -> item.entry().question().fieldId().startsWith(EXPLANATION))
            .filter(item -> item.entry().question().item().equals(one.rule().id()))
            .toList());
  }

  private boolean otherRulebook(List<UUID> earlier, CaseFile file) {
    List<String> now =
        file.packages().stream()
            .flatMap(one -> one.test().stream())
            .map(test -> test.result().rulebookVersion())
            .toList();
    return earlier.stream()
        .flatMap(one -> tests.find(one).stream())
        .anyMatch(test -> !now.contains(test.result().rulebookVersion()));
  }

  /**
   * What the tests of record have otherwise than those by which the case was signed.
   *
   * @param register whether filed apps have come or gone that the test knows of
   * @param rulebook whether another rulebook is in force
   */
  public record SinceSigned(List<ChangedFinding> findings, boolean register, boolean rulebook) {
    public SinceSigned {
      findings = List.copyOf(findings);
    }
  }

  /** What has changed since the signature without the sponsor; empty where nothing has. */
  @Transactional(readOnly = true)
  public Optional<SinceSigned> sinceSigned(CaseFile file) {
    List<UUID> signed = submissions.signedTests(file.application().id());
    List<ChangedFinding> changed =
        signed.isEmpty()
            ? List.of()
            : compared(files.signed(file), file.findings()).stream()
                .filter(one -> one.how() != How.SAME)
                .toList();
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SinceSigned(changed, otherRegister(signed, file), otherRulebook(signed, file)));
  }

  private boolean otherRegister(List<UUID> signed, CaseFile file) {
    Map<UUID, TestRun> before =
        signed.stream()
            .flatMap(one -> tests.find(one).stream())
            .collect(Collectors.toMap(TestRun::packageId, Function.identity(), (a, b) -> b));
    return file.packages().stream()
        .map(CasePackage::test)
        .flatMap(Optional::stream)
        .anyMatch(
            now -> {
              TestRun then = before.get(now.packageId());
              return then != null && !then.context().registry().equals(now.context().registry());
            });
  }

  /** Of each rule one finding, the gravest; what is and was advice alone is left out. */
  private List<ChangedFinding> compared(List<CaseFinding> before, List<CaseFinding> now) {
    Map<String, CaseFinding> earlier = open(before);
    Map<String, CaseFinding> present = open(now);
    List<ChangedFinding> changed = new ArrayList<>();
    present.forEach(
        (id, one) ->
            changed.add(
                new ChangedFinding(
                    one.rule(),
                    how(earlier.get(id), one),
                    Optional.of(one),
                    Optional.empty(),
                    screens(earlier.get(id), one),
                    List.of())));
    earlier.forEach(
        (id, one) -> {
          if (!present.containsKey(id)) {
            changed.add(
                new ChangedFinding(
                    one.rule(),
                    How.GONE,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of()));
          }
        });
    changed.removeIf(
        one ->
            Stream.of(earlier.get(one.rule().id()), present.get(one.rule().id()))
                .filter(Objects::nonNull)
                .allMatch(CaseFinding::advice));
    changed.sort(Comparator.comparing(ChangedFinding::how));
    return changed;
  }

  /** The screens on which it is found otherwise than before; none of what is new as a whole. */
  private List<ChangedScreen> screens(@Nullable CaseFinding before, CaseFinding now) {
    if (before == null || how(before, now) != How.OTHERWISE) {
      return List.of();
    }
    Map<String, Set<Evidence>> then = byScreen(before);
    Map<String, Set<Evidence>> here = byScreen(now);
    List<ChangedScreen> changed = new ArrayList<>();
    here.forEach(
        (screen, found) -> {
          if (!found.equals(then.get(screen))) {
            How how = then.containsKey(screen) ? How.OTHERWISE : How.NEW;
            changed.add(new ChangedScreen(called(now, screen), how));
          }
        });
    then.keySet().stream()
        .filter(screen -> !here.containsKey(screen))
        .forEach(screen -> changed.add(new ChangedScreen(called(before, screen), How.GONE)));
    return changed.stream().distinct().toList();
  }

  private static Map<String, Set<Evidence>> byScreen(CaseFinding one) {
    return one.finding().evidence().stream()
        .collect(
            Collectors.groupingBy(
                Evidence::screen, LinkedHashMap::new, Collectors.toUnmodifiableSet()));
  }

  private String called(CaseFinding one, String screen) {
    return tests
        .find(one.testId())
        .flatMap(test -> labels.of(test.packageId(), screen))
        .map(SeenScreen::label)
        .filter(label -> !label.isBlank())
        .orElse(screen);
  }

  private static Map<String, CaseFinding> open(List<CaseFinding> findings) {
    return findings.stream()
        .filter(CaseFinding::needsEye)
        .collect(
            Collectors.toMap(
                one -> one.rule().id(),
                Function.identity(),
                (one, other) -> other.gravity() < one.gravity() ? other : one,
                LinkedHashMap::new));
  }

  private static How how(@Nullable CaseFinding before, CaseFinding now) {
    if (before == null) {
      return How.NEW;
    }
    if (now.exempted() && !before.exempted()) {
      return How.EXEMPTED;
    }
    Finding then = before.finding();
    Finding here = now.finding();
    return then.outcome() == here.outcome()
            && then.effect() == here.effect()
            && then.evidence().equals(here.evidence())
        ? How.SAME
        : How.OTHERWISE;
  }
}
