package cn.beian.server.filings.casefile;

import cn.beian.filing.form.StandardValue;
import cn.beian.report.AppFunction;
import cn.beian.rules.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One function of the app with every rule that it touches: the sponsor explains it once, and the
 * reviewer judges it on the same card. What is said is stored by rule; rules of which the same is
 * said are explained together, one of which something else is said stands apart (ADR 0040).
 *
 * @param place from 1
 * @param count how many functions there are
 * @param screen its name in the package; empty for the app as a whole
 * @param control what stands on the control; empty where there is none
 * @param rules the gravest first; at least one
 */
public record FunctionCard(
    int place, int count, String screen, String control, List<CardRule> rules) {
  /** The questions, in the order in which a card asks them. */
  public static final List<String> QUESTIONS =
      List.of(
          "explanation.purpose",
          "explanation.scenario",
          "explanation.whoMustUse",
          "explanation.legalBasis",
          "explanation.until");

  private static final String SCENARIO = "explanation.scenario";

  /** Where something was read, with the letters of the rules that rest on it. */
  public record Place(List<String> letters, Evidence piece) {
    public Place {
      letters = List.copyOf(letters);
    }
  }

  public FunctionCard {
    rules = List.copyOf(rules);
  }

  /** The functions that the findings of a case are about. */
  public static List<FunctionCard> of(CaseFile file) {
    return of(file.findings().stream().filter(CaseFinding::ofFunction).toList());
  }

  /** What else blocks, such as a sponsor that the app does not name: nobody explains it. */
  static List<FunctionCard> others(CaseFile file) {
    return of(file.findings().stream().filter(one -> one.grave() && !one.ofFunction()).toList());
  }

  private static List<FunctionCard> of(List<CaseFinding> findings) {
    List<AppFunction<List<CaseFinding>>> functions =
        AppFunction.of(List.copyOf(byRule(findings).values()), one -> one.get(0).finding());
    List<FunctionCard> cards = new ArrayList<>();
    for (AppFunction<List<CaseFinding>> function : functions) {
      List<CardRule> rules = new ArrayList<>();
      for (List<CaseFinding> rule : function.findings()) {
        rules.add(new CardRule(letter(rules.size()), rule));
      }
      cards.add(
          new FunctionCard(
              cards.size() + 1, functions.size(), function.screen(), function.control(), rules));
    }
    return cards;
  }

  /** What is asked of each rule, as a form wants it: only what matters of it. */
  static Map<String, Set<String>> asked(List<CaseFinding> findings) {
    Map<String, Set<String>> asked = new LinkedHashMap<>();
    byRule(findings.stream().filter(CaseFinding::ofFunction).toList())
        .forEach(
            (id, ofRule) -> {
              if (ofRule.stream().allMatch(CaseFinding::curable)) {
                asked.put(id, asked(ofRule.get(0)));
              }
            });
    return asked;
  }

  private static Set<String> asked(CaseFinding one) {
    Set<String> asked = new TreeSet<>(List.of("explanation.purpose", "explanation.whoMustUse"));
    if (one.rule().exemptible()) {
      asked.add(SCENARIO);
    }
    String who = one.said("explanation.whoMustUse");
    if (one.exemptionClaimed() || (!who.isEmpty() && !who.equals(StandardValue.VOLUNTARY.name()))) {
      asked.addAll(List.of("explanation.legalBasis", "explanation.until"));
    }
    return asked;
  }

  /** Findings by their rules, the gravest rule first; without the letters of a card. */
  static List<CardRule> rules(List<CaseFinding> findings) {
    return byRule(findings).values().stream().map(one -> new CardRule("", one)).toList();
  }

  private static Map<String, List<CaseFinding>> byRule(List<CaseFinding> findings) {
    return findings.stream()
        .sorted(Comparator.comparing(CaseFinding::gravity))
        .collect(
            Collectors.groupingBy(
                one -> one.rule().id(), LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  private static String letter(int place) {
    return place < 26 ? String.valueOf((char) ('A' + place)) : "Z" + (place - 24);
  }

  /** Ids of its rules. */
  public Set<String> ids() {
    return rules.stream().map(CardRule::id).collect(Collectors.toSet());
  }

  /** All findings of its rules. */
  public List<CaseFinding> findings() {
    return rules.stream().flatMap(one -> one.findings().stream()).toList();
  }

  /** The rule of an id. */
  public Optional<CardRule> rule(String id) {
    return rules.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** Those that words can cure. */
  public List<CardRule> curable() {
    return rules.stream().filter(CardRule::curable).toList();
  }

  /**
   * The rule whose answers are those of the card: one that something is said of, rather one that
   * knows exceptions, and rather one of which the same is said as of others. Absent where no words
   * help.
   */
  public Optional<CardRule> lead() {
    return curable().stream()
        .min(
            Comparator.comparing((CardRule one) -> !one.explained())
                .thenComparing(one -> !one.rule().exemptible())
                .thenComparing(one -> -alike(one)));
  }

  private long alike(CardRule one) {
    return curable().stream().filter(CardRule::explained).filter(r -> same(one, r)).count();
  }

  /** Whether the answers of the card are said of a rule; of all, as long as nothing is said. */
  public boolean together(CardRule rule) {
    Optional<CardRule> lead = lead();
    return rule.curable()
        && lead.isPresent()
        && (!lead.get().explained() || (rule.explained() && same(lead.get(), rule)));
  }

  /** Whether something of its own is said of a rule. */
  public boolean apart(CardRule rule) {
    return rule.explained() && !together(rule);
  }

  /** Whether any rule of the card knows exceptions, so that the scenario matters. */
  boolean exceptions() {
    return curable().stream().anyMatch(one -> one.rule().exemptible());
  }

  /** The questions of this card; the scenario is asked where a rule knows exceptions. */
  public List<String> questions() {
    return lead().isEmpty()
        ? List.of()
        : QUESTIONS.stream().filter(one -> exceptions() || !one.equals(SCENARIO)).toList();
  }

  /** The scenario is that of the rules which know exceptions. */
  private static boolean same(CardRule lead, CardRule other) {
    boolean scenario = lead.rule().exemptible() && other.rule().exemptible();
    return QUESTIONS.stream()
        .filter(field -> scenario || !field.equals(SCENARIO))
        .allMatch(field -> lead.finding().said(field).equals(other.finding().said(field)));
  }

  /** Where its rules were read, the strongest of each first. */
  public List<Place> places() {
    Map<String, Set<String>> letters = new LinkedHashMap<>();
    Map<String, Evidence> pieces = new LinkedHashMap<>();
    int most =
        rules.stream().mapToInt(one -> one.finding().finding().evidence().size()).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (CardRule rule : rules) {
        List<Evidence> evidence = rule.finding().finding().evidence();
        if (i < evidence.size()) {
          Evidence piece = evidence.get(i);
          String key = piece.at() + "\n" + piece.text();
          pieces.putIfAbsent(key, piece);
          letters.computeIfAbsent(key, k -> new TreeSet<>()).add(rule.letter());
        }
      }
    }
    return pieces.entrySet().stream()
        .map(
            one ->
                new Place(
                    List.copyOf(letters.getOrDefault(one.getKey(), Set.of())), one.getValue()))
        .toList();
  }
}
