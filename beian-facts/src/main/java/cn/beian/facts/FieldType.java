package cn.beian.facts;

/**
 * How the value of a {@link Field} is written: a JSON string, integer, boolean or array of strings.
 */
public enum FieldType {
  TEXT,
  NUMBER,
  FLAG,
  TEXTS
}
