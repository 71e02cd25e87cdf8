package cn.beian.server.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What the sponsor says of a finding.
 *
 * @param place of the finding, from 1
 * @param round in which it was asked, from 1
 * @param kind absent in a draft that has not come so far
 * @param text explanation, or what was or will be done; may be empty in a draft
 * @param basis instrument and article; may be empty in a draft, or where nothing is explained
 * @param mendBy day by which it will be mended
 * @param answeredBy who changed it last
 */
public record SponsorAnswer(
    int place,
    int round,
    Optional<Kind> kind,
    String text,
    String basis,
    Optional<LocalDate> mendBy,
    UUID answeredBy,
    Instant answeredAt) {

  /** Whether it says the same as another, whoever wrote it. */
  boolean saysTheSame(SponsorAnswer other) {
    return kind.equals(other.kind)
        && text.equals(other.text)
        && basis.equals(other.basis)
        && mendBy.equals(other.mendBy);
  }

  /** Whether it is an explanation. */
  boolean explains() {
    return kind.filter(Kind.EXPLAIN::equals).isPresent();
  }

  /** Whether nothing was filled in. */
  boolean blank() {
    return kind.isEmpty() && text.isEmpty() && basis.isEmpty() && mendBy.isEmpty();
  }

  /** What it comes to. */
  public enum Kind {
    /** The function is lawful, and why. */
    EXPLAIN,
    /** It will be mended by a day. */
    MEND,
    /** It was mended, and in which version. */
    MENDED
  }
}
