package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.review.ReviewedTopic;
import cn.beian.server.filings.review.ReviewedTopic.Oddity;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sentences that a letter of gaps often needs; each is a text with the name of the answer in it.
 */
enum StandardSentence {
  EMPTY,
  NONE_WITHOUT_GROUND,
  UNCLEAR,
  ATTACHMENT_DIFFERS,
  ATTACHMENT_UNREADABLE,
  ATTACHMENT_WRONG,
  CONTRADICTS,
  /** A test found something about it; nothing contradicts the answer. */
  EXPLAIN,
  INVALID,
  NOT_MADE_GOOD,
  /** Of a change of information alone. */
  MAJOR_CHANGE;

  private static final Set<Oddity.Why> CONTRADICTIONS =
      EnumSet.of(Oddity.Why.PACKAGE, Oddity.Why.EARLIER, Oddity.Why.REGISTER);

  /** Those that fit an application. */
  static List<StandardSentence> of(ApplicationKind kind) {
    return Stream.of(values())
        .filter(one -> one != MAJOR_CHANGE || kind == ApplicationKind.CHANGE)
        .toList();
  }

  /** The one that an item begins with; whoever writes the letter chooses another. */
  static StandardSentence of(ReviewedTopic.Item item) {
    if (item.asked().isPresent()) {
      return NOT_MADE_GOOD;
    }
    if (item.empty()) {
      return item.entry().stored().isPresent() ? NONE_WITHOUT_GROUND : EMPTY;
    }
    List<Oddity.Why> odd = item.odd().stream().map(Oddity::why).toList();
    if (odd.stream().anyMatch(CONTRADICTIONS::contains)) {
      return CONTRADICTS;
    }
    if (odd.contains(Oddity.Why.WRONG)) {
      return INVALID;
    }
    if (odd.contains(Oddity.Why.FINDING)) {
      return EXPLAIN;
    }
    return item.attached() ? ATTACHMENT_UNREADABLE : UNCLEAR;
  }

  /**
   * The demands of a letter, in its language. A standard sentence is kept in the language of the
   * page on which it was put on the list; a sentence that a person wrote stays as it is.
   */
  static final class InLetter {
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
    InLetter(FilingText letter, List<FilingText> others, Rulebook rulebook) {
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

    /** The name of an answer; empty where it is called something else. */
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
}
