package cn.beian.rules.evaluation;

import cn.beian.rules.CanonicalDigest;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Grade;
import cn.beian.rules.JsonFormatException;
import cn.beian.rules.Node;
import cn.beian.rules.NodeJson;
import cn.beian.rules.Outcome;
import cn.beian.rules.RuleGroup;
import cn.beian.rules.TestResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what the rules detect with labelled projects: true and false positives and negatives per
 * category, FORM categories at a grade, displayed things as detected or not. Disputed labels do not
 * count.
 */
public final class Evaluation {
  private static final int EVIDENCE = 8;
  private static final Map<String, List<String>> RULES = rules();

  private final Map<String, List<Case>> cases = new LinkedHashMap<>();
  private final List<Project> projects = new ArrayList<>();
  private final Map<String, List<String>> blocking = new TreeMap<>();
  private final BlockScore blocks = new BlockScore();

  /**
   * One labelled project.
   *
   * @param repository owner/name
   * @param root folder of the project inside the repository
   * @param labels by category
   * @param disputed categories on which readers differ
   * @param block whether a finding would rightly block it; empty where nobody judged that
   */
  public record Project(
      String repository,
      String root,
      Map<String, Boolean> labels,
      Set<String> disputed,
      Optional<BlockLabel> block) {
    /** Whether it has no true and no disputed label. */
    public boolean clean() {
      return disputed.isEmpty() && !labels.containsValue(true);
    }

    /** Which half of a split it falls into, 0 or 1, by the SHA-256 of its name. */
    public int half() {
      byte[] name = repository.getBytes(StandardCharsets.UTF_8);
      return Character.digit(CanonicalDigest.sha256(out -> out.write(name)).charAt(0), 16) & 1;
    }
  }

  /**
   * One decision compared.
   *
   * @param strongest grade at which it was detected; proof for what is displayed
   * @param evidence what the rules saw, the first pieces, by rule and place
   */
  public record Case(
      Project project, boolean labelled, Optional<Grade> strongest, List<String> evidence) {
    public Case {
      evidence = List.copyOf(evidence);
    }

    public boolean detected(Grade least) {
      return strongest.filter(grade -> grade.compareTo(least) >= 0).isPresent();
    }

    public boolean wrong(Grade least) {
      return labelled != detected(least);
    }
  }

  /** The figures of one category; a ratio without denominator is 0. */
  public record Score(
      String category,
      int truePositives,
      int falsePositives,
      int falseNegatives,
      List<Case> cases) {
    public Score {
      cases = List.copyOf(cases);
    }

    public int positives() {
      return truePositives + falseNegatives;
    }

    public double precision() {
      return ratio(truePositives, truePositives + falsePositives);
    }

    public double recall() {
      return ratio(truePositives, truePositives + falseNegatives);
    }

    public double f1() {
      return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    private static double ratio(int part, int whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
  }

  /** An evaluation of nothing yet. */
  public Evaluation() {
    RULES.keySet().forEach(category -> cases.put(category, new ArrayList<>()));
  }

  private static Map<String, List<String>> rules() {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    rules.put("CHECKIN", List.of("FORM-101", "FORM-108"));
    rules.put("POINTS", List.of("FORM-102"));
    rules.put("RANKING", List.of("FORM-103"));
    rules.put("DURATION", List.of("FORM-104"));
    rules.put("TRACE", List.of("FORM-105"));
    rules.put("ENGAGEMENT", List.of("FORM-106"));
    rules.put("REPORTING", List.of("FORM-107", "FORM-112"));
    rules.put("COMPLAINT", List.of("DISP-203"));
    rules.put("FILING_DISPLAY", List.of("DISP-201", "DISP-202"));
    return rules;
  }

  /**
   * Reads labels, one JSON object a line.
   *
   * @throws JsonFormatException when a line is no label
   */
  public static List<Project> projects(Path labels) throws IOException {
    List<Project> projects = new ArrayList<>();
    for (String line : Files.readAllLines(labels, StandardCharsets.UTF_8)) {
      try {
        Node node =
            NodeJson.readForeign(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
        Map<String, Boolean> flags = new TreeMap<>();
        node.get("labels").members().forEach((name, flag) -> flags.put(name, flag.flag()));
        projects.add(
            new Project(
                node.text("repo"),
                node.text("root"),
                flags,
                new TreeSet<>(node.texts("disputed")),
                BlockLabel.of(node)));
      } catch (Node.Refused e) {
        throw JsonFormatException.of(e);
      }
    }
    return projects;
  }

  /** Counts one project. */
  public void add(Project project, TestResult result) {
    projects.add(project);
    RULES.forEach(
        (category, ids) -> {
          if (!project.disputed.contains(category) && project.labels.containsKey(category)) {
            List<Case> all = cases.computeIfAbsent(category, c -> new ArrayList<>());
            all.add(compared(project, category, ids, result));
          }
        });
    List<String> evidenceOfBlocks = new ArrayList<>();
    Set<String> blockingRules = new TreeSet<>();
    result.findings().stream()
        .filter(finding -> finding.group() == RuleGroup.FORM && finding.blocks())
        .forEach(
            finding -> {
              blockingRules.add(finding.ruleId());
              evidenceOfBlocks.addAll(lines(finding));
            });
    if (!evidenceOfBlocks.isEmpty()) {
      blocking.put(project.repository, evidenceOfBlocks);
    }
    blocks.add(project, blockingRules);
  }

  private static Case compared(
      Project project, String category, List<String> ids, TestResult result) {
    List<String> evidence = new ArrayList<>();
    Optional<Grade> strongest = Optional.empty();
    for (String id : ids) {
      Finding finding = result.finding(id).orElseThrow();
      Optional<Grade> grade = grade(finding);
      if (grade.isPresent() && strongest.filter(s -> s.compareTo(grade.get()) >= 0).isEmpty()) {
        strongest = grade;
      }
      evidence.addAll(lines(finding));
    }
    return new Case(
        project, project.labels.getOrDefault(category, false), strongest, List.copyOf(evidence));
  }

  private static List<String> lines(Finding finding) {
    return finding.evidence().stream()
        .limit(EVIDENCE)
        .map(e -> finding.ruleId() + ' ' + sign(e) + e.at() + " [" + e.term() + "] " + e.text())
        .toList();
  }

  private static String sign(Evidence evidence) {
    return evidence.why().code().equals("why.sign") ? "sign " : "";
  }

  private static Optional<Grade> grade(Finding finding) {
    if (finding.group() == RuleGroup.FORM) {
      return finding.grade();
    }
    boolean shown =
        finding.outcome() == Outcome.PASS
            || (finding.outcome() == Outcome.NOT_APPLICABLE && !finding.evidence().isEmpty())
            || finding.evidence().stream().anyMatch(one -> !one.why().code().equals("why.shown"));
    return shown ? Optional.of(Grade.PROOF) : Optional.empty();
  }

  /** The figures of every category. */
  public List<Score> scores(Grade least) {
    List<Score> scores = new ArrayList<>();
    cases.forEach((category, all) -> scores.add(score(category, least, all)));
    return scores;
  }

  private static Score score(String category, Grade least, List<Case> all) {
    return new Score(
        category,
        (int) all.stream().filter(one -> one.labelled && one.detected(least)).count(),
        (int) all.stream().filter(one -> !one.labelled && one.detected(least)).count(),
        (int) all.stream().filter(one -> one.labelled && !one.detected(least)).count(),
        all);
  }

  /** Mean of F1 over the categories. */
  public double macroF1(Grade least) {
    return scores(least).stream().mapToDouble(Score::f1).average().orElse(0);
  }

  /** The projects counted. */
  public List<Project> projects() {
    return List.copyOf(projects);
  }

  /** Names of projects without any label that were given one. */
  public Set<String> noisy(Grade least) {
    Set<String> noisy = new TreeSet<>();
    for (Score score : scores(least)) {
      score.cases().stream()
          .filter(one -> one.project.clean() && one.detected(least))
          .forEach(one -> noisy.add(one.project.repository));
    }
    return noisy;
  }

  /** How right the blocks are, by project, on projects whose label says whether one is due. */
  public BlockScore blocks() {
    return blocks;
  }

  /** By project, the evidence of FORM findings that block. */
  public Map<String, List<String>> blocking() {
    return java.util.Collections.unmodifiableMap(blocking);
  }
}
