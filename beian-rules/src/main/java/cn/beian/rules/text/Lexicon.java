package cn.beian.rules.text;

import cn.beian.rules.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Words that mean one thing.
 *
 * @param id by which rules name it
 * @param terms what is looked for, exclusions included
 */
public record Lexicon(String id, List<Term> terms) {
  /** Characters; longer exclusions are refused. */
  static final int LONGEST_EXCLUSION = 40;

  /** Where a term is looked for. */
  public enum Kind {
    /** In what people read. */
    WORD,
    /** In names of code: whole words of camel case or snake case. */
    IDENTIFIER,
    /** In routes and paths, else as identifiers. */
    PATH
  }

  public enum Language {
    ZH,
    PINYIN,
    EN
  }

  /**
   * One term.
   *
   * @param lexicon it belongs to
   * @param text as written
   * @param kind where it is looked for
   * @param language it is of
   * @param weight 1 weak, 2 usual, 3 decisive
   * @param exclusion whether it takes back what it overlaps; in Latin letters it is a name of code
   */
  public record Term(
      String lexicon, String text, Kind kind, Language language, int weight, boolean exclusion) {
    /** The forms that the automaton looks for. */
    Set<String> forms(TextFolding folding) {
      if (kind == Kind.WORD) {
        return Set.of(folding.fold(text));
      }
      String words = TextFolding.words(text);
      Set<String> forms = new LinkedHashSet<>();
      for (String form : List.of(words, '_' + words.replace("_", "") + '_')) {
        String open = form.substring(0, form.length() - 1);
        if (language == Language.PINYIN) {
          forms.add(open);
        } else {
          forms.add(form);
          forms.add(open + "s_");
        }
      }
      return forms;
    }
  }

  public static Lexicon parse(Node node) {
    node.only("id", "about", "terms", "exclusions");
    String id = node.filled("id");
    List<Term> terms = new ArrayList<>();
    for (Node group : node.get("terms").items()) {
      group.only("kind", "language", "weight", "terms");
      Kind kind = group.find("kind").map(k -> k.constant(Kind.class)).orElse(Kind.WORD);
      Language language =
          group.find("language").map(l -> l.constant(Language.class)).orElse(Language.ZH);
      int weight = group.find("weight").map(Node::integer).orElse(2);
      if (weight < 1 || weight > 3) {
        throw group.refuse("weight is 1, 2 or 3, found " + weight);
      }
      for (Node term : group.get("terms").items()) {
        terms.add(term(id, term, kind, language, weight, false));
      }
    }
    for (Node term : node.list("exclusions")) {
      boolean name = term.scalar().chars().allMatch(c -> c < 0x80);
      terms.add(
          name
              ? term(id, term, Kind.IDENTIFIER, Language.EN, 1, true)
              : term(id, term, Kind.WORD, Language.ZH, 1, true));
    }
    Set<String> seen = new LinkedHashSet<>();
    for (Term term : terms) {
      if (!seen.add(term.kind + " " + term.exclusion + " " + term.text)) {
        throw node.refuse("term " + term.text + " stands twice");
      }
    }
    return new Lexicon(id, List.copyOf(terms));
  }

  private static Term term(
      String id, Node node, Kind kind, Language language, int weight, boolean exclusion) {
    String text = node.scalar();
    if (text.isBlank() || text.strip().length() < (kind == Kind.WORD ? 1 : 2)) {
      throw node.refuse("term '" + text + "' is too short");
    }
    if (exclusion && TextFolding.words(text).length() > LONGEST_EXCLUSION) {
      throw node.refuse("exclusion is longer than " + LONGEST_EXCLUSION);
    }
    return new Term(id, text, kind, language, weight, exclusion);
  }
}
