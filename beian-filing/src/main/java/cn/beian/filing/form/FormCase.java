package cn.beian.filing.form;

import cn.beian.filing.states.ApplicationKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The properties of an application that determine its questions.
 *
 * @param conditions the conditions that apply; {@link Condition#ALWAYS} is implied
 * @param packages ids of the packages
 * @param functions ids of the functions of the app
 * @param explanations the questions about each check-in, points, ranking and online-time function
 *     found or declared: ids of fields by id of the function, in order
 */
public record FormCase(
    ApplicationKind kind,
    Set<Condition> conditions,
    List<String> packages,
    List<String> functions,
    Map<String, Set<String>> explanations) {
  public FormCase {
    conditions = Set.copyOf(conditions);
    packages = List.copyOf(packages);
    functions = List.copyOf(functions);
    Map<String, Set<String>> copy = new LinkedHashMap<>();
    explanations.forEach((item, fields) -> copy.put(item, Set.copyOf(fields)));
    explanations = Collections.unmodifiableMap(copy);
  }

  /** A case that asks all questions about each function that must be explained. */
  public FormCase(
      ApplicationKind kind,
      Set<Condition> conditions,
      List<String> packages,
      List<String> functions,
      List<String> formalismFunctions) {
    this(kind, conditions, packages, functions, everythingOf(formalismFunctions));
  }

  private static Map<String, Set<String>> everythingOf(List<String> items) {
    Set<String> fields =
        FieldDictionary.fields().stream()
            .filter(field -> field.repeat() == Repeat.FORMALISM_FUNCTION)
            .map(FormField::id)
            .collect(Collectors.toSet());
    Map<String, Set<String>> all = new LinkedHashMap<>();
    items.forEach(item -> all.put(item, fields));
    return all;
  }

  /** Whether a field is required in this case. */
  public boolean requires(FormField field) {
    return field.kinds().contains(kind)
        && (field.condition() == Condition.ALWAYS || conditions.contains(field.condition()))
        && field.condition() != Condition.OPTIONAL;
  }

  /** Whether a field is optional in this case. */
  public boolean offers(FormField field) {
    return field.offered() && field.kinds().contains(kind) && !requires(field);
  }

  /** The required questions, in the order of the dictionary. */
  public List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (FormField field : FieldDictionary.fields()) {
      if (requires(field)) {
        items(field.repeat()).stream()
            .filter(item -> asked(field, item))
            .forEach(item -> questions.add(new Question(field.id(), item)));
      }
    }
    return List.copyOf(questions);
  }

  private boolean asked(FormField field, String item) {
    return field.repeat() != Repeat.FORMALISM_FUNCTION
        || explanations.getOrDefault(item, Set.of()).contains(field.id());
  }

  /** Whether the package or function of a question is currently part of the application. */
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
      case FORMALISM_FUNCTION -> List.copyOf(explanations.keySet());
    };
  }
}
