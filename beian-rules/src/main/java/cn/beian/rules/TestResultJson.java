package cn.beian.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The canonical JSON of a {@link TestResult}: the report of record. */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class TestResultJson {
  private TestResultJson() {}

  /** SHA-256 of the canonical form, lower-case hex: the digest of record. */
  public static String digest(TestResult result) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Writes the canonical form: members in a fixed order, UTF-8, one line; does not close. */
  public static void write(TestResult result, OutputStream out) throws IOException {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonFormatException when it is something else
   */
  public static TestResult read(InputStream in) throws IOException {
    throw new UnsupportedOperationException("not written yet");
  }
}
