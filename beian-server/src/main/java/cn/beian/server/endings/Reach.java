package cn.beian.server.endings;

import cn.beian.server.platform.InColumn;
import java.time.Instant;

/** What was seen of a declared service when it was looked at. */
public record Reach(String host, Outcome outcome, @InColumn("checked_at") Instant at) {

  /** What was seen. */
  public enum Outcome {
    /** Something accepts connections there, whatever it is. */
    ANSWERS,
    SILENT,
    /** Its name leads to no address. */
    NO_ADDRESS,
    /** It is none that may be called, or time was over. */
    NOT_ASKED
  }
}
