package cn.beian.filing.policies;

import cn.beian.filing.states.ApplicationKind;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the submission policies look at.
 *
 * @param onlineSince first day online; empty if not yet
 * @param countyReason why a unit of a county develops its own app
 * @param exception the upper level's approval to develop
 * @param endDate day of migration or shut-down
 * @param submitted the day of submission
 */
public record SubmissionCase(
    ApplicationKind kind,
    AppForm form,
    OrganizationKind sponsorKind,
    OrganizationLevel sponsorLevel,
    Optional<LocalDate> onlineSince,
    Optional<String> countyReason,
    Optional<UpperLevelException> exception,
    Optional<LocalDate> endDate,
    LocalDate submitted) {
  /**
   * An approval by the upper level that a unit may develop its own app.
   *
   * @param authority who approved
   * @param documentNumber of the approval
   * @param reason why
   */
  public record UpperLevelException(String authority, String documentNumber, String reason) {
    /**
     * @throws IllegalArgumentException if a part is blank
     */
    public UpperLevelException {
      if (authority.isBlank() || documentNumber.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException(
            "an exception needs authority, document number and reason");
      }
    }
  }
}
