package cn.beian.inspect.zip;

import cn.beian.inspect.EntryReadException;
import cn.beian.inspect.Meter;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflated data as a stream that counts what it inflates. */
final class InflatingStream extends InputStream {
  private final String entry;
  private final long compressed;
  private final Meter meter;
  private final Inflater inflater = new Inflater(true);
  private long length;

  InflatingStream(String entry, ByteBuffer data, Meter meter) {
    this.entry = entry;
    this.compressed = data.limit();
    this.meter = meter;
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
        return -1;
      }
      int more = inflater.inflate(out, from, most);
      length += more;
      meter.count(entry, length, compressed, more);
      if (more > 0) {
        return more;
      }
      if (inflater.finished()) {
        return -1;
      }
      throw new EntryReadException(
          new PackageFormatException(
              Code.UNREADABLE, entry, length, "compressed data ends too early"));
    } catch (DataFormatException e) {
      throw new EntryReadException(
          new PackageFormatException(
              Code.UNREADABLE, entry, length, "compressed data is broken: " + e));
    } catch (PackageFormatException e) {
      throw new EntryReadException(e);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
