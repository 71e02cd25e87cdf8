package cn.beian.server.web.supervision;

import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.supervision.HeldFinding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a form sent about one finding of a case. A field that was not sent is not touched, a value
 * that does not exist is a problem.
 */
record EnteredFinding(Map<String, String> typed, HeldFinding finding, List<Problem> problems) {

  /** Whether any of these fields was sent. */
  boolean sent(String... fields) {
    return Arrays.stream(fields).anyMatch(field -> typed.containsKey(name(field)));
  }

  /** The text of a field, or what is held. */
  String text(String field, Supplier<String> held) {
    return sent(field) ? typed.getOrDefault(name(field), "") : held.get();
  }

  /** The choice of a field, or what is held; none where it was sent empty. */
  <E extends Enum<E>> Optional<E> choice(String field, List<E> choices, Optional<E> held) {
    String value = text(field, () -> held.map(Enum::name).orElse(""));
    Optional<E> choice = choices.stream().filter(one -> one.name().equals(value)).findFirst();
    if (choice.isEmpty() && !value.isEmpty()) {
      add(field, "supervision.problem.choice");
    }
    return choice;
  }

  /** Notes a problem of a field. */
  void add(String field, String key) {
    problems.add(Problem.of(name(field), key, finding.ruleId()));
  }

  private String name(String field) {
    return field + '-' + finding.place();
  }
}
