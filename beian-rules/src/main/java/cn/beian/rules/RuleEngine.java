package cn.beian.rules;

import cn.beian.facts.FactSet;
import java.time.LocalDate;

/** Facts and context to findings: a pure function. */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class RuleEngine {
  private RuleEngine() {}

  /** Tests one package as of a day. */
  public static TestResult evaluate(
      FactSet facts, Context context, Rulebook rulebook, LocalDate asOf) {
    throw new UnsupportedOperationException("not written yet");
  }
}
