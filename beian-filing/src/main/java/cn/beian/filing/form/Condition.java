package cn.beian.filing.form;

/** When a field is required. */
public enum Condition {
  ALWAYS,
  /** Never required, but may be given. */
  OPTIONAL,
  /** The application contains a package. */
  WITH_PACKAGE,
  /** Kind Y: no package. */
  WITHOUT_PACKAGE,
  /** A change of information includes a version that is proposed as a major change. */
  LESS_THAN_PROPOSED,
  /** A county unit must state why it develops its own app. */
  COUNTY_REASON,
  /** The sponsor's level needs the upper level's exception. */
  LEVEL_EXCEPTION,
  /** The unit's level is too low and the app ends or migrates by a date. */
  ENDS_BY_DATE,
  /** The app handles personal data. */
  PERSONAL_DATA,
  /** The app was online when the Measures came into force. */
  EXISTING_APP,
  /** The project was approved: its basis is not answered with "none, because". */
  PROJECT_APPROVED,
  /** The undertaking is uploaded with the unit's stamp. */
  STAMPED_UNDERTAKING,
  /** Graded at level 2 or above, so a certificate of the graded protection is required (等保). */
  MLPS_CERTIFICATE,
  /** Not graded, with an explanation. */
  MLPS_NOT_GRADED,
  /** Level 3 or above, or critical infrastructure: a cryptography assessment is required (密评). */
  CRYPTOGRAPHY_ASSESSMENT
}
