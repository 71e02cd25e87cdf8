package cn.beian.server.web.filings;

import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.Question;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An answer that was changed elsewhere while a page showed the one before: the person chooses
 * between what stands and what was typed.
 *
 * @param key of the question
 * @param stands what the store has, as a form sends it
 * @param shown the same, as people read it
 * @param typed what was typed, as people read it
 * @param before what the page showed, as a form sends it
 * @param problem where it was changed, and to what
 */
record Conflict(
    String key, String stands, String shown, String typed, String before, Problem problem) {
  private static final Set<String> CODES = Set.of("changedMeanwhile", "changedElsewhere");

  static List<Conflict> of(
      List<Problem> problems, Map<Question, EnteredAnswer> typed, FilingText words) {
    return problems.stream()
        .filter(one -> CODES.contains(FilingProblem.code(one)))
        .map(
            one -> {
              String stands = String.valueOf(one.arguments().get(1));
              Question question = QuestionKey.question(one.field());
              EnteredAnswer mine = typed.getOrDefault(question, EnteredAnswer.said(""));
              String field = question.fieldId();
              return new Conflict(
                  one.field(),
                  words.written(field, stands),
                  said(words, field, stands),
                  said(words, field, mine.stored()),
                  words.written(field, mine.shown().orElse("")),
                  one);
            })
        .toList();
  }

  private static String said(FilingText words, String field, String value) {
    return FieldDictionary.find(field).map(f -> words.said(f, value)).orElse(value);
  }

  /** By key of the question. */
  static Map<String, Conflict> byKey(List<Conflict> conflicts) {
    return conflicts.stream()
        .collect(
            Collectors.toMap(
                Conflict::key, Function.identity(), (one, other) -> one, LinkedHashMap::new));
  }

  /** What was typed of the answers in conflict. */
  static Map<Question, String> typed(List<Conflict> conflicts, Map<Question, EnteredAnswer> typed) {
    Map<Question, String> values = new LinkedHashMap<>();
    for (Conflict one : conflicts) {
      Question question = QuestionKey.question(one.key());
      EnteredAnswer mine = typed.get(question);
      if (mine != null) {
        values.put(question, mine.stored());
      }
    }
    return values;
  }

  /**
   * Puts into the answers of a form what the person has chosen.
   *
   * @param mine key of an answer that is to be as it was typed, with what stood on the page beside
   *     it after a blank; empty for none
   * @param theirs key of one that stays as the store has it; empty for none
   */
  static void choose(Map<Question, EnteredAnswer> typed, String mine, String theirs) {
    if (!mine.isEmpty()) {
      String[] parts = mine.split(" ", 2);
      typed.computeIfPresent(
          QuestionKey.question(parts[0]),
          (question, one) -> one.instead(parts.length > 1 ? parts[1] : ""));
    }
    if (!theirs.isEmpty()) {
      typed.remove(QuestionKey.question(theirs));
    }
  }
}
