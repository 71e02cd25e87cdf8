package cn.beian.server.records;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.states.RecordGraph;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What app stores and people ask: is this filed?
 *
 * <p>A record that is restricted to number and state is found by what only those know who
 * have the app: the number that it shows, the digest of a build, the signer of a package name. A
 * package name alone can be guessed, and names are not public: neither finds it, here as in the
 * search (ADR 0028).
 */
@Service
public class FilingLookup {
  private static final int LONGEST_TEXT = 200;

  private final PublicRecordStore records;
  private final OutOfScope outOfScope;
  private final PublishedLists lists;

  FilingLookup(PublicRecordStore records, OutOfScope outOfScope, PublishedLists lists) {
    this.records = records;
    this.outOfScope = outOfScope;
    this.lists = lists;
  }

  /** The answers to a store's question; a package name alone never says filed. */
  public enum Status {
    FILED_THIS_BUILD,
    /** Registered by a change of information, and tested by nobody; its launch build likewise. */
    FILED_UNTESTED,
    FILED_OTHER_BUILD,
    SIGNER_DIFFERS,
    RECTIFYING,
    REVOKED,
    SHUTTING_DOWN,
    DEREGISTERED,
    UNKNOWN,
    /** A published list of the official system names it, and no record here: filed elsewhere. */
    LISTED,
    OUT_OF_SCOPE
  }

  /**
   * A question; empty parts are not asked.
   *
   * @param sha256 digest of the package
   * @param platform of {@code packageId}; asked only with that
   * @param packageId package name or AppID
   * @param signer SHA-256 of the signing certificate, for platforms that have one
   */
  public record Question(
      String number, String sha256, String platform, String packageId, String signer) {}

  /** What a build that was asked for is to its record. */
  public enum BuildRole {
    /** Seen on its pages: it shows the number. */
    SHOWS_NUMBER,
    /** Tested before there was a number: it cannot show one and is not what people should get. */
    REVIEWED_BEFORE_NUMBER,
    /** Came with a change of information, untested, and was not seen to show the number. */
    UNTESTED,
    /** It was of the record once; another version stands in its place. */
    EARLIER
  }

  /**
   * An answer.
   *
   * @param record empty for {@code UNKNOWN}, {@code LISTED} and {@code OUT_OF_SCOPE}
   * @param build what the very build that was asked for is to the record; empty where none was
   *     asked for or it is not of the record
   * @param byList whether a published list names what was asked for, and no record did
   */
  public record Answer(
      Status status, Optional<PublicRecord> record, Optional<BuildRole> build, boolean byList) {
    private static Answer without(Status status) {
      return new Answer(status, Optional.empty(), Optional.empty(), status == Status.LISTED);
    }
  }

  /** Answers one question. */
  @Transactional(readOnly = true)
  public Answer ask(Question question) {
    String sha256 = hex(question.sha256());
    List<PublicRecord> candidates = candidates(question, sha256);
    if (candidates.isEmpty()) {
      return noFilingDue(question, sha256)
          ? Answer.without(Status.OUT_OF_SCOPE)
          : lists
              .naming(question)
              .map(ended -> listed(ended, question, sha256))
              .orElse(Answer.without(Status.UNKNOWN));
    }
    PublicRecord record = nearest(candidates, hex(question.signer()));
    Status status = status(record, question, sha256);
    Optional<BuildRole> role = role(record, sha256);
    if (role.isEmpty() && records.held(record.number(), sha256)) {
      Status known = status == Status.UNKNOWN ? Status.FILED_OTHER_BUILD : status;
      return new Answer(known, Optional.of(record), Optional.of(BuildRole.EARLIER), false);
    }
    return status == Status.UNKNOWN
        ? Answer.without(status)
        : new Answer(status, Optional.of(record), role, false);
  }

  /** Of a row that means a record here, which has ended, that record is the answer. */
  private Answer listed(String ended, Question question, String sha256) {
    Optional<PublicRecord> record =
        Optional.of(ended).filter(one -> !one.isEmpty()).flatMap(records::find);
    return record
        .map(one -> new Answer(status(one, question, sha256), record, Optional.empty(), true))
        .orElse(Answer.without(Status.LISTED));
  }

  /**
   * Of several records of one package name or AppID, the newest of the very signer that was asked
   * for, then of those in force.
   */
  private static PublicRecord nearest(List<PublicRecord> candidates, String signer) {
    return candidates.stream()
        .min(
            Comparator.comparing((PublicRecord one) -> !signed(one, signer))
                .thenComparing(one -> RecordGraph.GRAPH.terminal(one.state())))
        .orElseThrow();
  }

  private static Optional<BuildRole> role(PublicRecord record, String sha256) {
    return record.builds().stream()
        .filter(build -> build.sha256().equals(sha256))
        .map(
            build ->
                build.launch() || showsItself(record, build)
                    ? BuildRole.SHOWS_NUMBER
                    : build.tested() ? BuildRole.REVIEWED_BEFORE_NUMBER : BuildRole.UNTESTED)
        .min(Comparator.naturalOrder());
  }

  /** Whether a build that a change brought shows the number already, so that none had to follow. */
  private static boolean showsItself(PublicRecord record, PublicRecord.Build build) {
    return record.numberSeenOn().isPresent()
        && record.builds().stream()
            .noneMatch(one -> one.launch() && one.platform().equals(build.platform()));
  }

  private boolean noFilingDue(Question question, String sha256) {
    if (!question.number().isBlank()) {
      return false;
    }
    List<String> platforms = Platform.namesOf(question.platform());
    return (platforms.isEmpty() ? List.of("") : platforms)
        .stream()
            .anyMatch(
                platform ->
                    outOfScope.covers(
                        sha256, platform, question.packageId().strip(), hex(question.signer())));
  }

  /**
   * What the search box found.
   *
   * @param more whether there are others, or may be
   */
  public record Found(List<PublicRecord> records, boolean more) {
    public Found {
      records = List.copyOf(records);
    }
  }

  /**
   * Records that hold a package of the name that was asked for, where that alone does not say that
   * the package is the filed one.
   */
  @Transactional(readOnly = true)
  public List<PublicRecord> sameName(Question question) {
    return question.packageId().isBlank()
        ? List.of()
        : records.byPackage(question.packageId().strip()).stream()
            .filter(record -> !record.restricted())
            .toList();
  }

  /**
   * The number under which an app was filed again after its filing had ended; empty otherwise, and
   * where either record shows only its number and state.
   */
  @Transactional(readOnly = true)
  public Optional<String> followedBy(PublicRecord ended) {
    return ended.restricted() || RecordGraph.IN_FORCE.contains(ended.state())
        ? Optional.empty()
        : records.ofApp(ended.appId()).stream()
            .filter(one -> RecordGraph.IN_FORCE.contains(one.state()) && !one.restricted())
            .filter(one -> one.filedAfterEndOf(ended))
            .map(PublicRecord::number)
            .findFirst();
  }

  /** What the search box finds: a number, a digest, a package name, else a name, newest first. */
  @Transactional(readOnly = true)
  public Found search(String typed) {
    String text = typed.strip();
    text = text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    if (text.isEmpty()) {
      return all(List.of());
    }
    if (FilingNumber.read(text).valid()) {
      return all(records.find(text).stream().toList());
    }
    if (hex(text).length() == 64) {
      return all(records.bySha256(hex(text)));
    }
    List<PublicRecord> byPackage = records.byPackage(text);
    if (!byPackage.isEmpty()) {
      return all(byPackage.stream().filter(record -> !record.restricted()).toList());
    }
    Optional<PublicRecord> numbered = records.find(text);
    if (numbered.isPresent()) {
      return all(List.of(numbered.get()));
    }
    PublicRecordStore.Found named = records.byName(text);
    return new Found(named.records(), named.more());
  }

  private static Found all(List<PublicRecord> found) {
    return new Found(found, false);
  }

  private List<PublicRecord> candidates(Question question, String sha256) {
    if (!question.number().isBlank()) {
      return records.find(question.number()).stream().toList();
    }
    if (!sha256.isEmpty()) {
      List<PublicRecord> exact = records.bySha256(sha256);
      if (!exact.isEmpty()) {
        return exact;
      }
    }
    if (question.packageId().isBlank()) {
      return List.of();
    }
    List<String> platforms = Platform.namesOf(question.platform());
    return records.byPackage(question.packageId().strip()).stream()
        .filter(record -> !record.restricted() || signed(record, hex(question.signer())))
        .filter(
            record ->
                record.builds().stream()
                    .anyMatch(
                        build ->
                            build.packageId().equals(question.packageId().strip())
                                && (platforms.isEmpty() || platforms.contains(build.platform()))))
        .toList();
  }

  /** What a record says to a question that leads to it; there is an answer for each state. */
  static Status status(PublicRecord record, Question question, String sha256) {
    return switch (record.state()) {
      case REVOKED -> Status.REVOKED;
      case DEREGISTERED -> Status.DEREGISTERED;
      case RECTIFYING -> Status.RECTIFYING;
      case SHUTTING_DOWN -> Status.SHUTTING_DOWN;
      case UNFILED, OVERDUE -> Status.UNKNOWN;
      case FILED -> filed(record, question, sha256);
    };
  }

  private static Status filed(PublicRecord record, Question question, String sha256) {
    List<PublicRecord.Build> these =
        sha256.isEmpty()
            ? List.of()
            : record.builds().stream().filter(build -> build.sha256().equals(sha256)).toList();
    if (!these.isEmpty()) {
      return these.stream().allMatch(PublicRecord.Build::tested)
          ? Status.FILED_THIS_BUILD
          : Status.FILED_UNTESTED;
    }
    String signer = hex(question.signer());
    boolean signed = record.builds().stream().anyMatch(build -> !build.signer().isEmpty());
    if (signed && !signer.isEmpty()) {
      return signed(record, signer) ? Status.FILED_OTHER_BUILD : Status.SIGNER_DIFFERS;
    }
    // where packages are not signed, the platform gives the name away to one alone
    boolean identified =
        !question.number().isBlank() || (!signed && !question.packageId().isBlank());
    return identified ? Status.FILED_OTHER_BUILD : Status.UNKNOWN;
  }

  private static boolean signed(PublicRecord record, String signer) {
    return !signer.isEmpty()
        && record.builds().stream().anyMatch(build -> build.signer().equals(signer));
  }

  /** Hex digits of a digest, lower-case, without colons; empty if it is none. */
  private static String hex(String typed) {
    String text = typed.strip().replace(":", "").toLowerCase(Locale.ROOT);
    return text.matches("[0-9a-f]{64}") ? text : "";
  }
}
