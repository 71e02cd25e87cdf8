package cn.beian.inspect.container;

import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflated data as a stream that counts what it inflates. */
final class InflatingStream extends InputStream {
  private final String entry;
  private final long compressed;
  private final InflationBudget budget;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final LongConsumer whole;
  private long length;

  /**
   * @param whole takes the CRC-32 of the content where all of it was read
   */
  InflatingStream(String entry, ByteBuffer data, InflationBudget budget, LongConsumer whole) {
    this.entry = entry;
    this.compressed = data.limit();
    this.budget = budget;
    this.whole = whole;
    inflater.setInput(data.duplicate());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    try {
      if (inflater.finished()) {
        return end();
      }
      int more = inflater.inflate(out, from, most);
      length += more;
      budget.count(entry, length, compressed, more);
      if (more > 0) {
        crc.update(out, from, more);
        return more;
      }
      if (inflater.finished()) {
        return end();
      }
      throw new EntryReadException(
          new PackageFormatException(
              Code.UNREADABLE, entry, length, "compressed data ends too early"));
    } catch (DataFormatException e) {
      throw new EntryReadException(
          new PackageFormatException(
              Code.UNREADABLE, entry, length, "compressed data is broken: " + e.getMessage()));
    } catch (PackageFormatException e) {
      throw new EntryReadException(e);
    }
  }

  private int end() {
    whole.accept(crc.getValue());
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
