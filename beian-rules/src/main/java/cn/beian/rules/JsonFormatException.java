package cn.beian.rules;

import java.io.IOException;

/** A JSON record that is not what it should be: says where, what was expected, what was found. */
public final class JsonFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final String path;

  JsonFormatException(String path, String message) {
    super((path.isEmpty() ? "/" : path) + ": " + message);
    this.path = path;
  }

  public static JsonFormatException of(Node.Refused refused) {
    return new JsonFormatException(refused.where(), String.valueOf(refused.getMessage()));
  }

  /** JSON pointer of the member, empty for the whole. */
  public String path() {
    return path;
  }
}
