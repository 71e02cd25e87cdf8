package cn.beian.facts;

/** The JSON form of a {@link Field}'s value: a string, integer, boolean or array of strings. */
public enum FieldType {
  TEXT,
  NUMBER,
  FLAG,
  TEXTS
}
