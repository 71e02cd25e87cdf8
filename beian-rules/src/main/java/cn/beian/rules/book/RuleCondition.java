package cn.beian.rules.book;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.rules.LocalText;
import cn.beian.rules.text.RequiredText;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a rule asks of the facts; holds where at least one fact matches, save {@link None}. */
public sealed interface RuleCondition {
  /** A use of a lexicon, with the least weight that counts. */
  record Use(String lexicon, int minWeight) {}

  /** What of a fact a lexicon is looked for in. */
  enum Part {
    /** What people read: text, label, placeholder. */
    WORD,
    /** Names in code: name, handler, calls, targets. */
    IDENTIFIER
  }

  /** A test of one field. */
  sealed interface Predicate {
    Field field();

    record Present(Field field, boolean expected) implements Predicate {}

    /** One of these values; flags and numbers in their plain text. */
    record Equals(Field field, Set<String> values) implements Predicate {}

    /** One of these values is not among those of the field. */
    record Lacks(Field field, Set<String> values) implements Predicate {}

    record Within(Field field, long min, long max) implements Predicate {}

    record Matches(Field field, Use use) implements Predicate {}

    /**
     * What a handler calls sends something: it holds a term of the lexicon, and the request is not
     * one that only fetches.
     */
    record Writes(Field field, Use use) implements Predicate {}

    /**
     * A pattern.
     *
     * @param prefix with which every match begins, so that most texts need no pattern
     * @param required of which every match holds a piece, to the same end
     */
    record Regex(Field field, Pattern pattern, String prefix, RequiredText required)
        implements Predicate {
      public boolean matches(String value) {
        return value.startsWith(prefix)
            && required.mayMatch(value)
            && pattern.matcher(value).find();
      }
    }

    /** Is one of these calls, or ends in one after a dot: {@code getLocation}, {@code a.B.c}. */
    record Call(Field field, Set<String> names) implements Predicate {}

    /** Contains a value of the context, whatever its width and spacing. */
    record Contains(Field field, Variable variable) implements Predicate {}

    /** Is at most so many characters long: a caption, not a paragraph. */
    record Brief(Field field, int characters) implements Predicate {}

    /** Holds no term of the lexicon, so that it speaks of something else. */
    record Without(Field field, Use use) implements Predicate {}

    /** Is a day, or a moment in UTC, before the day of the test. */
    record Past(Field field) implements Predicate {}

    /** Asks for one of the data items that the context holds, whatever it is called. */
    record DataItem(Field field, Variable variable) implements Predicate {}

    /** Is one of the values of the context, or is none of them. */
    record Among(Field field, Variable variable, boolean expected) implements Predicate {}
  }

  /** A value of the context that rules may use. */
  enum Variable {
    SPONSOR,
    NUMBER,
    /** Declared, or filed under the number that is declared. */
    PACKAGE_IDS,
    /** Filed under other numbers only. */
    OTHER_PACKAGE_IDS,
    APP_NAME,
    USERS,
    /** Declared users who are at work: staff and grassroots. */
    WORKERS,
    DATA_ITEMS,
    REGISTRY,
    /** It is said whether the app is part of critical information infrastructure. */
    CRITICAL_INFRASTRUCTURE,
    /** It is said that it is. */
    IN_CRITICAL_INFRASTRUCTURE
  }

  /** Facts of these kinds and origins that pass all tests. */
  record OfFact(
      Set<FactKind> kinds,
      Set<Origin> origins,
      Optional<Use> word,
      Optional<Use> identifier,
      List<Predicate> tests)
      implements RuleCondition {
    /**
     * Whether it asks what a fact says, not only that there is one, empty or not, of any length.
     */
    public boolean asksWhat() {
      return word.isPresent()
          || identifier.isPresent()
          || tests.stream()
              .anyMatch(
                  test -> !(test instanceof Predicate.Present || test instanceof Predicate.Brief));
    }
  }

  record All(List<RuleCondition> parts) implements RuleCondition {}

  record Any(List<RuleCondition> parts) implements RuleCondition {}

  /** None of these holds. */
  record None(List<RuleCondition> parts) implements RuleCondition {}

  /** At least so many facts (or different screens) match. */
  record Count(RuleCondition of, int atLeast, boolean screens) implements RuleCondition {}

  /**
   * Two terms in one text with at most so many characters between.
   *
   * @param governs where given, the left one stands first and in the same clause, and none of these
   *     terms between them takes it for itself: 必须 of 必须打卡, not of 必须选择打卡类型
   */
  record Near(Set<FactKind> kinds, Use left, Use right, int within, Optional<Use> governs)
      implements RuleCondition {}

  /** All hold on one screen. */
  record SameScreen(List<RuleCondition> parts) implements RuleCondition {}

  /** Holds on screens that can be reached from the launch screen. */
  record Reachable(RuleCondition of) implements RuleCondition {}

  /**
   * A condition, and why it stands there: what people are told of what it finds.
   *
   * @param remedy how to mend that, where it is another matter than the rule’s others
   */
  record Because(RuleCondition of, LocalText why, Optional<LocalText> remedy)
      implements RuleCondition {}

  /** The conditions that it is made of. */
  default List<RuleCondition> inner() {
    if (this instanceof All all) {
      return all.parts;
    }
    if (this instanceof Any any) {
      return any.parts;
    }
    if (this instanceof None none) {
      return none.parts;
    }
    if (this instanceof SameScreen same) {
      return same.parts;
    }
    if (this instanceof Because because) {
      return List.of(because.of);
    }
    if (this instanceof Count count) {
      return List.of(count.of);
    }
    return this instanceof Reachable reachable ? List.of(reachable.of) : List.of();
  }

  /** The value of the context that it or what it is made of looks for in texts, if any. */
  default Optional<Variable> wanted() {
    Stream<Variable> own =
        this instanceof OfFact asked
            ? asked.tests().stream()
                .filter(Predicate.Contains.class::isInstance)
                .map(test -> ((Predicate.Contains) test).variable())
            : Stream.empty();
    return Stream.concat(own, inner().stream().flatMap(part -> part.wanted().stream())).findFirst();
  }

  /** Whether it asks what can be reached from the launch screen. */
  default boolean asksReach() {
    return this instanceof Reachable || inner().stream().anyMatch(RuleCondition::asksReach);
  }

  /** Why it and what it is made of stand there, as far as somebody said so. */
  default Stream<LocalText> because() {
    return Stream.concat(
        this instanceof Because because ? Stream.of(because.why) : Stream.empty(),
        inner().stream().flatMap(RuleCondition::because));
  }

  /** How to mend what its parts find, by why they stand there, where they say so. */
  default Stream<Map.Entry<LocalText, LocalText>> remedies() {
    return Stream.concat(
        this instanceof Because because
            ? because.remedy.map(remedy -> Map.entry(because.why, remedy)).stream()
            : Stream.empty(),
        inner().stream().flatMap(RuleCondition::remedies));
  }

  /** The context holds the value, or does not. */
  record Holds(Variable variable, boolean expected) implements RuleCondition {}

  /** How much of a part of the package is enough. */
  enum Extent {
    /** Anything at all. */
    SOME,
    /** Half of what there is, or more. */
    HALF
  }

  /**
   * So much of a part was read.
   *
   * @param part name of its coverage: {@code pages}, {@code code} …
   */
  record Read(String part, Extent extent) implements RuleCondition {}
}
