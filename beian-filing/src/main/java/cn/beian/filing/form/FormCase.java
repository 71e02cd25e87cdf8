package cn.beian.filing.form;

import cn.beian.filing.states.ApplicationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What decides which questions an application holds.
 *
 * @param conditions those that hold; {@link Condition#ALWAYS} is understood
 * @param packages ids of the packages
 * @param functions ids of the functions of the app
 * @param formalismFunctions ids of check-in, points, ranking and online-time functions found or
 *     declared
 */
public record FormCase(
    ApplicationKind kind,
    Set<Condition> conditions,
    List<String> packages,
    List<String> functions,
    List<String> formalismFunctions) {
  public FormCase {
    conditions = Set.copyOf(conditions);
    packages = List.copyOf(packages);
    functions = List.copyOf(functions);
    formalismFunctions = List.copyOf(formalismFunctions);
  }

  /** Whether a field is required here. */
  public boolean requires(FormField field) {
    return field.kinds().contains(kind)
        && (field.condition() == Condition.ALWAYS || conditions.contains(field.condition()))
        && field.condition() != Condition.OPTIONAL;
  }

  /** Whether a field may be given here though it is not required. */
  public boolean offers(FormField field) {
    return field.offered() && field.kinds().contains(kind) && !requires(field);
  }

  /** The required questions, in the order of the dictionary. */
  public List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (FormField field : FieldDictionary.fields()) {
      if (requires(field)) {
        items(field.repeat()).forEach(item -> questions.add(new Question(field.id(), item)));
      }
    }
    return List.copyOf(questions);
  }

  /** Whether what a question is about, a package or a function, is of the application now. */
  public boolean has(Question question) {
    return FieldDictionary.find(question.fieldId())
        .filter(field -> items(field.repeat()).contains(question.item()))
        .isPresent();
  }

  private List<String> items(Repeat repeat) {
    return switch (repeat) {
      case ONCE -> List.of("");
      case PACKAGE -> packages;
      case FUNCTION -> functions;
      case FORMALISM_FUNCTION -> formalismFunctions;
    };
  }
}
