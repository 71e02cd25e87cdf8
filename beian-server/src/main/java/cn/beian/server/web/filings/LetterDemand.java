package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.filings.Gap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a letter asks for, in the language of the letter. A standard sentence is kept as it was put
 * on the list, in the language of that page; a sentence that a person wrote stays as it is.
 */
final class LetterDemand {
  private static final String NAME = "\u0001";

  private final FilingText letter;
  private final List<FilingText> others;
  private final Rulebook rulebook;

  /**
   * For a letter.
   *
   * @param letter words in its language
   * @param others words in the other languages
   * @param rulebook that names what a rule found
   */
  LetterDemand(FilingText letter, List<FilingText> others, Rulebook rulebook) {
    this.letter = letter;
    this.others = List.copyOf(others);
    this.rulebook = rulebook;
  }

  /** The sentence for a gap. */
  public String of(Gap gap) {
    return others.stream()
        .flatMap(
            written ->
                Stream.of(StandardSentence.values())
                    .flatMap(one -> said(one, gap, written).stream()))
        .findFirst()
        .orElse(gap.demand());
  }

  private Optional<String> said(StandardSentence sentence, Gap gap, FilingText written) {
    String key = "province.sentence." + sentence.name();
    String form = written.page(key, NAME);
    if (!form.contains(NAME)) {
      return form.equals(gap.demand()) ? Optional.of(letter.page(key)) : Optional.empty();
    }
    return between(form, gap.demand())
        .flatMap(name -> name(name, gap.question(), written))
        .map(name -> letter.page(key, name));
  }

  /** What an answer is called; empty where it is called something else. */
  private Optional<String> name(String name, Question question, FilingText written) {
    String before = written.rule("field." + question.fieldId());
    String now = letter.rule("field." + question.fieldId());
    if (name.equals(before)) {
      return Optional.of(now);
    }
    return between(written.page("province.of", before, NAME), name)
        .map(item -> letter.page("province.of", now, item(item, question, written)));
  }

  private String item(String item, Question question, FilingText written) {
    return rulebook
        .rule(question.item())
        .filter(rule -> written.text(rule.title()).equals(item))
        .map(rule -> letter.text(rule.title()))
        .orElse(item);
  }

  private static Optional<String> between(String form, String text) {
    int at = form.indexOf(NAME);
    String before = form.substring(0, at);
    String after = form.substring(at + NAME.length());
    return text.length() > before.length() + after.length()
            && text.startsWith(before)
            && text.endsWith(after)
        ? Optional.of(text.substring(before.length(), text.length() - after.length()))
        : Optional.empty();
  }
}
