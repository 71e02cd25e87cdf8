package cn.beian.server.records;

/**
 * Where the number of the official system that a record has comes from; one that comes later
 * outranks those before it. The names are public (look-up, constraints of the database).
 */
public enum OfficialNumberSource {
  /** The unit typed it; no list says so. */
  ENTERED_BY_UNIT,
  /** A list that a province's office imported says so. */
  LIST_OF_PROVINCE,
  /** A list that the national office imported says so. */
  LIST_OF_NATION,
  /** Two lists, or two units, disagreed, and a supervisor decided. */
  DECIDED;

  /** Whether what comes from here takes the place of what came from there, without a question. */
  public boolean outranks(OfficialNumberSource other) {
    return compareTo(other) > 0 && this != DECIDED;
  }

  /** Whether a list or a decision says so. */
  public boolean confirmed() {
    return this != ENTERED_BY_UNIT;
  }
}
