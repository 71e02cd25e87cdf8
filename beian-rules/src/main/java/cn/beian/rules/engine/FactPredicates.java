package cn.beian.rules.engine;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.rules.LocalText;
import cn.beian.rules.book.ConditionParser;
import cn.beian.rules.book.RuleCondition;
import cn.beian.rules.book.RuleCondition.Part;
import cn.beian.rules.book.RuleCondition.Predicate;
import cn.beian.rules.text.DataItems;
import cn.beian.rules.text.TermMatcher.Hit;
import cn.beian.rules.text.TextFolding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which facts of one package pass the tests of a condition. A condition is asked once, however many
 * rules ask it: {@link ConditionParser} makes equal conditions one object.
 */
final class FactPredicates {
  /**
   * A fact that matched.
   *
   * @param term that did; empty where none did
   * @param said whether it was asked for what it says; else it only had to be there
   * @param because what people are told of it; empty where the rule says nothing
   */
  record Match(Fact fact, String term, boolean said, Optional<LocalText> because) {
    Match(Fact fact, String term, boolean said) {
      this(fact, term, said, Optional.empty());
    }

    /** The same with a reason, where it has none nearer to it. */
    Match because(LocalText why) {
      return because.isPresent() ? this : new Match(fact, term, said, Optional.of(why));
    }
  }

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final int DAY_LENGTH = 10;

  private final FactIndex index;
  private final ContextValues context;
  private final DataItems dataItems;
  private final String today;
  private final IdentityHashMap<RuleCondition, List<Match>> asked = new IdentityHashMap<>();

  FactPredicates(FactIndex index, ContextValues context, DataItems dataItems, LocalDate asOf) {
    this.index = index;
    this.context = context;
    this.dataItems = dataItems;
    this.today = asOf.toString();
  }

  /** The facts that match, in order of kind, then of the package; not to be changed. */
  List<Match> matches(RuleCondition.OfFact condition) {
    return asked.computeIfAbsent(condition, c -> find(condition));
  }

  /** As {@link #matches(RuleCondition.OfFact)}. */
  List<Match> matches(RuleCondition.Near condition) {
    return asked.computeIfAbsent(condition, c -> find(condition));
  }

  private List<Match> find(RuleCondition.OfFact condition) {
    List<Match> matches = new ArrayList<>();
    boolean unused = condition.tests().stream().anyMatch(test -> test.field() == Field.REACHABLE);
    for (FactKind kind : condition.kinds()) {
      for (Fact fact : candidates(condition, kind)) {
        if (condition.origins().contains(fact.origin()) && (unused || !isUnused(fact))) {
          match(condition, fact).ifPresent(matches::add);
        }
      }
    }
    return matches;
  }

  /**
   * Whether it lies in a library that nothing in the package leads to: no sign of use, so only
   * conditions that ask for it by {@code reachable} see it.
   */
  static boolean isUnused(Fact fact) {
    return fact.kind() != FactKind.SCREEN
        && fact.flag(Field.REACHABLE).filter(reachable -> !reachable).isPresent();
  }

  private List<Match> find(RuleCondition.Near near) {
    List<Match> matches = new ArrayList<>();
    for (FactKind kind : near.kinds()) {
      for (Fact fact : index.holding(kind, near.left().lexicon())) {
        index
            .near(fact, near)
            .ifPresent(hit -> matches.add(new Match(fact, hit.term().text(), true)));
      }
    }
    return matches;
  }

  /** Few facts, among them all that can match. */
  private List<Fact> candidates(RuleCondition.OfFact condition, FactKind kind) {
    Optional<RuleCondition.Use> use = condition.word().or(condition::identifier);
    if (use.isPresent()) {
      return index.holding(kind, use.get().lexicon());
    }
    for (Predicate test : condition.tests()) {
      if (test instanceof Predicate.Call call && call.field() == Field.NAME) {
        return index.named(kind, call.names());
      }
    }
    for (Predicate test : condition.tests()) {
      if (test instanceof Predicate.Matches matches) {
        return index.holding(kind, matches.use().lexicon());
      } else if (test instanceof Predicate.Writes writes) {
        return index.holding(kind, writes.use().lexicon());
      }
    }
    return index.of(kind);
  }

  private Optional<Match> match(RuleCondition.OfFact condition, Fact fact) {
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
    for (Predicate test : condition.tests()) {
      if (test instanceof Predicate.Matches matches) {
        Optional<Hit> hit = index.hit(fact, matches.use(), matches.field());
        if (hit.isEmpty()) {
          return Optional.empty();
        }
        term = term.isEmpty() ? hit.get().term().text() : term;
      } else if (test instanceof Predicate.Writes writes) {
        Optional<Hit> hit = index.hit(fact, writes.use(), writes.field());
        if (hit.isEmpty() || index.fetchesOnly(fact)) {
          return Optional.empty();
        }
        term = term.isEmpty() ? hit.get().term().text() : term;
      } else if (test instanceof Predicate.Without without) {
        if (index.hit(fact, without.use(), without.field()).isPresent()) {
          return Optional.empty();
        }
      } else if (test instanceof Predicate.DataItem item) {
        Optional<String> held = held(item, fact);
        if (held.isEmpty()) {
          return Optional.empty();
        }
        term = held.get();
      } else if (!passes(test, fact)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(fact, term, condition.asksWhat()));
  }

  /** The first item that the field asks for and that the context holds. */
  private Optional<String> held(Predicate.DataItem item, Fact fact) {
    Set<String> held = context.of(item.variable());
    if (held.isEmpty()) {
      return Optional.empty();
    }
    return values(fact, item.field()).stream()
        .flatMap(value -> dataItems.of(item.field(), value).stream())
        .filter(held::contains)
        .findFirst();
  }

  private boolean passes(Predicate test, Fact fact) {
    if (test instanceof Predicate.Within within) {
      long number = fact.number(test.field()).orElse(Long.MIN_VALUE);
      return fact.number(test.field()).isPresent()
          && number >= within.min()
          && number <= within.max();
    }
    List<String> values = values(fact, test.field());
    if (test instanceof Predicate.Present present) {
      return values.isEmpty() != present.expected();
    }
    if (test instanceof Predicate.Lacks lacks) {
      return !values.containsAll(lacks.values());
    }
    if (test instanceof Predicate.Brief brief) {
      for (String value : values) {
        String shown = TextFolding.shown(value);
        if (shown.codePointCount(0, shown.length()) > brief.characters()) {
          return false;
        }
      }
      return true;
    }
    boolean any = false;
    for (int i = 0; i < values.size() && !any; i++) {
      any = is(test, values.get(i));
    }
    return test instanceof Predicate.Among among ? any == among.expected() : any;
  }

  /** Whether one value is what is asked for. */
  private boolean is(Predicate test, String value) {
    if (test instanceof Predicate.Equals equals) {
      return equals.values().contains(value);
    }
    if (test instanceof Predicate.Regex regex) {
      return regex.matches(TextFolding.shown(value));
    }
    if (test instanceof Predicate.Call call) {
      return FactIndex.endsIn(value, call.names());
    }
    if (test instanceof Predicate.Past) {
      return DAY.matcher(value).lookingAt() && value.substring(0, DAY_LENGTH).compareTo(today) < 0;
    }
    if (test instanceof Predicate.Contains contains) {
      Set<String> wanted = context.of(contains.variable());
      return !wanted.isEmpty() && wanted.stream().anyMatch(context.plain(value)::contains);
    }
    Set<String> known = context.of(((Predicate.Among) test).variable());
    return !known.isEmpty() && known.contains(context.plain(value));
  }

  private static List<String> values(Fact fact, Field field) {
    return switch (field.type()) {
      case TEXT -> fact.text(field).isEmpty() ? List.of() : List.of(fact.text(field));
      case TEXTS -> fact.texts(field);
      case NUMBER -> fact.number(field).stream().mapToObj(Long::toString).toList();
      case FLAG -> fact.flag(field).map(flag -> List.of(flag.toString())).orElse(List.of());
    };
  }
}
