package cn.beian.filing.policies;

import cn.beian.filing.states.ApplicationKind;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The input of the submission policies.
 *
 * @param onlineSince first day online; empty if not yet online
 * @param countyReason why a county unit develops its own app
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
   * The upper level's approval for a unit to develop its own app.
   *
   * @param authority the approving authority
   * @param documentNumber document number of the approval
   * @param reason the reason for the approval
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
