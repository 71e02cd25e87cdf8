package cn.beian.rules.text;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.rules.text.Lexicon.Term;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All terms of all lexicons as two automata, of words and of names, run once over each text. */
public final class TermMatcher {
  /** What people read. */
  public static final Set<Field> WORDS =
      EnumSet.of(Field.TEXT, Field.LABEL, Field.PLACEHOLDER, Field.VALUE, Field.REASON);

  /** Names in code. */
  public static final Set<Field> NAMES =
      EnumSet.of(
          Field.NAME,
          Field.HANDLER,
          Field.CALLS,
          Field.CALLER,
          Field.TARGETS,
          Field.ITEMS,
          Field.ARGUMENTS);

  /** One term found in one field; begin and end in the folded text. */
  public record Hit(Term term, Field field, int begin, int end) {}

  /** How many hits of one term in one field are kept; more would say nothing new. */
  private static final int MAX_HITS = 8;

  private final TextFolding folding;
  private final Phrases phrases;
  private final Optional<TermAutomaton> words;
  private final Optional<TermAutomaton> names;

  private TermMatcher(
      TextFolding folding,
      Phrases phrases,
      Optional<TermAutomaton> words,
      Optional<TermAutomaton> names) {
    this.folding = folding;
    this.phrases = phrases;
    this.words = words;
    this.names = names;
  }

  /** The matcher of all terms of these lexicons. */
  public static TermMatcher of(Collection<Lexicon> lexicons, TextFolding folding, Phrases phrases) {
    List<Term> terms = terms(lexicons);
    return new TermMatcher(
        folding, phrases, automaton(terms, folding, true), automaton(terms, folding, false));
  }

  /**
   * The same, of automata that {@link #write} wrote for the same lexicons and folding.
   *
   * @throws RuntimeException when they are of others
   */
  public static TermMatcher of(
      Collection<Lexicon> lexicons, TextFolding folding, Phrases phrases, IntBuffer automata) {
    List<Term> terms = terms(lexicons);
    return new TermMatcher(
        folding,
        phrases,
        Optional.of(TermAutomaton.read(automata, terms)),
        Optional.of(TermAutomaton.read(automata, terms)));
  }

  /**
   * Writes the automata, so that they need not be made again.
   *
   * @param lexicons those that this matcher was made of, in the same order
   * @throws java.util.NoSuchElementException when there are no words or no names
   */
  public void write(Collection<Lexicon> lexicons, DataOutputStream out) throws IOException {
    Map<Term, Integer> places = new HashMap<>();
    for (Term term : terms(lexicons)) {
      places.put(term, places.size());
    }
    words.orElseThrow().write(out, places);
    names.orElseThrow().write(out, places);
  }

  private static List<Term> terms(Collection<Lexicon> lexicons) {
    List<Term> terms = new ArrayList<>();
    for (Lexicon lexicon : lexicons) {
      terms.addAll(lexicon.terms());
    }
    return terms;
  }

  private static Optional<TermAutomaton> automaton(
      List<Term> terms, TextFolding folding, boolean ofWords) {
    TreeMap<String, List<Term>> forms = new TreeMap<>();
    for (Term term : terms) {
      if ((term.kind() == Lexicon.Kind.WORD) == ofWords) {
        for (String form : term.forms(folding)) {
          forms.computeIfAbsent(form, f -> new ArrayList<>()).add(term);
        }
      }
    }
    return forms.isEmpty() ? Optional.empty() : Optional.of(TermAutomaton.of(forms));
  }

  public TextFolding folding() {
    return folding;
  }

  /**
   * What is found in one text; empty for most.
   *
   * @param field of a fact of that kind, in which it stands: one of {@link #WORDS} or {@link
   *     #NAMES}
   */
  public List<Hit> hits(FactKind kind, Field field, String raw) {
    List<Hit> found = new ArrayList<>();
    if (WORDS.contains(field)) {
      String text = folding.fold(raw);
      if (!phrases.isExample(text)) {
        words.ifPresent(terms -> words(terms, text, field, found));
      }
    } else {
      boolean path = kind == FactKind.SCREEN || field == Field.TARGETS;
      names.ifPresent(terms -> names(terms, TextFolding.words(raw), field, path, found));
    }
    return found.isEmpty() ? List.of() : kept(found);
  }

  private static void words(TermAutomaton automaton, String text, Field field, List<Hit> found) {
    automaton.parseText(
        text,
        (begin, end, terms) -> {
          for (Term term : terms) {
            if (whole(term, text, begin, end)) {
              found.add(new Hit(term, field, begin, end));
            }
          }
        });
  }

  private static void names(
      TermAutomaton automaton, String text, Field field, boolean path, List<Hit> found) {
    automaton.parseText(
        text,
        (begin, end, terms) -> {
          for (Term term : terms) {
            if (path || term.kind() == Lexicon.Kind.IDENTIFIER) {
              found.add(new Hit(term, field, begin, end));
            }
          }
        });
  }

  /** Without exclusions, what these take back, and what says nothing new. */
  private static List<Hit> kept(List<Hit> found) {
    Map<String, TreeMap<Integer, Integer>> excluded = new HashMap<>();
    for (Hit hit : found) {
      if (hit.term.exclusion()) {
        excluded
            .computeIfAbsent(hit.term.lexicon(), l -> new TreeMap<>())
            .merge(hit.begin, hit.end, Math::max);
      }
    }
    List<Hit> kept = new ArrayList<>();
    Map<Term, Integer> times = new HashMap<>();
    for (Hit hit : found) {
      if (!hit.term.exclusion()
          && !takenBack(hit, excluded.get(hit.term.lexicon()))
          && times.merge(hit.term, 1, Integer::sum) <= MAX_HITS) {
        kept.add(hit);
      }
    }
    return kept;
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
    return exclusions.subMap(hit.begin - Lexicon.LONGEST_EXCLUSION, hit.end).values().stream()
        .anyMatch(end -> end > hit.begin);
  }
}
