package cn.beian.server.filings.answers;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.rules.Exemption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Exemptions as sponsors claim them. */
public final class Exemptions {
  private Exemptions() {}

  /** What the sponsor claims for a rule; empty unless scenario, basis and last day are there. */
  public static Optional<Exemption> claim(String ruleId, Map<Question, Answer> answers) {
    Optional<Exemption.Scenario> scenario = scenario(value(answers, "scenario", ruleId));
    String basis = value(answers, "legalBasis", ruleId);
    Optional<LocalDate> until = day(value(answers, "until", ruleId));
    return scenario.isEmpty() || basis.isBlank() || until.isEmpty()
        ? Optional.empty()
        : Optional.of(new Exemption(ruleId, scenario.get(), basis, until.get()));
  }

  private static String value(Map<Question, Answer> answers, String part, String ruleId) {
    Answer answer = answers.get(new Question("explanation." + part, ruleId));
    return answer == null ? "" : answer.value();
  }

  private static Optional<Exemption.Scenario> scenario(String value) {
    return switch (value) {
      case "SECURITY" -> Optional.of(Exemption.Scenario.SECURITY);
      case "EMERGENCY" -> Optional.of(Exemption.Scenario.EMERGENCY);
      case "OTHER" -> Optional.of(Exemption.Scenario.OTHER);
      default -> Optional.empty();
    };
  }

  /** A day as it is stored; empty where it is none. */
  public static Optional<LocalDate> day(String value) {
    try {
      return value.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(value));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
