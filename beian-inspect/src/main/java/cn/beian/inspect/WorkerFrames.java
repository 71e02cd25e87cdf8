package cn.beian.inspect;

import cn.beian.inspect.reader.WrongFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server and a worker say to each other. No byte of a package can be taken for a word of
 * theirs: all is counted, nothing is looked for. Big-endian:
 *
 * <pre>
 * frame     u32 bytes that follow, 9 to {@value #MOST_BYTES}; u64 number of the request; u8 kind; body
 * request   kind 1: u16 count, then count times u16 length, UTF-8: the arguments of a run
 * progress  kind 2: u32 done, u32 total; done is at most total
 * answer    kind 3: u8 exit code, then UTF-8 to the end: why there are no facts
 * </pre>
 *
 * A frame that is anything else is a {@link MalformedException}; whoever meets one talks to that
 * worker no more.
 */
public final class WorkerFrames {
  /** Most bytes of a frame. */
  public static final int MOST_BYTES = 65_536;

  /** Most characters of a detail; what is longer is cut. */
  public static final int DETAIL_CHARS = 4_000;

  /** Exit code: facts are there. */
  public static final int READ_CODE = 0;

  /** Exit code: unreadable, or of no known format. */
  public static final int UNREADABLE_CODE = 3;

  /** Exit code: a limit was reached. */
  public static final int LIMIT_CODE = 4;

  /** Exit code: the format is known, but not read yet. */
  public static final int NOT_READ_YET_CODE = 5;

  /** Exit code in frames: no package but the first {@link WrongFile}; the others follow it. */
  private static final int WRONG_FILE_CODE = 100;

  private static final List<WrongFile> WRONG_FILES = List.of(WrongFile.values());

  private static final int HEAD_BYTES = Long.BYTES + 1;
  private static final int REQUEST = 1;
  private static final int PROGRESS = 2;
  private static final int ANSWER = 3;

  private WorkerFrames() {}

  /** What was read instead of a package, by the code of an answer. */
  public static Optional<WrongFile> wrongFile(int code) {
    int index = code - WRONG_FILE_CODE;
    return index >= 0 && index < WRONG_FILES.size()
        ? Optional.of(WRONG_FILES.get(index))
        : Optional.empty();
  }

  /** The code of an answer that says what was read instead of a package. */
  static int code(WrongFile what) {
    return WRONG_FILE_CODE + WRONG_FILES.indexOf(what);
  }

  /** Bytes that are no frame, or a frame at the wrong moment. */
  public static final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With what was found. */
    public MalformedException(String found) {
      super(found);
    }
  }

  /** A request to read a package. */
  public record Request(long number, List<String> arguments) {
    public Request {
      arguments = List.copyOf(arguments);
    }
  }

  /** What a worker says of a request. */
  public sealed interface Reply {
    /** Number of the request. */
    long number();
  }

  /** So many of so many pieces were read. */
  public record Progressed(long number, int done, int total) implements Reply {}

  /**
   * The end of a request.
   *
   * @param code what a run of its own would have ended with
   * @param detail for the operator, without control characters; empty where there are facts
   */
  public record Answer(long number, int code, String detail) implements Reply {}

  /** Writes a request. */
  public static void write(OutputStream out, Request request) throws IOException {
    List<byte[]> arguments = new ArrayList<>();
    int bytes = Short.BYTES;
    for (String argument : request.arguments()) {
      byte[] one = argument.getBytes(StandardCharsets.UTF_8);
      arguments.add(one);
      bytes += Short.BYTES + one.length;
    }
    ByteBuffer body = body(request.number(), REQUEST, bytes).putShort((short) arguments.size());
    arguments.forEach(one -> body.putShort((short) one.length).put(one));
    send(out, body);
  }

  /** Writes how far a request is. */
  public static void write(OutputStream out, Progressed progress) throws IOException {
    send(
        out,
        body(progress.number(), PROGRESS, 2 * Integer.BYTES)
            .putInt(progress.done())
            .putInt(progress.total()));
  }

  /** Writes the end of a request. */
  public static void write(OutputStream out, Answer answer) throws IOException {
    String detail = answer.detail();
    byte[] text =
        detail
            .substring(0, Math.min(detail.length(), DETAIL_CHARS))
            .getBytes(StandardCharsets.UTF_8);
    send(out, body(answer.number(), ANSWER, 1 + text.length).put((byte) answer.code()).put(text));
  }

  private static ByteBuffer body(long number, int kind, int bytes) throws IOException {
    if (HEAD_BYTES + bytes > MOST_BYTES) {
      throw new IOException("a frame of " + bytes + " bytes");
    }
    return ByteBuffer.allocate(Integer.BYTES + HEAD_BYTES + bytes)
        .putInt(HEAD_BYTES + bytes)
        .putLong(number)
        .put((byte) kind);
  }

  /** In one piece, so that threads cannot mix theirs. */
  private static void send(OutputStream out, ByteBuffer frame) throws IOException {
    byte[] bytes = new byte[frame.flip().remaining()];
    frame.get(bytes);
    out.write(bytes);
    out.flush();
  }

  /**
   * Reads a request.
   *
   * @throws MalformedException for anything but a frame
   * @throws IOException at the end of the stream
   */
  public static Request readRequest(DataInputStream in) throws IOException {
    ByteBuffer frame = receive(in);
    long number = frame.getLong();
    check(frame.get() == REQUEST, "no request");
    check(frame.remaining() >= Short.BYTES, "a request that is cut");
    int count = Short.toUnsignedInt(frame.getShort());
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      check(frame.remaining() >= Short.BYTES, "a request that is cut");
      int length = Short.toUnsignedInt(frame.getShort());
      check(frame.remaining() >= length, "a request that is cut");
      arguments.add(text(frame, length));
    }
    check(!frame.hasRemaining(), "bytes after a request");
    return new Request(number, arguments);
  }

  /**
   * Reads what a worker says.
   *
   * @throws MalformedException for anything but a frame
   * @throws IOException at the end of the stream
   */
  public static Reply readReply(DataInputStream in) throws IOException {
    ByteBuffer frame = receive(in);
    long number = frame.getLong();
    int kind = frame.get();
    if (kind == PROGRESS) {
      check(frame.remaining() == 2 * Integer.BYTES, "progress of another length");
      int done = frame.getInt();
      int total = frame.getInt();
      check(done >= 0 && done <= total, "progress beyond its total");
      return new Progressed(number, done, total);
    }
    check(kind == ANSWER && frame.hasRemaining(), "neither progress nor answer");
    int code = Byte.toUnsignedInt(frame.get());
    String detail = text(frame, frame.remaining());
    check(detail.length() <= DETAIL_CHARS, "a detail over its limit");
    return new Answer(number, code, detail);
  }

  private static ByteBuffer receive(DataInputStream in) throws IOException {
    int length = in.readInt();
    check(length >= HEAD_BYTES && length <= MOST_BYTES, "a frame without a possible length");
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static String text(ByteBuffer frame, int length) throws MalformedException {
    ByteBuffer part = frame.slice(frame.position(), length);
    frame.position(frame.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("text that is no UTF-8");
    }
  }

  private static void check(boolean fits, String found) throws MalformedException {
    if (!fits) {
      throw new MalformedException(found);
    }
  }
}
