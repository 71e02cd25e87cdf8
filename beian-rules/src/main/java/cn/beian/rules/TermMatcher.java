package cn.beian.rules;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.FieldType;
import cn.beian.rules.Lexicon.Term;
import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All terms of all lexicons as one automaton, run once over each text. */
final class TermMatcher {
  /** What people read. */
  static final Set<Field> WORDS =
      EnumSet.of(Field.TEXT, Field.LABEL, Field.PLACEHOLDER, Field.VALUE, Field.REASON);

  /** Names in code. */
  static final Set<Field> NAMES =
      EnumSet.of(
          Field.NAME,
          Field.HANDLER,
          Field.CALLS,
          Field.CALLER,
          Field.TARGETS,
          Field.ITEMS,
          Field.ARGUMENTS);

  /** One term found in one field; begin and end in the folded text. */
  record Hit(Term term, Field field, int begin, int end) {}

  /** How many hits of one term in one field are kept; more would say nothing new. */
  private static final int MAX_HITS = 8;

  /** Characters; longer exclusions are refused by {@link Lexicon}. */
  static final int LONGEST_EXCLUSION = 40;

  private final Folding folding;
  private final AhoCorasickDoubleArrayTrie<List<Term>> automaton =
      new AhoCorasickDoubleArrayTrie<>();
  private final boolean empty;

  TermMatcher(Collection<Lexicon> lexicons, Folding folding) {
    this.folding = folding;
    TreeMap<String, List<Term>> forms = new TreeMap<>();
    for (Lexicon lexicon : lexicons) {
      for (Term term : lexicon.terms()) {
        for (String form : term.forms(folding)) {
          forms.computeIfAbsent(form, f -> new ArrayList<>()).add(term);
        }
      }
    }
    empty = forms.isEmpty();
    if (!empty) {
      automaton.build(forms);
    }
  }

  Folding folding() {
    return folding;
  }

  /** What is found in the fields of a fact; empty for most facts. */
  List<Hit> hits(Fact fact) {
    List<Hit> hits = new ArrayList<>();
    if (empty) {
      return hits;
    }
    fact.values()
        .forEach(
            (field, value) -> {
              boolean words = WORDS.contains(field);
              if (words || NAMES.contains(field)) {
                if (field.type() == FieldType.TEXTS) {
                  fact.texts(field).forEach(text -> scan(fact.kind(), field, words, text, hits));
                } else {
                  scan(fact.kind(), field, words, fact.text(field), hits);
                }
              }
            });
    return hits;
  }

  private void scan(FactKind kind, Field field, boolean words, String raw, List<Hit> hits) {
    String text = words ? folding.fold(raw) : Folding.words(raw);
    if (words && example(text)) {
      return;
    }
    boolean path = kind == FactKind.SCREEN || field == Field.TARGETS;
    List<Hit> found = new ArrayList<>();
    automaton.parseText(
        text,
        (begin, end, terms) -> {
          for (Term term : terms) {
            if (applies(term, words, path) && (!words || whole(term, text, begin, end))) {
              found.add(new Hit(term, field, begin, end));
            }
          }
        });
    Map<String, TreeMap<Integer, Integer>> excluded = new HashMap<>();
    for (Hit hit : found) {
      if (hit.term.exclusion()) {
        excluded
            .computeIfAbsent(hit.term.lexicon(), l -> new TreeMap<>())
            .merge(hit.begin, hit.end, Math::max);
      }
    }
    Map<Term, Integer> kept = new HashMap<>();
    for (Hit hit : found) {
      if (!hit.term.exclusion()
          && !takenBack(hit, excluded.get(hit.term.lexicon()))
          && kept.merge(hit.term, 1, Integer::sum) <= MAX_HITS) {
        hits.add(hit);
      }
    }
  }

  /** What a person might write, as an example in an empty field, is nothing that the app does. */
  private static boolean example(String text) {
    return text.startsWith("例如") || text.startsWith("比如") || text.startsWith("示例");
  }

  private static boolean applies(Term term, boolean words, boolean path) {
    return switch (term.kind()) {
      case WORD -> words;
      case IDENTIFIER -> !words;
      case PATH -> !words && path;
    };
  }

  /** A word of Latin letters must not be part of a longer one. */
  private static boolean whole(Term term, String text, int begin, int end) {
    if (term.language() == Lexicon.Language.ZH) {
      return true;
    }
    boolean before = begin > 0 && letter(text.charAt(begin - 1));
    boolean after = end < text.length() && letter(text.charAt(end));
    return !before && !after;
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** Whether an exclusion, by its begin and end, overlaps the hit. */
  private static boolean takenBack(Hit hit, @Nullable NavigableMap<Integer, Integer> exclusions) {
    if (exclusions == null) {
      return false;
    }
    return exclusions.subMap(hit.begin - LONGEST_EXCLUSION, hit.end).values().stream()
        .anyMatch(end -> end > hit.begin);
  }
}
