package cn.beian.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The canonical JSON of a {@link Context}; schema in docs/formats/context.schema.json. */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class ContextJson {
  private ContextJson() {}

  /** Writes the canonical form: members in a fixed order, UTF-8, one line; does not close. */
  public static void write(Context context, OutputStream out) throws IOException {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Reads a context; members may stand in any order and be left out.
   *
   * @throws JsonFormatException when it is not a context: says where, what, expected
   */
  public static Context read(InputStream in) throws IOException {
    throw new UnsupportedOperationException("not written yet");
  }

  static String digest(Context context) {
    throw new UnsupportedOperationException("not written yet");
  }
}
