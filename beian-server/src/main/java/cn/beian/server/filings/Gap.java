package cn.beian.server.filings;

import cn.beian.filing.form.Question;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that the material lacks.
 *
 * @param round of the completeness review
 * @param demand what the sponsor is to do, in the words of the letter
 * @param follows in a later list: the demand whose answer is its ground
 * @param toldAt when the list was told; absent while the seats are still at it
 * @param kept why the sponsor checked the answer and left it; empty where he has not said so
 */
public record Gap(
    int round,
    Question question,
    String demand,
    Optional<Question> follows,
    UUID tickedBy,
    Optional<Instant> toldAt,
    String kept) {
  /** The same, nothing said to it. */
  public Gap open() {
    return new Gap(round, question, demand, follows, tickedBy, toldAt, "");
  }
}
