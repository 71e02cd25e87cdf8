package cn.beian.filing.form;

/** The type of a value. */
public enum FieldType {
  /** One line. */
  TEXT,
  /** Several lines. */
  LONG_TEXT,
  /** Several values, one per line. */
  LIST,
  /** A day, ISO 8601. */
  DATE,
  /** {@code yes} or {@code no}. */
  YES_NO,
  /** One of {@link FormField#choices}. */
  CHOICE,
  /** Unified social credit code. */
  CREDIT_CODE,
  /** Division code. */
  DIVISION_CODE,
  /** The id of an attachment. */
  DOCUMENT,
  /** A signature, given by logging in again. */
  SIGNATURE
}
