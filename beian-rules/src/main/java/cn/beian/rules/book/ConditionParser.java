package cn.beian.rules.book;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.FieldType;
import cn.beian.facts.Origin;
import cn.beian.rules.Node;
import cn.beian.rules.book.RuleCondition.Predicate;
import cn.beian.rules.book.RuleCondition.Use;
import cn.beian.rules.book.RuleCondition.Variable;
import cn.beian.rules.text.Lexicon;
import cn.beian.rules.text.RequiredText;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the conditions of rule files; knows the lexicons, so that a dead name is refused. Equal
 * conditions, of whatever rule, are one object, so that a package is asked each once.
 */
public final class ConditionParser {
  private static final int MAX_WINDOW = 200;

  private final Map<String, Lexicon> lexicons;
  private final Set<String> used = new TreeSet<>();
  private final Map<RuleCondition, RuleCondition> known = new HashMap<>();

  public ConditionParser(Map<String, Lexicon> lexicons) {
    this.lexicons = lexicons;
  }

  /** Lexicons that some condition named. */
  public Set<String> used() {
    return used;
  }

  RuleCondition parse(Node node) {
    RuleCondition condition = read(node);
    RuleCondition equal = known.putIfAbsent(condition, condition);
    return equal == null ? condition : equal;
  }

  private RuleCondition read(Node node) {
    Optional<Node> because = node.find("because");
    if (because.isPresent()) {
      Map<String, Node> rest = new LinkedHashMap<>(node.members());
      rest.remove("because");
      rest.remove("remedy");
      return new RuleCondition.Because(
          parse(new Node(rest, node.where())),
          CompiledRule.local(because.get()),
          node.find("remedy").map(CompiledRule::local));
    }
    if (node.find("fact").isPresent()) {
      return ofFact(node);
    }
    if (node.members().size() != 1) {
      throw node.refuse("a condition has one operator, or fact with its tests");
    }
    Map.Entry<String, Node> only = node.members().entrySet().iterator().next();
    Node of = only.getValue();
    return switch (only.getKey()) {
      case "all" -> new RuleCondition.All(parts(of));
      case "any" -> new RuleCondition.Any(parts(of));
      case "none" -> new RuleCondition.None(parts(of));
      case "same_screen" -> new RuleCondition.SameScreen(parts(of));
      case "reachable_from_launch" -> new RuleCondition.Reachable(parse(of));
      case "count" -> count(of);
      case "near" -> near(of);
      case "context" -> holds(of);
      case "read" -> extent(of);
      default ->
          throw of.refuse(
              "unknown operator "
                  + only.getKey()
                  + ", expected fact, all, any, none, count, near, same_screen,"
                  + " reachable_from_launch, context or read");
    };
  }

  private List<RuleCondition> parts(Node list) {
    if (list.items().isEmpty()) {
      throw list.refuse("an empty list of conditions");
    }
    List<RuleCondition> parts = new ArrayList<>();
    for (Node item : list.items()) {
      parts.add(parse(item));
    }
    return List.copyOf(parts);
  }

  private RuleCondition count(Node node) {
    node.only("of", "atLeast", "distinct");
    String distinct = node.text("distinct", "fact");
    if (!distinct.equals("fact") && !distinct.equals("screen")) {
      throw node.refuse("distinct is fact or screen, found " + distinct);
    }
    return new RuleCondition.Count(
        parse(node.get("of")), node.get("atLeast").integer(), distinct.equals("screen"));
  }

  private RuleCondition near(Node node) {
    node.only("fact", "left", "right", "within", "governs");
    int within = node.get("within").integer();
    if (within < 0 || within > MAX_WINDOW) {
      throw node.get("within").refuse("within is 0 to " + MAX_WINDOW + ", found " + within);
    }
    return new RuleCondition.Near(
        kinds(node.get("fact")),
        use(node.get("left")),
        use(node.get("right")),
        within,
        node.find("governs").map(this::use));
  }

  private static RuleCondition holds(Node node) {
    Map.Entry<String, Node> only = node.members().entrySet().iterator().next();
    String expected = only.getValue().text();
    if (!expected.equals("present") && !expected.equals("absent")) {
      throw only.getValue().refuse("expected present or absent, found " + expected);
    }
    return new RuleCondition.Holds(
        variable(new Node('$' + only.getKey(), node.where())), expected.equals("present"));
  }

  private static RuleCondition extent(Node node) {
    Map.Entry<String, Node> only = node.members().entrySet().iterator().next();
    return new RuleCondition.Read(
        only.getKey(), only.getValue().constant(RuleCondition.Extent.class));
  }

  private RuleCondition ofFact(Node node) {
    node.only("fact", "origin", "word", "filter", "identifier", "where");
    if (node.find("word").isPresent() && node.find("filter").isPresent()) {
      throw node.refuse("word or filter, not both");
    }
    Set<FactKind> kinds = kinds(node.get("fact"));
    List<Predicate> tests = new ArrayList<>();
    node.find("where")
        .ifPresent(
            where ->
                where.members().forEach((name, test) -> tests.addAll(tests(kinds, name, test))));
    return new RuleCondition.OfFact(
        kinds,
        node.find("origin").map(ConditionParser::origins).orElse(EnumSet.of(Origin.APP)),
        node.find("word").or(() -> node.find("filter")).map(this::use),
        node.find("identifier").map(this::use),
        List.copyOf(tests));
  }

  private static Set<FactKind> kinds(Node node) {
    EnumSet<FactKind> kinds = EnumSet.noneOf(FactKind.class);
    for (Node name : node.oneOrMore()) {
      kinds.add(
          FactKind.named(name.text())
              .orElseThrow(() -> name.refuse("unknown kind of fact " + name.text())));
    }
    return kinds;
  }

  private static EnumSet<Origin> origins(Node node) {
    return node.text().equals("any")
        ? EnumSet.allOf(Origin.class)
        : EnumSet.of(node.constant(Origin.class));
  }

  private List<Predicate> tests(Set<FactKind> kinds, String name, Node node) {
    Field field = Field.named(name).orElseThrow(() -> node.refuse("unknown field " + name));
    for (FactKind kind : kinds) {
      if (!kind.fields().contains(field)) {
        throw node.refuse(kind.jsonName() + " has no field " + name);
      }
    }
    if (!node.isMap()) {
      return List.of(equal(field, node));
    }
    List<Predicate> tests = new ArrayList<>();
    node.members().forEach((operator, value) -> tests.add(test(field, operator, value)));
    return tests;
  }

  private static Predicate equal(Field field, Node node) {
    return new Predicate.Equals(field, scalars(node));
  }

  private static Set<String> scalars(Node node) {
    Set<String> values = new TreeSet<>();
    node.oneOrMore().forEach(value -> values.add(value.scalar()));
    return values;
  }

  private static Set<String> calls(Node node) {
    Set<String> names = new TreeSet<>();
    node.oneOrMore().forEach(name -> names.add(name.text()));
    return names;
  }

  private Predicate test(Field field, String operator, Node value) {
    return switch (operator) {
      case "equals" -> equal(field, value);
      case "lacks" -> new Predicate.Lacks(field, scalars(value));
      case "present" -> new Predicate.Present(field, value.flag());
      case "lexicon" -> new Predicate.Matches(field, use(value));
      case "without" -> new Predicate.Without(field, use(value));
      case "writes" -> new Predicate.Writes(calls(field, value), use(value));
      case "regex" ->
          new Predicate.Regex(
              field, regex(value), prefix(value.text()), RequiredText.of(value.text()));
      case "atLeast" -> new Predicate.Within(numeric(field, value), value.number(), Long.MAX_VALUE);
      case "below" ->
          new Predicate.Within(numeric(field, value), Long.MIN_VALUE, value.number() - 1);
      case "call" -> new Predicate.Call(field, calls(value));
      case "maxLength" -> new Predicate.Brief(field, value.integer());
      case "past" -> past(field, value);
      case "dataItem" -> new Predicate.DataItem(field, variable(value));
      case "contains" -> new Predicate.Contains(field, variable(value));
      case "in" -> new Predicate.Among(field, variable(value), true);
      case "notIn" -> new Predicate.Among(field, variable(value), false);
      default ->
          throw value.refuse(
              "unknown test "
                  + operator
                  + ", expected equals, lacks, present, lexicon, without, writes, regex, atLeast, below,"
                  + " maxLength, call, past, dataItem, contains, in, notIn");
    };
  }

  private static Predicate past(Field field, Node value) {
    if (!value.flag()) {
      throw value.refuse("past: true is asked, or nothing");
    }
    return new Predicate.Past(field);
  }

  private static Field numeric(Field field, Node node) {
    if (field.type() != FieldType.NUMBER) {
      throw node.refuse(field.jsonName() + " is no number");
    }
    return field;
  }

  private static Field calls(Field field, Node node) {
    if (field != Field.CALLS) {
      throw node.refuse("writes is asked of calls, found " + field.jsonName());
    }
    return field;
  }

  /** Patterns are RE2: their time is linear in the text. */
  private static Pattern regex(Node node) {
    try {
      return Pattern.compile(node.text());
    } catch (PatternSyntaxException e) {
      throw node.refuse(
          "not a linear-time regular expression ("
              + e.getDescription()
              + "); RE2 syntax has no look-around and no back-references");
    }
  }

  /** The literal that an anchored pattern begins with; empty where it has none. */
  private static String prefix(String regex) {
    int end = 1;
    while (regex.startsWith("^") && end < regex.length() && literal(regex.charAt(end))) {
      end++;
    }
    boolean repeated = end < regex.length() && "?*{|".indexOf(regex.charAt(end)) >= 0;
    boolean alternatives = regex.contains("|") && !regex.contains("(");
    return alternatives || end == 1 ? "" : regex.substring(1, repeated ? end - 1 : end);
  }

  private static boolean literal(char c) {
    return (c >= 'a' && c <= 'z') || ":/=-_".indexOf(c) >= 0;
  }

  /** {@code name} or {@code name@weight}. */
  private Use use(Node node) {
    String[] parts = node.text().split("@", 2);
    if (!lexicons.containsKey(parts[0])) {
      throw node.refuse("no lexicon " + parts[0] + ", there are " + lexicons.keySet());
    }
    used.add(parts[0]);
    if (parts.length == 2 && !parts[1].matches("[123]")) {
      throw node.refuse("weight is 1, 2 or 3, found " + parts[1]);
    }
    return new Use(parts[0], parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
  }

  static Variable variable(Node node) {
    for (Variable variable : Variable.values()) {
      if (name(variable).equals(node.text())) {
        return variable;
      }
    }
    throw node.refuse(
        "unknown context value "
            + node.text()
            + ", expected one of "
            + Stream.of(Variable.values()).map(ConditionParser::name).toList());
  }

  private static String name(Variable variable) {
    return switch (variable) {
      case SPONSOR -> "$sponsor";
      case NUMBER -> "$number";
      case PACKAGE_IDS -> "$packageIds";
      case OTHER_PACKAGE_IDS -> "$otherPackageIds";
      case APP_NAME -> "$appName";
      case USERS -> "$users";
      case WORKERS -> "$workers";
      case DATA_ITEMS -> "$dataItems";
      case REGISTRY -> "$registry";
      case CRITICAL_INFRASTRUCTURE -> "$criticalInfrastructure";
      case IN_CRITICAL_INFRASTRUCTURE -> "$inCriticalInfrastructure";
    };
  }
}
