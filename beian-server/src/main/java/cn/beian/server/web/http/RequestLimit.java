package cn.beian.server.web.http;

import org.springframework.util.unit.DataSize;

/**
 * What a request may bring, for the page that says it was too much.
 *
 * @param file whether it is a file that may be so large, or what was typed
 */
public record RequestLimit(DataSize size, boolean file) {
  /** Attribute of the request under which it stands. */
  public static final String ATTRIBUTE = "beian.request-limit";

  /** Attribute of a request whose file found no place beside those that are being sent. */
  public static final String CROWDED = "beian.files-crowded";
}
