package cn.beian.server.filings;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An answer of an application.
 *
 * @param answeredBy absent where no person answered
 */
public record StoredAnswer(
    Question question, Answer answer, Optional<UUID> answeredBy, Instant answeredAt) {
  /** Evidence of what was found by comparing two versions. */
  public static final String COMPARED = "compared versions";
}
