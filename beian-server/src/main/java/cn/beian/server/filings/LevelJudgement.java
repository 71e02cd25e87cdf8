package cn.beian.server.filings;

import cn.beian.filing.form.Question;
import java.time.Instant;
import java.util.UUID;

/**
 * How a reviewer judged the reason for which a unit of a county develops its own app.
 *
 * @param stated the sponsor's reason as it stood; a changed one is judged anew
 * @param reason the reviewer's own, never blank
 */
public record LevelJudgement(
    String stated, boolean accepted, String reason, UUID judgedBy, Instant judgedAt) {
  /** The question for that reason. */
  public static final Question ASKED = Question.once("exception.countyReason");
}
