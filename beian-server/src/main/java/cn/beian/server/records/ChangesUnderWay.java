package cn.beian.server.records;

/** Changes of filed apps that are not decided, known to whoever decides them. */
public interface ChangesUnderWay {
  /** Whether a change of a record is drafted or applied for, and not decided. */
  boolean ofRecord(String number);
}
