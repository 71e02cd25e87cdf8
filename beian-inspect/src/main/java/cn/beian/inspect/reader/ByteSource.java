package cn.beian.inspect.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes with random access, at most 2 GiB; safe for use by several threads. */
public final class ByteSource {
  private final ByteBuffer bytes;

  private ByteSource(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  public static ByteSource of(byte[] bytes) {
    return new ByteSource(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
  }

  /** The bytes of a buffer from 0 to its limit; the buffer must not change afterwards. */
  public static ByteSource of(ByteBuffer bytes) {
    return new ByteSource(bytes.duplicate().clear().asReadOnlyBuffer());
  }

  /** Maps a file; the mapping lasts as long as this object is reachable. */
  public static ByteSource map(Path file, Limits limits) throws PackageFormatException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > limits.packageBytes()) {
        throw new PackageFormatException(
            PackageFormatException.Code.LIMIT,
            "",
            -1,
            channel.size() + " bytes, at most " + limits.packageBytes() + " are read");
      }
      return new ByteSource(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw new PackageFormatException(
          PackageFormatException.Code.UNREADABLE, "", -1, "cannot open the file: " + e);
    }
  }

  public int sizeBytes() {
    return bytes.limit();
  }

  /**
   * A little-endian read-only view.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the source
   */
  public ByteBuffer slice(int offset, int length) {
    return bytes.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A little-endian read-only view of everything. */
  public ByteBuffer all() {
    return slice(0, sizeBytes());
  }
}
