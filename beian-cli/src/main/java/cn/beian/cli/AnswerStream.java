package cn.beian.cli;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output for answers. If the reader closes the pipe early ({@code beian … | head}), the
 * rest is dropped and the command ends with the exit code that it would have had otherwise.
 */
final class AnswerStream extends OutputStream {
  private final OutputStream out;
  private boolean closed;

  AnswerStream(OutputStream out) {
    this.out = out;
  }

  /** The output cannot be written, for example because the disk is full. */
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

  /** Whether the message is the POSIX or Windows one for a pipe whose reader has closed it. */
  private static boolean isNobodyReading(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe") || message.contains("pipe is being closed");
  }
}
