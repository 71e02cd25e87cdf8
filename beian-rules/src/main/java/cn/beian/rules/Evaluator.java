package cn.beian.rules;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.rules.Condition.Part;
import cn.beian.rules.Condition.Test;
import cn.beian.rules.Condition.Variable;
import cn.beian.rules.TermMatcher.Hit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Evaluates conditions on one package; each costs time linear in the number of facts. */
final class Evaluator {
  /** A fact that matched, with the term that did, if one did. */
  record Match(Fact fact, String term) {}

  /** Whether a condition holds, and by what. */
  record Held(boolean holds, List<Match> by) {
    static Held by(List<Match> matches) {
      return new Held(!matches.isEmpty(), matches);
    }
  }

  private final FactIndex index;
  private final Context context;
  private final boolean screensOnly;

  /**
   * An evaluator.
   *
   * @param screensOnly whether facts without a known screen are left out
   */
  Evaluator(FactIndex index, Context context, boolean screensOnly) {
    this.index = index;
    this.context = context;
    this.screensOnly = screensOnly;
  }

  /** Evaluates over the whole package. */
  Held held(Condition condition) {
    if (condition instanceof Condition.All all) {
      List<Match> by = new ArrayList<>();
      for (Condition part : all.parts()) {
        Held held = held(part);
        if (!held.holds) {
          return held;
        }
        by.addAll(held.by);
      }
      return new Held(true, by);
    }
    if (condition instanceof Condition.Any any) {
      boolean holds = false;
      List<Match> by = new ArrayList<>();
      for (Condition part : any.parts()) {
        Held held = held(part);
        holds |= held.holds;
        by.addAll(held.by);
      }
      return new Held(holds, by);
    }
    if (condition instanceof Condition.None none) {
      return new Held(none.parts().stream().noneMatch(part -> held(part).holds), List.of());
    }
    if (condition instanceof Condition.Holds holds) {
      return new Held(present(holds.variable()) == holds.expected(), List.of());
    }
    if (condition instanceof Condition.Count count) {
      List<Match> by = held(count.of()).by;
      return amount(by, count) >= count.atLeast() ? Held.by(by) : Held.by(List.of());
    }
    if (condition instanceof Condition.OfFact || condition instanceof Condition.Near) {
      return Held.by(matches(condition));
    }
    List<Match> by = new ArrayList<>();
    screens(condition).values().forEach(by::addAll);
    return Held.by(by);
  }

  private static int amount(List<Match> by, Condition.Count count) {
    if (!count.screens()) {
      return by.stream().mapToInt(match -> match.fact.count()).sum();
    }
    Set<String> screens = new HashSet<>();
    by.forEach(match -> screens.add(match.fact.screen()));
    return screens.size();
  }

  /** Screens on which the condition holds, with what matches there. */
  private Map<String, List<Match>> screens(Condition condition) {
    if (condition instanceof Condition.All all) {
      return everywhere(all.parts());
    }
    if (condition instanceof Condition.SameScreen same) {
      return everywhere(same.parts());
    }
    if (condition instanceof Condition.Any any) {
      Map<String, List<Match>> union = new LinkedHashMap<>();
      for (Condition part : any.parts()) {
        screens(part)
            .forEach((s, by) -> union.computeIfAbsent(s, k -> new ArrayList<>()).addAll(by));
      }
      return union;
    }
    if (condition instanceof Condition.None none) {
      Map<String, List<Match>> rest = allScreens();
      none.parts().forEach(part -> rest.keySet().removeAll(screens(part).keySet()));
      return rest;
    }
    if (condition instanceof Condition.Holds) {
      return held(condition).holds ? allScreens() : Map.of();
    }
    if (condition instanceof Condition.Reachable reachable) {
      Map<String, List<Match>> within = new LinkedHashMap<>(screens(reachable.of()));
      within.keySet().removeIf(screen -> !index.reachable(screen));
      return within;
    }
    if (condition instanceof Condition.Count count) {
      Map<String, List<Match>> enough = new LinkedHashMap<>(screens(count.of()));
      enough.values().removeIf(by -> amount(by, count) < count.atLeast());
      return enough;
    }
    Map<String, List<Match>> grouped = new LinkedHashMap<>();
    for (Match match : matches(condition)) {
      String screen = screen(match.fact);
      if (!screen.isEmpty()) {
        grouped.computeIfAbsent(screen, s -> new ArrayList<>()).add(match);
      }
    }
    return grouped;
  }

  private Map<String, List<Match>> everywhere(List<Condition> parts) {
    Map<String, List<Match>> common = null;
    for (Condition part : parts) {
      Map<String, List<Match>> here = screens(part);
      if (common == null) {
        common = new LinkedHashMap<>();
        for (Map.Entry<String, List<Match>> entry : here.entrySet()) {
          common.put(entry.getKey(), new ArrayList<>(entry.getValue()));
        }
      } else {
        common.keySet().retainAll(here.keySet());
        common.forEach((screen, by) -> by.addAll(here.getOrDefault(screen, List.of())));
      }
    }
    return common == null ? Map.of() : common;
  }

  private Map<String, List<Match>> allScreens() {
    Map<String, List<Match>> all = new LinkedHashMap<>();
    index.screens().forEach(name -> all.put(name, new ArrayList<>()));
    return all;
  }

  /** The screen of a fact; a screen is its own. */
  static String screen(Fact fact) {
    return fact.screen().isEmpty() && fact.kind() == FactKind.SCREEN
        ? fact.text(Field.NAME)
        : fact.screen();
  }

  private List<Match> matches(Condition condition) {
    List<Match> matches = new ArrayList<>();
    if (condition instanceof Condition.OfFact ofFact) {
      for (FactKind kind : ofFact.kinds()) {
        for (Fact fact : candidates(ofFact, kind)) {
          if (ofFact.origins().contains(fact.origin())
              && !(screensOnly && screen(fact).isEmpty())) {
            match(ofFact, fact).ifPresent(matches::add);
          }
        }
      }
    } else if (condition instanceof Condition.Near near) {
      for (FactKind kind : near.kinds()) {
        for (Fact fact : index.holding(kind, near.left().lexicon())) {
          if (!(screensOnly && screen(fact).isEmpty())) {
            index
                .near(fact, near.left(), near.right(), near.within())
                .ifPresent(hit -> matches.add(new Match(fact, hit.term().text())));
          }
        }
      }
    }
    return matches;
  }

  private List<Fact> candidates(Condition.OfFact condition, FactKind kind) {
    Optional<Condition.Use> use = condition.word().or(condition::identifier);
    if (use.isPresent()) {
      return index.holding(kind, use.get().lexicon());
    }
    for (Test test : condition.tests()) {
      if (test instanceof Test.Call call && call.field() == Field.NAME) {
        return index.named(kind, call.names());
      }
    }
    return index.of(kind);
  }

  private Optional<Match> match(Condition.OfFact condition, Fact fact) {
    String term = "";
    if (condition.word().isPresent()) {
      Optional<Hit> hit = index.hit(fact, condition.word().get(), Part.WORD);
      if (hit.isEmpty()) {
        return Optional.empty();
      }
      term = hit.get().term().text();
    }
    if (condition.identifier().isPresent()) {
      Optional<Hit> hit = index.hit(fact, condition.identifier().get(), Part.IDENTIFIER);
      if (hit.isEmpty()) {
        return Optional.empty();
      }
      term = term.isEmpty() ? hit.get().term().text() : term;
    }
    for (Test test : condition.tests()) {
      if (test instanceof Test.Matches matches) {
        Optional<Hit> hit = index.hit(fact, matches.use(), matches.field());
        if (hit.isEmpty()) {
          return Optional.empty();
        }
        term = term.isEmpty() ? hit.get().term().text() : term;
      } else if (test instanceof Test.DataItem asked) {
        Optional<String> held = held(asked, fact);
        if (held.isEmpty()) {
          return Optional.empty();
        }
        term = held.get();
      } else if (!passes(test, fact)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(fact, term));
  }

  /** The first item that the field asks for and that the context holds. */
  private Optional<String> held(Test.DataItem asked, Fact fact) {
    Set<String> held = value(asked.variable());
    return values(fact, asked.field()).stream()
        .flatMap(value -> index.dataItems().of(asked.field(), value).stream())
        .filter(held::contains)
        .findFirst();
  }

  private boolean passes(Test test, Fact fact) {
    List<String> values = values(fact, test.field());
    if (test instanceof Test.Present present) {
      return values.isEmpty() != present.expected();
    }
    if (test instanceof Test.Equals equals) {
      return values.stream().anyMatch(equals.values()::contains);
    }
    if (test instanceof Test.Lacks lacks) {
      return !values.containsAll(lacks.values());
    }
    if (test instanceof Test.Within within) {
      return fact.number(test.field()).stream()
          .anyMatch(number -> number >= within.min() && number <= within.max());
    }
    if (test instanceof Test.Regex regex) {
      return values.stream().anyMatch(regex::matches);
    }
    if (test instanceof Test.Call call) {
      return values.stream().anyMatch(value -> FactIndex.endsIn(value, call.names()));
    }
    if (test instanceof Test.Brief brief) {
      return values.stream()
          .allMatch(value -> value.codePointCount(0, value.length()) <= brief.characters());
    }
    if (test instanceof Test.Contains contains) {
      return value(contains.variable()).stream()
          .anyMatch(wanted -> values.stream().anyMatch(value -> plain(value).contains(wanted)));
    }
    Test.Among among = (Test.Among) test;
    Set<String> known = value(among.variable());
    return values.stream().map(this::plain).anyMatch(known::contains) == among.expected();
  }

  private static List<String> values(Fact fact, Field field) {
    return switch (field.type()) {
      case TEXT -> fact.text(field).isEmpty() ? List.of() : List.of(fact.text(field));
      case TEXTS -> fact.texts(field);
      case NUMBER -> fact.number(field).stream().mapToObj(Long::toString).toList();
      case FLAG -> fact.flag(field).map(flag -> List.of(flag.toString())).orElse(List.of());
    };
  }

  /** Folded, without spaces, dots and hyphens. */
  private String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (char c : index.folding().fold(text).toCharArray()) {
      if (c > ' ' && "-_.:：·".indexOf(c) < 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  boolean present(Variable variable) {
    return variable == Variable.REGISTRY
        ? context.registry().isPresent()
        : !value(variable).isEmpty();
  }

  private Set<String> value(Variable variable) {
    return index.values().computeIfAbsent(variable, this::read);
  }

  private Set<String> read(Variable variable) {
    Set<String> values = new TreeSet<>();
    Context.Declared declared = context.declared();
    switch (variable) {
      case SPONSOR -> values.add(plain(declared.sponsorName()));
      case NUMBER -> values.add(plain(declared.numberToShow()));
      case APP_NAME -> values.add(plain(declared.appName()));
      case DATA_ITEMS ->
          context
              .registry()
              .ifPresent(
                  registry ->
                      registry
                          .dataItemsHeld()
                          .forEach(item -> values.addAll(index.dataItems().of(item))));
      case USERS -> declared.users().forEach(user -> values.add(user.name()));
      case WORKERS ->
          declared.users().stream()
              .filter(user -> user != Context.Audience.PUBLIC)
              .forEach(user -> values.add(user.name()));
      case PACKAGE_IDS -> {
        declared.packageIds().forEach(id -> values.add(plain(id)));
        values.addAll(filed(true));
      }
      case OTHER_PACKAGE_IDS -> {
        values.addAll(filed(false));
        values.removeAll(filed(true));
      }
      case REGISTRY -> {}
    }
    values.remove("");
    return values;
  }

  /** Packages that the registry knows, filed under the declared number or under another one. */
  private Set<String> filed(boolean underIt) {
    String number = context.declared().numberToShow();
    Set<String> ids = new TreeSet<>();
    context.registry().stream()
        .flatMap(registry -> registry.known().stream())
        .filter(known -> known.number().equals(number) == underIt)
        .forEach(known -> ids.add(plain(known.packageId())));
    return ids;
  }
}
