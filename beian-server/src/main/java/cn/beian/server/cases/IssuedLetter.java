package cn.beian.server.cases;

import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.Sha256Hex;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A letter in one language as it was issued. It never changes; what is to be said later is another
 * letter.
 *
 * @param procedure as the audit trail calls its cases
 * @param place of its step in the log of the case, from 1; part of its address and of its number
 * @param language {@code zh} or {@code en}
 * @param number by which both sides can name it
 * @param issuedAt when its step was taken
 * @param sha256 of the markup in UTF-8, lower-case hex
 * @param pdfSha256 of its PDF in the object store; empty until that is made, seconds later
 * @param reconstructedOn day on which it was written, where that is not when it was issued
 */
public record IssuedLetter(
    @InColumn("procedure_name") String procedure,
    UUID caseId,
    int place,
    String language,
    String number,
    LetterText text,
    Instant issuedAt,
    String sha256,
    Optional<String> pdfSha256,
    Optional<LocalDate> reconstructedOn) {
  /**
   * A letter.
   *
   * @throws IllegalStateException if its words are not those that were issued
   */
  public IssuedLetter {
    if (!Sha256Hex.of(text.html()).equals(sha256)) {
      throw new IllegalStateException("letter " + number + " is not as it was issued");
    }
  }

  /** Title of the document: what it is called, and its number. */
  public String heading() {
    return text.title() + ' ' + number;
  }
}
