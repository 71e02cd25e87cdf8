package cn.beian.filing.parameters;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The policy parameters of regulation §3. Settings, audit and pages show the id. */
public enum ParameterKey {
  REVIEW_COMPLETENESS_WORKDAYS("review.completeness.workdays", Unit.WORKDAYS, ""),
  REVIEW_NATIONAL_WORKDAYS("review.national.workdays", Unit.WORKDAYS, ""),
  SUPPLEMENT_WORKDAYS("supplement.workdays", Unit.WORKDAYS, ""),
  CHANGE_LEAD_WORKDAYS("change.leadWorkdays", Unit.WORKDAYS, ""),
  DEREGISTRATION_REPORT_WORKDAYS("deregistration.reportWorkdays", Unit.WORKDAYS, ""),
  DEREGISTRATION_SET_ASIDE_WORKDAYS("deregistration.setAsideWorkdays", Unit.WORKDAYS, ""),
  NUMBER_SHOWN_WORKDAYS("number.shownWorkdays", Unit.WORKDAYS, ""),
  SUPERVISION_ANSWER_WORKDAYS("supervision.answer.workdays", Unit.WORKDAYS, ""),
  EXISTING_APPS_EFFECTIVE_DATE("existingApps.effectiveDate", Unit.DATE, ""),
  EXISTING_APPS_DEADLINE("existingApps.deadline", Unit.DATE, ""),
  INDEPENDENT_DEVELOPMENT(
      "independentDevelopment",
      Unit.CHOICE,
      "below-county-refused county-refused below-county-only"),
  INDEPENDENT_DEVELOPMENT_MIGRATION_MONTHS(
      "independentDevelopment.migrationMonths", Unit.MONTHS, ""),
  REVIEW_PAUSE_WHILE_SUPPLEMENTING("review.pauseWhileSupplementing", Unit.CHOICE, "yes no"),
  COMPLETENESS_AFTER_SUPPLEMENT("completeness.afterSupplement", Unit.CHOICE, "restart resume"),
  UNDERTAKING_STAMPED("undertaking.stamped", Unit.CHOICE, "yes no"),
  SCOPE_PUBLIC_INSTITUTIONS_WITHOUT_ADMINISTRATIVE_FUNCTIONS(
      "scope.publicInstitutionsWithoutAdministrativeFunctions", Unit.CHOICE, "file exempt");

  /** The unit of a value. */
  public enum Unit {
    /** A count of working days, 1 to 366. */
    WORKDAYS,
    /** A count of calendar months, 1 to 120. */
    MONTHS,
    /** A day, ISO 8601. */
    DATE,
    /** One of a closed list of options. */
    CHOICE
  }

  private final String id;
  private final Unit unit;
  private final String choices;

  ParameterKey(String id, Unit unit, String choices) {
    this.id = id;
    this.unit = unit;
    this.choices = choices;
  }

  /** The dotted name. */
  public String id() {
    return id;
  }

  /** The unit of its values. */
  public Unit unit() {
    return unit;
  }

  /** The allowed options; empty unless the unit is {@link Unit#CHOICE}. */
  public List<String> choices() {
    return choices.isEmpty() ? List.of() : List.of(choices.split(" ", -1));
  }

  /** The key with a dotted name. */
  public static Optional<ParameterKey> of(String id) {
    return Arrays.stream(values()).filter(key -> key.id.equals(id)).findFirst();
  }

  /** Whether a value is valid for this key. */
  public boolean accepts(String value) {
    return switch (unit) {
      case WORKDAYS -> value.matches("[1-9][0-9]{0,2}") && Integer.parseInt(value) <= 366;
      case MONTHS -> value.matches("[1-9][0-9]{0,2}") && Integer.parseInt(value) <= 120;
      case DATE -> isDate(value);
      case CHOICE -> choices().contains(value);
    };
  }

  private static boolean isDate(String value) {
    try {
      return LocalDate.parse(value).getYear() >= 2000;
    } catch (DateTimeException notADate) {
      return false;
    }
  }
}
