package cn.beian.filing.policies;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;

/** Whether a unit may develop its own app. */
public enum IndependentDevelopment {
  /** Allowed. */
  FREE,
  /** Allowed if the unit states why no upper-level app is suitable; reviewers judge the reason. */
  WITH_REASON,
  /** Not allowed. */
  REFUSED;

  /**
   * The permission of a level under a reading of the Measures.
   *
   * @param reading a value of {@link ParameterKey#INDEPENDENT_DEVELOPMENT}
   */
  public static IndependentDevelopment of(OrganizationLevel level, PolicyParameter reading) {
    if (reading.key() != ParameterKey.INDEPENDENT_DEVELOPMENT) {
      throw new IllegalArgumentException(reading.key().id());
    }
    return switch (level) {
      case CENTRAL, PROVINCIAL, PREFECTURE -> FREE;
      case COUNTY ->
          switch (reading.value()) {
            case "below-county-only" -> FREE;
            case "county-refused" -> REFUSED;
            default -> WITH_REASON;
          };
      case TOWNSHIP, VILLAGE -> REFUSED;
    };
  }
}
