package cn.beian.server.web.intake;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.report.AppFunction;
import cn.beian.rules.Evidence;
import cn.beian.server.web.intake.FindingsView.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One screen of an app with what was found there; or the app as a whole.
 *
 * @param name in the package; empty for the app as a whole
 * @param label its title; empty where the package gives none
 * @param texts what a person sees there, each with its number
 * @param change the one place to change first
 */
public record ScreenFindings(
    String name,
    String label,
    boolean launch,
    List<Mark> texts,
    List<Shown> findings,
    Optional<OneChange> change) {
  private static final int MOST_TEXTS = 6;
  private static final int MOST_LINES = 16;
  private static final Set<FactKind> VISIBLE =
      EnumSet.of(FactKind.UI_TEXT, FactKind.CONTROL, FactKind.FORM_FIELD);

  /** A text on the picture of a screen. */
  public record Mark(String number, String text) {}

  /**
   * A line of the package on which findings rest.
   *
   * @param number of the text on the picture that it makes; may be empty
   */
  public record Line(String number, String at, String before, String term, String after) {
    static Line of(String number, Evidence piece) {
      String text = piece.text();
      int found = piece.term().isEmpty() ? -1 : text.indexOf(piece.term());
      return found < 0
          ? new Line(number, piece.at().toString(), text, "", "")
          : new Line(
              number,
              piece.at().toString(),
              text.substring(0, found),
              piece.term(),
              text.substring(found + piece.term().length()));
    }
  }

  /** The lines on which the findings rest, each once, those of the picture first. */
  public List<Line> lines() {
    Map<String, String> numbers =
        texts.stream().collect(Collectors.toMap(Mark::text, Mark::number, (a, b) -> a));
    return findings.stream()
        .flatMap(shown -> shown.places().stream())
        .map(
            piece ->
                Line.of(visible(piece, name) ? numbers.getOrDefault(label(piece), "") : "", piece))
        .distinct()
        .sorted(
            Comparator.comparing((Line line) -> line.number().isEmpty())
                .thenComparing(Line::number))
        .limit(MOST_LINES)
        .toList();
  }

  /** How many of them block. */
  public long blocking() {
    return findings.stream().filter(shown -> shown.finding().blocks()).count();
  }

  /** How many must be explained. */
  public long toExplain() {
    return findings.size() - blocking();
  }

  static List<ScreenFindings> of(List<Shown> grave, FactSet facts, OneChange.Trial trial) {
    Map<String, List<Shown>> byScreen = new LinkedHashMap<>();
    for (AppFunction<Shown> function : AppFunction.of(grave, Shown::finding)) {
      byScreen
          .computeIfAbsent(function.screen(), screen -> new ArrayList<>())
          .addAll(function.findings());
    }
    List<ScreenFindings> screens = new ArrayList<>();
    byScreen.forEach((screen, found) -> screens.add(of(screen, found, facts, trial)));
    screens.sort(
        Comparator.comparing((ScreenFindings one) -> one.name().isEmpty())
            .thenComparing(one -> one.blocking() == 0));
    return List.copyOf(screens);
  }

  private static ScreenFindings of(
      String screen, List<Shown> found, FactSet facts, OneChange.Trial trial) {
    Map<String, String> numbers = new LinkedHashMap<>();
    for (Shown shown : found) {
      for (Evidence piece : shown.finding().evidence()) {
        if (visible(piece, screen) && numbers.size() < MOST_TEXTS) {
          numbers.computeIfAbsent(label(piece), text -> String.valueOf(numbers.size() + 1));
        }
      }
    }
    Optional<Fact> known =
        facts.of(FactKind.SCREEN).stream()
            .filter(fact -> fact.text(Field.NAME).equals(screen))
            .findFirst();
    return new ScreenFindings(
        screen,
        known.map(fact -> fact.text(Field.LABEL)).orElse(""),
        known.filter(fact -> fact.text(Field.ROLE).equals("launch")).isPresent(),
        numbers.entrySet().stream().map(one -> new Mark(one.getValue(), one.getKey())).toList(),
        found.stream().map(shown -> numbered(shown, screen, numbers)).toList(),
        trial.best(screen, found.stream().map(Shown::finding).toList()));
  }

  private static Shown numbered(Shown shown, String screen, Map<String, String> numbers) {
    return new Shown(
        shown.finding(),
        shown.rule(),
        shown.rulebook(),
        shown.finding().evidence().stream()
            .filter(piece -> visible(piece, screen))
            .map(piece -> numbers.getOrDefault(label(piece), ""))
            .filter(number -> !number.isEmpty())
            .distinct()
            .sorted()
            .toList());
  }

  /** Whether a person sees on a screen what a piece of evidence shows. */
  static boolean visible(Evidence piece, String screen) {
    return !screen.isEmpty()
        && piece.screen().equals(screen)
        && VISIBLE.contains(piece.kind())
        && !label(piece).isEmpty();
  }

  /** What a person reads there: of a control without its handler. */
  static String label(Evidence piece) {
    String label = AppFunction.controlOf(piece);
    return label.isEmpty() ? piece.text().strip() : label;
  }
}
