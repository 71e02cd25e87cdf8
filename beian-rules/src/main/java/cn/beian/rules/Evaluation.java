package cn.beian.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what the rules detect with labelled projects: true and false positives and negatives per
 * category, FORM categories at a grade, displayed things as detected or not. Disputed labels do not
 * count.
 */
public final class Evaluation {
  private static final Map<String, List<String>> RULES = rules();

  private final Grade least;
  private final Map<String, List<Case>> cases = new LinkedHashMap<>();

  /**
   * One labelled project.
   *
   * @param repository owner/name
   * @param root folder of the project inside the repository
   * @param labels by category
   * @param disputed categories on which readers differ
   */
  public record Project(
      String repository, String root, Map<String, Boolean> labels, Set<String> disputed) {
    /** Whether it has no true and no disputed label. */
    public boolean clean() {
      return disputed.isEmpty() && !labels.containsValue(true);
    }
  }

  /**
   * One decision compared.
   *
   * @param evidence what the rules saw, the first pieces
   */
  public record Case(String repository, boolean labelled, boolean detected, List<String> evidence) {
    public Case {
      evidence = List.copyOf(evidence);
    }

    public boolean wrong() {
      return labelled != detected;
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

  /**
   * An evaluation.
   *
   * @param least grade from which a FORM function counts as detected
   */
  public Evaluation(Grade least) {
    this.least = least;
    RULES.keySet().forEach(category -> cases.put(category, new ArrayList<>()));
  }

  private static Map<String, List<String>> rules() {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    rules.put("CHECKIN", List.of("FORM-101"));
    rules.put("POINTS", List.of("FORM-102"));
    rules.put("RANKING", List.of("FORM-103"));
    rules.put("DURATION", List.of("FORM-104"));
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
                new TreeSet<>(node.texts("disputed"))));
      } catch (Node.Refused e) {
        throw JsonFormatException.of(e);
      }
    }
    return projects;
  }

  /** Counts one project; it is tested without a context. */
  public void add(Project project, TestResult result) {
    RULES.forEach(
        (category, ids) -> {
          if (!project.disputed.contains(category) && project.labels.containsKey(category)) {
            List<String> evidence = new ArrayList<>();
            boolean detected = false;
            for (String id : ids) {
              Finding finding = result.finding(id).orElseThrow();
              if (detected(finding)) {
                detected = true;
              }
              finding.evidence().stream()
                  .limit(6)
                  .forEach(e -> evidence.add(e.at() + " [" + e.term() + "] " + e.text()));
            }
            boolean labelled = project.labels.getOrDefault(category, false);
            cases
                .computeIfAbsent(category, c -> new ArrayList<>())
                .add(new Case(project.repository, labelled, detected, evidence));
          }
        });
  }

  private boolean detected(Finding finding) {
    if (finding.group() == RuleGroup.FORM) {
      return finding.grade().filter(grade -> grade.compareTo(least) >= 0).isPresent();
    }
    return finding.outcome() == Outcome.PASS
        || (finding.outcome() == Outcome.NOT_APPLICABLE && !finding.evidence().isEmpty());
  }

  /** The figures of every category. */
  public List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    cases.forEach((category, all) -> scores.add(score(category, all)));
    return scores;
  }

  private static Score score(String category, List<Case> all) {
    return new Score(
        category,
        (int) all.stream().filter(one -> one.labelled && one.detected).count(),
        (int) all.stream().filter(one -> !one.labelled && one.detected).count(),
        (int) all.stream().filter(one -> one.labelled && !one.detected).count(),
        all);
  }

  /** Mean of F1 over the categories. */
  public double macroF1() {
    return scores().stream().mapToDouble(Score::f1).average().orElse(0);
  }
}
