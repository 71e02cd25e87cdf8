package cn.beian.server.records;

import cn.beian.filing.numbers.FilingNumber;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What app stores and people ask: is this filed? */
@Service
public class LookUp {
  private final RecordReader records;
  private final OutOfScope outOfScope;

  LookUp(RecordReader records, OutOfScope outOfScope) {
    this.records = records;
    this.outOfScope = outOfScope;
  }

  /** The answers to a store's question; a package name alone never says filed. */
  public enum Status {
    FILED_THIS_BUILD,
    FILED_OTHER_BUILD,
    SIGNER_DIFFERS,
    RECTIFYING,
    REVOKED,
    SHUTTING_DOWN,
    DEREGISTERED,
    UNKNOWN,
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

  /** An answer; the record is empty for {@code UNKNOWN} and {@code OUT_OF_SCOPE}. */
  public record Answer(Status status, Optional<PublicRecord> record) {
    private static final Answer UNKNOWN = new Answer(Status.UNKNOWN, Optional.empty());
    private static final Answer OUT_OF_SCOPE = new Answer(Status.OUT_OF_SCOPE, Optional.empty());
  }

  /** Answers one question. */
  @Transactional(readOnly = true)
  public Answer ask(Question question) {
    String sha256 = hex(question.sha256());
    List<PublicRecord> candidates = candidates(question, sha256);
    if (candidates.isEmpty()) {
      return noFilingDue(question, sha256) ? Answer.OUT_OF_SCOPE : Answer.UNKNOWN;
    }
    PublicRecord record = candidates.get(0);
    return new Answer(status(record, question, sha256), Optional.of(record));
  }

  private boolean noFilingDue(Question question, String sha256) {
    return question.number().isBlank()
        && outOfScope.covers(
            sha256,
            question.platform().strip(),
            question.packageId().strip(),
            hex(question.signer()));
  }

  /** What the search box finds: a number, a digest, a package name, else a name. */
  @Transactional(readOnly = true)
  public List<PublicRecord> search(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return List.of();
    }
    if (FilingNumber.read(text).valid()) {
      return records.find(text).stream().toList();
    }
    if (hex(text).length() == 64) {
      return records.bySha256(hex(text));
    }
    List<PublicRecord> byPackage = records.byPackage(text);
    if (!byPackage.isEmpty()) {
      return byPackage.stream().filter(record -> !record.restricted()).toList();
    }
    return records.find(text).map(List::of).orElseGet(() -> records.byName(text));
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
    return records.byPackage(question.packageId().strip()).stream()
        .filter(
            record ->
                record.builds().stream()
                    .anyMatch(
                        build ->
                            build.packageId().equals(question.packageId().strip())
                                && (question.platform().isBlank()
                                    || build.platform().equals(question.platform().strip()))))
        .toList();
  }

  private static Status status(PublicRecord record, Question question, String sha256) {
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
    if (!sha256.isEmpty()
        && record.builds().stream().anyMatch(build -> build.sha256().equals(sha256))) {
      return Status.FILED_THIS_BUILD;
    }
    String signer = hex(question.signer());
    boolean signed = record.builds().stream().anyMatch(build -> !build.signer().isEmpty());
    if (signed && !signer.isEmpty()) {
      return record.builds().stream().anyMatch(build -> build.signer().equals(signer))
          ? Status.FILED_OTHER_BUILD
          : Status.SIGNER_DIFFERS;
    }
    boolean identified =
        !question.number().isBlank()
            || (!signed && !question.packageId().isBlank() && !question.platform().isBlank());
    return identified ? Status.FILED_OTHER_BUILD : Status.UNKNOWN;
  }

  /** Hex digits of a digest, lower-case, without colons; empty if it is none. */
  private static String hex(String typed) {
    String text = typed.strip().replace(":", "").toLowerCase(Locale.ROOT);
    return text.matches("[0-9a-f]{64}") ? text : "";
  }
}
