package cn.beian.rules.engine;

import cn.beian.rules.Context;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.book.RuleCondition;
import cn.beian.rules.book.RuleCondition.Extent;
import cn.beian.rules.book.RuleCondition.Variable;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.FactPredicates.Match;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Evaluates the conditions of all rules on one package. Each costs time linear in the number of
 * facts at most, and only when it is asked for the first time.
 */
final class Evaluator {
  /** Which facts count. */
  enum Scope {
    ALL,
    /** Those of a known screen. */
    ON_SCREENS
  }

  /** Whether a condition holds, and by what. */
  record Held(boolean holds, List<Match> by) {
    static Held by(List<Match> matches) {
      return new Held(!matches.isEmpty(), matches);
    }
  }

  private final FactIndex index;
  private final ContextValues context;
  private final List<CoverageSummary> coverage;
  private final FactPredicates tests;
  private final IdentityHashMap<RuleCondition, Map<String, List<Match>>> byScreen =
      new IdentityHashMap<>();

  /**
   * Of one package.
   *
   * @param coverage what was readable, each part once
   */
  Evaluator(
      FactIndex index,
      Context context,
      List<CoverageSummary> coverage,
      Rulebook rulebook,
      LocalDate asOf) {
    this.index = index;
    this.coverage = List.copyOf(coverage);
    this.context = new ContextValues(context, rulebook);
    this.tests = new FactPredicates(index, this.context, rulebook.compiled().dataItems(), asOf);
  }

  FactIndex index() {
    return index;
  }

  boolean present(Variable variable) {
    return context.present(variable);
  }

  /** Evaluates over the whole package; what it holds by is not to be changed. */
  Held held(RuleCondition condition, Scope scope) {
    if (condition instanceof RuleCondition.All all) {
      List<Match> by = new ArrayList<>();
      for (RuleCondition part : all.parts()) {
        Held held = held(part, scope);
        if (!held.holds) {
          return held;
        }
        by.addAll(held.by);
      }
      return new Held(true, by);
    }
    if (condition instanceof RuleCondition.Any any) {
      boolean holds = false;
      List<Match> by = new ArrayList<>();
      for (RuleCondition part : any.parts()) {
        Held held = held(part, scope);
        holds |= held.holds;
        by.addAll(held.by);
      }
      return new Held(holds, by);
    }
    if (condition instanceof RuleCondition.None none) {
      return new Held(none.parts().stream().noneMatch(part -> held(part, scope).holds), List.of());
    }
    if (condition instanceof RuleCondition.Because because) {
      Held held = held(because.of(), scope);
      return new Held(held.holds, told(held.by, because));
    }
    if (condition instanceof RuleCondition.Holds holds) {
      return new Held(present(holds.variable()) == holds.expected(), List.of());
    }
    if (condition instanceof RuleCondition.Read read) {
      return new Held(isRead(read), List.of());
    }
    if (condition instanceof RuleCondition.Count count) {
      List<Match> by = held(count.of(), scope).by;
      return amount(by, count) >= count.atLeast() ? Held.by(by) : Held.by(List.of());
    }
    if (condition instanceof RuleCondition.OfFact ofFact) {
      return Held.by(within(scope, tests.matches(ofFact)));
    }
    if (condition instanceof RuleCondition.Near near) {
      return Held.by(within(scope, tests.matches(near)));
    }
    List<Match> by = new ArrayList<>();
    screens(condition).values().forEach(by::addAll);
    return Held.by(by);
  }

  private boolean isRead(RuleCondition.Read read) {
    return coverage.stream()
        .filter(part -> part.name().equals(read.part()))
        .anyMatch(part -> read.extent() == Extent.SOME ? part.readable() > 0 : part.isHalfRead());
  }

  private static List<Match> told(List<Match> by, RuleCondition.Because because) {
    return by.stream().map(match -> match.because(because.why())).toList();
  }

  private static List<Match> within(Scope scope, List<Match> matches) {
    return scope == Scope.ALL
        ? matches
        : matches.stream().filter(match -> !FactIndex.screenOf(match.fact()).isEmpty()).toList();
  }

  private static int amount(List<Match> by, RuleCondition.Count count) {
    if (!count.screens()) {
      return by.stream().mapToInt(match -> match.fact().count()).sum();
    }
    Set<String> screens = new HashSet<>();
    by.forEach(match -> screens.add(FactIndex.screenOf(match.fact())));
    return screens.size();
  }

  /** Screens on which the condition holds, with what matches there; not to be changed. */
  private Map<String, List<Match>> screens(RuleCondition condition) {
    Map<String, List<Match>> known = byScreen.get(condition);
    if (known == null) {
      known = findScreens(condition);
      byScreen.put(condition, known);
    }
    return known;
  }

  private Map<String, List<Match>> findScreens(RuleCondition condition) {
    if (condition instanceof RuleCondition.All all) {
      return everywhere(all.parts());
    }
    if (condition instanceof RuleCondition.SameScreen same) {
      return everywhere(same.parts());
    }
    if (condition instanceof RuleCondition.Any any) {
      Map<String, List<Match>> union = new LinkedHashMap<>();
      for (RuleCondition part : any.parts()) {
        screens(part)
            .forEach((s, by) -> union.computeIfAbsent(s, k -> new ArrayList<>()).addAll(by));
      }
      return union;
    }
    if (condition instanceof RuleCondition.None none) {
      Map<String, List<Match>> rest = allScreens();
      none.parts().forEach(part -> rest.keySet().removeAll(screens(part).keySet()));
      return rest;
    }
    if (condition instanceof RuleCondition.Because because) {
      Map<String, List<Match>> told = new LinkedHashMap<>();
      screens(because.of()).forEach((screen, by) -> told.put(screen, told(by, because)));
      return told;
    }
    if (condition instanceof RuleCondition.Holds || condition instanceof RuleCondition.Read) {
      return held(condition, Scope.ALL).holds ? allScreens() : Map.of();
    }
    if (condition instanceof RuleCondition.Reachable reachable) {
      Map<String, List<Match>> within = new LinkedHashMap<>(screens(reachable.of()));
      within.keySet().removeIf(screen -> !index.reachable(screen));
      return within;
    }
    if (condition instanceof RuleCondition.Count count) {
      Map<String, List<Match>> enough = new LinkedHashMap<>(screens(count.of()));
      enough.values().removeIf(by -> amount(by, count) < count.atLeast());
      return enough;
    }
    return condition instanceof RuleCondition.Near near
        ? grouped(tests.matches(near))
        : grouped(tests.matches((RuleCondition.OfFact) condition));
  }

  private static Map<String, List<Match>> grouped(List<Match> matches) {
    Map<String, List<Match>> grouped = new LinkedHashMap<>();
    for (Match match : matches) {
      String screen = FactIndex.screenOf(match.fact());
      if (!screen.isEmpty()) {
        grouped.computeIfAbsent(screen, s -> new ArrayList<>()).add(match);
      }
    }
    return grouped;
  }

  /** Screens on which all hold; what comes after one that holds nowhere is not asked. */
  private Map<String, List<Match>> everywhere(List<RuleCondition> parts) {
    List<Map<String, List<Match>>> all = new ArrayList<>();
    for (RuleCondition part : parts) {
      Map<String, List<Match>> here = screens(part);
      if (here.isEmpty()) {
        return Map.of();
      }
      all.add(here);
    }
    Map<String, List<Match>> common = new LinkedHashMap<>();
    for (String screen : all.get(0).keySet()) {
      if (all.stream().allMatch(here -> here.containsKey(screen))) {
        List<Match> by = new ArrayList<>();
        all.forEach(here -> by.addAll(here.getOrDefault(screen, List.of())));
        common.put(screen, by);
      }
    }
    return common;
  }

  private Map<String, List<Match>> allScreens() {
    Map<String, List<Match>> all = new LinkedHashMap<>();
    index.screens().forEach(name -> all.put(name, List.of()));
    return all;
  }
}
