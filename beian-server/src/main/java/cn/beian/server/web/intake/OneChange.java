package cn.beian.server.web.intake;

import cn.beian.facts.FactSet;
import cn.beian.facts.Locator;
import cn.beian.rules.Context;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.TestResult;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One place of a screen: if it were not there, several findings would go. Not guessed: the package
 * is tested again without it.
 *
 * @param text what stands there
 * @param solved how many findings of the screen would go
 * @param left how many would stay
 */
public record OneChange(String text, int solved, int left) {

  /** Tests a package again without a place; only a few times, and only a package of common size. */
  static final class Trial {
    private static final int MOST_TRIALS = 6;
    private static final int MOST_OF_A_SCREEN = 3;
    private static final int MOST_FACTS = 20_000;

    private final FactSet facts;
    private final Context context;
    private final Rulebook rulebook;
    private final LocalDate asOf;
    private int left;

    Trial(FactSet facts, Context context, Rulebook rulebook, TestResult result) {
      this.facts = facts;
      this.context = context;
      this.rulebook = rulebook;
      this.asOf = result.asOf();
      this.left = facts.all().size() > MOST_FACTS ? 0 : MOST_TRIALS;
    }

    /**
     * The place without which most of the findings would go; empty where none does away with two.
     */
    Optional<OneChange> best(String screen, List<Finding> findings) {
      if (screen.isEmpty() || findings.size() < 2) {
        return Optional.empty();
      }
      Optional<OneChange> best = Optional.empty();
      int tried = 0;
      for (Map.Entry<String, Set<Locator>> place : places(screen, findings).entrySet()) {
        if (left == 0 || tried++ == MOST_OF_A_SCREEN) {
          break;
        }
        left--;
        Set<String> stay = without(screen, place.getValue());
        int solved = (int) findings.stream().filter(one -> !stay.contains(one.ruleId())).count();
        if (solved > best.map(OneChange::solved).orElse(1)) {
          best = Optional.of(new OneChange(place.getKey(), solved, findings.size() - solved));
        }
      }
      return best;
    }

    /** What findings share on the screen, by its text; what most share first. */
    private static Map<String, Set<Locator>> places(String screen, List<Finding> findings) {
      Map<String, Set<Locator>> places = new LinkedHashMap<>();
      Map<String, Set<String>> users = new LinkedHashMap<>();
      for (Finding one : findings) {
        for (Evidence piece : one.evidence()) {
          if (ScreenFindings.visible(piece, screen)) {
            String text = ScreenFindings.label(piece);
            places.computeIfAbsent(text, t -> new LinkedHashSet<>()).add(piece.at());
            users.computeIfAbsent(text, t -> new HashSet<>()).add(one.ruleId());
          }
        }
      }
      return users.entrySet().stream()
          .filter(one -> one.getValue().size() > 1)
          .sorted((a, b) -> b.getValue().size() - a.getValue().size())
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  one -> places.getOrDefault(one.getKey(), Set.of()),
                  (a, b) -> a,
                  LinkedHashMap::new));
    }

    /** The rules that would still block or ask for an explanation. */
    private Set<String> without(String screen, Set<Locator> places) {
      FactSet rest =
          FactSet.of(
              facts.header(),
              facts.all().stream()
                  .filter(
                      fact ->
                          !fact.screen().equals(screen)
                              || fact.sites().stream().noneMatch(places::contains))
                  .toList());
      return RuleEngine.evaluate(rest, context, rulebook, asOf).findings().stream()
          .filter(one -> one.blocks() || one.asksExplanation())
          .map(Finding::ruleId)
          .collect(Collectors.toSet());
    }
  }
}
