package cn.beian.server.filings;

import cn.beian.filing.form.Question;
import cn.beian.server.platform.InColumn;
import java.util.UUID;

/**
 * What a seat of the provincial review says of an answer.
 *
 * @param madeGood that what was asked before has been mended; else it is lacking
 * @param demand of what is lacking, in the words of the letter; may still be empty
 */
public record SeatMark(
    Question question, boolean madeGood, String demand, @InColumn("marked_by") UUID by) {
  /** Whether it stands on the list of the seat. */
  public boolean lacking() {
    return !madeGood;
  }
}
