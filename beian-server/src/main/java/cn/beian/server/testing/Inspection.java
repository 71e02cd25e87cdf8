package cn.beian.server.testing;

/**
 * How far the reading of a package is.
 *
 * @param done entries read so far, of {@code total}; both 0 before the first report
 * @param failure why nothing was read; {@code NONE} unless the status is {@code FAILED}
 * @param detail for the operator: entry, offset, what was found
 * @param attempts how often reading was begun
 * @param factsDigest of the facts that were read, lower-case hex; empty until then
 */
public record Inspection(
    Status status,
    int done,
    int total,
    Failure failure,
    String detail,
    int attempts,
    String factsDigest) {
  /** State of the job. */
  public enum Status {
    QUEUED,
    RUNNING,
    READ,
    FAILED
  }

  /**
   * Why a package gave no facts; the sentence is {@code testing.failure.<NAME>}. Those after the
   * first seven are what {@link cn.beian.inspect.reader.WrongFile} calls them.
   */
  public enum Failure {
    NONE,
    UNREADABLE,
    LIMIT,
    NOT_READ_YET,
    TOO_LONG,
    TOO_MUCH_MEMORY,
    WORKER_FAILED,
    EMPTY,
    GIT_LFS,
    CUT_SHORT,
    WEB_PAGE,
    PLAIN_TEXT,
    PDF,
    PICTURE,
    OFFICE,
    LINUX_PACKAGE,
    DISK_IMAGE,
    WINDOWS_PROGRAM,
    OTHER_ARCHIVE,
    XCODE_ARCHIVE,
    NATIVE_SOURCE,
    PACKAGE_INSIDE,
    OTHER_FOLDER,
    OTHER_ZIP;

    /** Whether it is no package at all, so that nobody can test it by hand either. */
    public boolean noPackage() {
      return compareTo(WORKER_FAILED) > 0;
    }
  }

  /** Whether it is tried no more until an administrator has it read anew. */
  public boolean givenUp() {
    return status == Status.FAILED && attempts >= InspectionStore.MOST_ATTEMPTS;
  }

  /** Whether nothing will change any more. */
  public boolean ended() {
    return status == Status.READ || status == Status.FAILED;
  }

  /** Whether it was read and is no package at all. */
  public boolean isNoPackage() {
    return ended() && failure.noPackage();
  }

  /** Share of entries read, 0 to 100. */
  public int percent() {
    return status == Status.READ ? 100 : total == 0 ? 0 : (int) Math.min(99, 100L * done / total);
  }
}
