package cn.beian.server.filings.answers;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.StandardValue;
import cn.beian.server.filings.StoredAnswer;
import java.util.Optional;

/** Where an answer comes from, where its {@link Origin} alone would claim too much. */
public final class AnswerSource {
  private static final String PURPOSES = "data.personalPurposes";

  /** How the evidence of an answer of an earlier filing begins; its number or name follows. */
  private static final String FILING = "filing ";

  private AnswerSource() {}

  /** Evidence of an answer that an earlier filing gives. */
  static String evidence(String filing) {
    return FILING + filing;
  }

  /** Where an answer was found; the number, or else the name, of an earlier filing. */
  public static String found(Answer answer) {
    return ofFiling(answer) ? answer.evidence().substring(FILING.length()) : answer.evidence();
  }

  private static boolean ofFiling(Answer answer) {
    return answer.origin() == Origin.EARLIER && answer.evidence().startsWith(FILING);
  }

  /** Last part of the key of its words; empty where those of its origin are right. */
  public static Optional<String> of(StoredAnswer stored) {
    Answer answer = stored.answer();
    if (answer.evidence().equals(StoredAnswer.COMPARED)) {
      return Optional.of("compared");
    }
    if (AnswerSheet.isOfReplaced(answer)) {
      return Optional.of("replaced");
    }
    if (AnswerSheet.follows(answer)) {
      return Optional.of("audience");
    }
    if (ofFiling(answer)) {
      return Optional.of("filing");
    }
    return answer.origin() == Origin.PACKAGE ? derived(stored) : Optional.empty();
  }

  /** A package does not contain these: they follow from its kind, or are drafted from its pages. */
  private static Optional<String> derived(StoredAnswer stored) {
    String field = stored.question().fieldId();
    if (StandardValue.of(field, stored.answer().value()).isPresent()) {
      return Optional.of("kind");
    }
    return field.equals(PURPOSES) ? Optional.of("drafted") : Optional.empty();
  }
}
