package cn.beian.server.cases;

import cn.beian.filing.procedures.DeclaredField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What was entered into the form of an act and can be taken.
 *
 * @param values by name of field: texts without blanks around them, choices by name, units by id,
 *     amounts without zeros at their end, {@code yes} for a box that was ticked
 */
public record EnteredForm(Map<String, String> values) {
  public EnteredForm {
    values = Map.copyOf(values);
  }

  /** The value of a field; empty where it was not asked for. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /** The day of a field; empty where it was not asked for. */
  public Optional<LocalDate> day(String field) {
    return EnteredDay.of(value(field));
  }

  /** The amount of a field; empty where it was left out. */
  public Optional<BigDecimal> amount(String field) {
    return Optional.of(value(field)).filter(text -> !text.isEmpty()).map(BigDecimal::new);
  }

  /** An amount as the value of a field. */
  public static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  /** Whether what is entered so far asks for a field. */
  boolean asksFor(DeclaredField field) {
    return field.when().map(when -> when.choices().contains(value(when.field()))).orElse(true);
  }
}
