package cn.beian.cli;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where answers go. Whoever reads them may have had enough ({@code beian … | head}): what follows
 * is dropped, and the command ends with the code that it would have ended with.
 */
final class AnswerStream extends OutputStream {
  private final OutputStream out;
  private boolean closed;

  AnswerStream(OutputStream out) {
    this.out = out;
  }

  /** The answer cannot be written: a full disk. */
  static final class UnwritableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnwritableException(IOException cause) {
      super(IoReason.of(cause), cause);
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  @Override
  public void write(int one) throws IOException {
    unlessClosed(() -> out.write(one));
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    unlessClosed(() -> out.write(bytes, from, length));
  }

  @Override
  public void flush() throws IOException {
    unlessClosed(out::flush);
  }

  private void unlessClosed(Write write) throws IOException {
    if (closed) {
      return;
    }
    try {
      write.run();
    } catch (IOException e) {
      closed = true;
      if (!isNobodyReading(e)) {
        throw new UnwritableException(e);
      }
    }
  }

  /** The words of POSIX and of Windows for a pipe that nobody reads. */
  private static boolean isNobodyReading(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe") || message.contains("pipe is being closed");
  }
}
