package cn.beian.server.backup;

import java.util.List;

/** A backup that is not made, or not restored; what there was before is untouched. */
public final class BackupException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why; the key of the sentence is {@code backup.<NAME>}. */
  public enum Code {
    /** The folder to write to is not empty; folder. */
    FOLDER_NOT_EMPTY,
    /** Less is free than will be needed; folder, bytes needed, bytes free. */
    NO_SPACE,
    /** There is no backup that was finished; folder. */
    NO_BACKUP,
    /** It was made by a program that writes another form; number found, number known. */
    OTHER_FORMAT,
    /** The keys are not where they were looked for; folder. */
    NO_KEYS,
    /** A file is not the one that was written; its name. */
    DAMAGED,
    /** The signature is not of this manifest, or not by the key that is there; its file. */
    BAD_SIGNATURE,
    /** The database to restore into has tables; its name. */
    DATABASE_NOT_EMPTY,
    /** This program has not the same migrations as the one that made it; the first that differs. */
    OTHER_SCHEMA,
    /** A table did not take what was read from it; its name. */
    TABLE_DIFFERS,
    /** The restored ledger has another head than the one that was copied; found, expected. */
    OTHER_HEAD
  }

  private final Code code;

  @SuppressWarnings("serial") // strings
  private final List<String> parameters;

  BackupException(Code code, Object... parameters) {
    super(code + " " + List.of(parameters));
    this.code = code;
    this.parameters = List.of(parameters).stream().map(String::valueOf).toList();
  }

  public Code code() {
    return code;
  }

  /** What the sentence is about, in the order that {@link Code} gives. */
  public List<String> parameters() {
    return parameters;
  }
}
