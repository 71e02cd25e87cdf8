package cn.beian.rules.engine;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.FieldType;
import cn.beian.facts.Origin;
import cn.beian.rules.book.RuleCondition;
import cn.beian.rules.book.RuleCondition.Part;
import cn.beian.rules.book.RuleCondition.Use;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.Searches;
import cn.beian.rules.text.Lexicon;
import cn.beian.rules.text.TermMatcher;
import cn.beian.rules.text.TermMatcher.Hit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts of one package as rules see them: with the terms they hold and the screens' graph. */
public final class FactIndex {
  /** Letters of English for a character of Chinese. */
  private static final int LETTERS = 3;

  /** Folded; what stands between two of these is one clause. A full stop is looked at apart. */
  private static final String CLAUSE_ENDS = ",，;；!！?？。\n";

  /** Calls that fetch unless they name a method, in lower case. */
  private static final Set<String> REQUESTS = Set.of("request", "httprequest", "fetch");

  /** Methods and calls that send something, in lower case. */
  private static final Set<String> SENDING =
      Set.of(
          "post",
          "put",
          "patch",
          "delete",
          "uploadfile",
          "callfunction",
          "callcontainer",
          "sendsocketmessage",
          "dopost",
          "postjson");

  private final FactSet facts;
  private final TermMatcher matcher;
  private final Searches searches;
  private final IdentityHashMap<Fact, List<Hit>> hits = new IdentityHashMap<>();
  private final Map<FactKind, Map<String, List<Fact>>> byTerm = new EnumMap<>(FactKind.class);
  private final Map<FactKind, Map<String, List<Fact>>> byName = new EnumMap<>(FactKind.class);
  private @Nullable Map<String, List<Fact>> requests; // null until it is asked for
  private @Nullable List<String> screens; // null until it is asked for
  private final Set<String> reachable = new HashSet<>();
  private final boolean launchKnown;

  FactIndex(FactSet facts, Rulebook rulebook) {
    this.facts = facts;
    this.matcher = rulebook.compiled().matcher();
    this.searches = rulebook.compiled().searches();
    this.launchKnown = walk();
  }

  List<Fact> of(FactKind kind) {
    return facts.of(kind);
  }

  /**
   * Name of the SDK whose code a fact was found in, by the longest beginning of its class; empty
   * where the fact is the app's own or the SDK is not known.
   */
  String sdkOf(Fact fact) {
    if (fact.origin() != Origin.SDK || fact.kind() == FactKind.SDK) {
      return "";
    }
    String member = fact.at().member();
    String className = member.isEmpty() ? fact.text(Field.NAME) : member;
    String name = "";
    int longest = 0;
    for (Fact sdk : facts.of(FactKind.SDK)) {
      for (String beginning : sdk.texts(Field.CLASSES)) {
        if (beginning.length() > longest && className.startsWith(beginning)) {
          longest = beginning.length();
          name = sdk.text(Field.NAME);
        }
      }
    }
    return name;
  }

  /** The facts of a kind that hold any term of a lexicon, in order; each kind is scanned once. */
  List<Fact> holding(FactKind kind, String lexicon) {
    return byTerm.computeIfAbsent(kind, this::scan).getOrDefault(lexicon, List.of());
  }

  /** The facts of a kind whose name is one of these or ends in one after a dot, in order. */
  List<Fact> named(FactKind kind, Set<String> names) {
    Map<String, List<Fact>> known = byName.computeIfAbsent(kind, this::names);
    List<Fact> found = new ArrayList<>();
    for (String name : names) {
      found.addAll(known.getOrDefault(name, List.of()));
    }
    return found;
  }

  private Map<String, List<Fact>> names(FactKind kind) {
    Map<String, List<Fact>> known = new HashMap<>();
    for (Fact fact : facts.of(kind)) {
      String rest = fact.text(Field.NAME);
      int dot = searches.mayEndInCall(rest) ? 0 : -1;
      while (dot >= 0) {
        if (searches.isCall(rest)) {
          known.computeIfAbsent(rest, n -> new ArrayList<>()).add(fact);
        }
        dot = rest.indexOf('.');
        rest = rest.substring(dot + 1);
      }
    }
    return known;
  }

  static boolean endsIn(String name, Set<String> names) {
    String rest = name;
    while (!names.contains(rest)) {
      int dot = rest.indexOf('.');
      if (dot < 0) {
        return false;
      }
      rest = rest.substring(dot + 1);
    }
    return true;
  }

  /** All screens that some fact names, in order. */
  List<String> screens() {
    List<String> known = screens;
    if (known == null) {
      Set<String> names = new LinkedHashSet<>();
      facts.all().forEach(fact -> names.add(screenOf(fact)));
      names.remove("");
      known = List.copyOf(names);
      screens = known;
    }
    return known;
  }

  /** The screen of a fact; a screen is its own. */
  public static String screenOf(Fact fact) {
    return fact.screen().isEmpty() && fact.kind() == FactKind.SCREEN
        ? fact.text(Field.NAME)
        : fact.screen();
  }

  private Map<String, List<Fact>> scan(FactKind kind) {
    Map<String, List<Fact>> byLexicon = new HashMap<>();
    Map<Field, Map<String, List<Hit>>> known = new EnumMap<>(Field.class);
    searches.fields(kind).forEach(field -> known.put(field, new HashMap<>()));
    for (Fact fact : facts.of(kind)) {
      List<Hit> found = find(fact, known);
      if (!found.isEmpty()) {
        hits.put(fact, found);
        Set<String> lexicons = new HashSet<>();
        for (Hit hit : found) {
          if (lexicons.add(hit.term().lexicon())) {
            byLexicon.computeIfAbsent(hit.term().lexicon(), l -> new ArrayList<>()).add(fact);
          }
        }
      }
    }
    return byLexicon;
  }

  /** The terms of a fact, in order of its fields; a text that was met before is not read again. */
  private List<Hit> find(Fact fact, Map<Field, Map<String, List<Hit>>> known) {
    List<Hit> found = List.of();
    for (Map.Entry<Field, Map<String, List<Hit>>> each : known.entrySet()) {
      Field field = each.getKey();
      List<String> texts =
          field.type() == FieldType.TEXTS ? fact.texts(field) : List.of(fact.text(field));
      for (String text : texts) {
        List<Hit> here =
            each.getValue().computeIfAbsent(text, raw -> matcher.hits(fact.kind(), field, raw));
        if (!here.isEmpty()) {
          found = found.isEmpty() ? new ArrayList<>() : found;
          found.addAll(here);
        }
      }
    }
    return found;
  }

  /** Terms found in the fact, in the fields that rules ask; each kind is scanned once. */
  private List<Hit> hits(Fact fact) {
    byTerm.computeIfAbsent(fact.kind(), this::scan);
    return hits.getOrDefault(fact, List.of());
  }

  /** The heaviest term of the lexicon in that part of the fact. */
  Optional<Hit> hit(Fact fact, Use use, Part part) {
    Hit best = null;
    for (Hit hit : hits(fact)) {
      boolean word = TermMatcher.WORDS.contains(hit.field());
      if (word == (part == Part.WORD) && uses(hit, use) && heavier(hit, best)) {
        best = hit;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The first hit of the lexicon in that field. */
  Optional<Hit> hit(Fact fact, Use use, Field field) {
    for (Hit hit : hits(fact)) {
      if (hit.field() == field && uses(hit, use)) {
        return Optional.of(hit);
      }
    }
    return Optional.empty();
  }

  /**
   * Two hits in one field with at most so many characters between; three times as many between
   * words of English, which takes about three letters for what Chinese says in one.
   */
  Optional<Hit> near(Fact fact, RuleCondition.Near near) {
    List<Hit> all = hits(fact);
    for (Hit hit : all) {
      if (uses(hit, near.left())
          && all.stream()
              .anyMatch(
                  other ->
                      uses(other, near.right())
                          && isNear(hit, other, near.within())
                          && near.governs().stream()
                              .allMatch(others -> governs(fact, hit, other, others)))) {
        return Optional.of(hit);
      }
    }
    return Optional.empty();
  }

  /** Whether the first stands before the other in one clause, and governs no other act there. */
  private boolean governs(Fact fact, Hit first, Hit other, Use otherActs) {
    if (first.end() > other.begin()) {
      return false;
    }
    String text = matcher.folding().fold(fact.text(first.field()));
    for (int i = first.end(); i < Math.min(other.begin(), text.length()); i++) {
      if (endsClause(text, i)) {
        return false;
      }
    }
    return hits(fact).stream()
        .noneMatch(
            hit ->
                uses(hit, otherActs)
                    && hit.field() == first.field()
                    && hit.begin() >= first.end()
                    && hit.end() <= other.begin());
  }

  private static boolean endsClause(String text, int at) {
    char c = text.charAt(at);
    return c == '.'
        ? at + 1 == text.length() || text.charAt(at + 1) == ' '
        : CLAUSE_ENDS.indexOf(c) >= 0;
  }

  /**
   * Whether what a control does is known to fetch only: the requests that its handler makes itself
   * on that page name no other method than GET, which is what platforms send when none is named; or
   * it calls a helper of that name and none that sends.
   */
  boolean fetchesOnly(Fact control) {
    List<Fact> made = new ArrayList<>();
    Set<String> calls = new HashSet<>();
    Set<String> callers = new HashSet<>(control.texts(Field.CALLS));
    callers.add(control.text(Field.HANDLER));
    for (String caller : callers) {
      calls.add(last(caller));
      made.addAll(requests().getOrDefault(control.screen() + '\n' + caller, List.of()));
    }
    return made.isEmpty()
        ? calls.contains("get") && Collections.disjoint(calls, SENDING)
        : made.stream().noneMatch(FactIndex::sends);
  }

  private static boolean sends(Fact request) {
    return !REQUESTS.contains(last(request.text(Field.NAME)))
        || request.texts(Field.ARGUMENTS).stream().anyMatch(one -> SENDING.contains(last(one)));
  }

  private static String last(String call) {
    return call.substring(call.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Calls that send to a server, by page and caller. */
  private Map<String, List<Fact>> requests() {
    Map<String, List<Fact>> known = requests;
    if (known == null) {
      known = new HashMap<>();
      for (FactKind kind : List.of(FactKind.API_CALL, FactKind.UPLOAD)) {
        for (Fact call : facts.of(kind)) {
          String name = last(call.text(Field.NAME));
          if (REQUESTS.contains(name) || SENDING.contains(name)) {
            known
                .computeIfAbsent(
                    call.screen() + '\n' + call.text(Field.CALLER), k -> new ArrayList<>())
                .add(call);
          }
        }
      }
      requests = known;
    }
    return known;
  }

  private static boolean isNear(Hit one, Hit other, int within) {
    boolean english = isEnglish(one) && isEnglish(other);
    return distance(one, other) <= (english ? LETTERS * within : within);
  }

  private static boolean isEnglish(Hit hit) {
    return hit.term().language() == Lexicon.Language.EN;
  }

  private static int distance(Hit one, Hit other) {
    if (one.field() != other.field()) {
      return Integer.MAX_VALUE;
    }
    return Math.max(0, Math.max(other.begin() - one.end(), one.begin() - other.end()));
  }

  private static boolean uses(Hit hit, Use use) {
    return hit.term().weight() >= use.minWeight() && hit.term().lexicon().equals(use.lexicon());
  }

  private static boolean heavier(Hit hit, @Nullable Hit best) {
    return best == null || hit.term().weight() > best.term().weight();
  }

  /** Whether the package says where it starts. */
  boolean launchKnown() {
    return launchKnown;
  }

  /** Whether a screen can be reached; any may be where nobody says where the package starts. */
  boolean reachable(String screen) {
    return !launchKnown || reachable.contains(screen);
  }

  private boolean walk() {
    Map<String, List<String>> targets = new HashMap<>();
    ArrayDeque<String> open = new ArrayDeque<>();
    for (Fact screen : facts.of(FactKind.SCREEN)) {
      String name = screen.text(Field.NAME);
      targets.computeIfAbsent(name, n -> new ArrayList<>()).addAll(screen.texts(Field.TARGETS));
      if (!screen.text(Field.ROLE).isEmpty() || screen.flag(Field.REACHABLE).orElse(false)) {
        open.add(name);
      }
    }
    boolean known = !open.isEmpty();
    while (!open.isEmpty()) {
      String name = open.remove();
      if (targets.containsKey(name) && reachable.add(name)) {
        open.addAll(targets.getOrDefault(name, List.of()));
      }
    }
    return known;
  }
}
