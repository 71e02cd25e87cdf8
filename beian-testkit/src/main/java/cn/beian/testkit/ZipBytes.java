package cn.beian.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Builds ZIP archives, including invalid ones that {@code java.util.zip} refuses to write. */
public final class ZipBytes {
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;

  private static final byte[] NO_EXTRA = {};

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(
      byte[] name,
      int flags,
      int method,
      int crc,
      int compressed,
      int inflated,
      byte[] localName,
      byte[] data,
      int sharedOffset,
      byte[] extra) {}

  private final List<Entry> entries = new ArrayList<>();
  private byte[] prefix = new byte[0];
  private byte[] suffix = new byte[0];

  /** Adds a deflated entry. */
  public ZipBytes deflated(String name, byte[] content) {
    byte[] data = deflate(content);
    return add(name, 0, 8, content, data, content.length, name);
  }

  /** Adds a stored entry. */
  public ZipBytes stored(String name, byte[] content) {
    return add(name, 0, 0, content, content, content.length, name);
  }

  /** Adds an entry whose data was compressed with another method. */
  public ZipBytes compressed(String name, byte[] content, byte[] data, int method) {
    return add(name, 0, method, content, data, content.length, name);
  }

  /** Adds an entry with the encryption bit set and a bogus method over plainly deflated data. */
  public ZipBytes disguised(String name, byte[] content, int method) {
    return add(name, 1, method, content, deflate(content), content.length, name);
  }

  /** Adds a stored entry whose checksum is that of another content. */
  public ZipBytes misstated(String name, byte[] content) {
    return add(name, 0, 0, new byte[] {1}, content, content.length, name);
  }

  /** Adds an entry whose deflated data begins with a block of the reserved type. */
  public ZipBytes damaged(String name, byte[] content) {
    byte[] data = deflate(content);
    data[0] = 7;
    return add(name, 0, 8, content, data, content.length, name);
  }

  /** Adds a deflated entry whose local header has another name. */
  public ZipBytes renamedLocally(String name, String localName, byte[] content) {
    return add(name, 0, 8, content, deflate(content), content.length, localName);
  }

  /** Adds a deflated entry that declares another inflated size. */
  public ZipBytes lying(String name, byte[] content, int statedBytes) {
    return add(name, 0, 8, content, deflate(content), statedBytes, name);
  }

  /** Adds a deflated entry that declares an inflated size of more than 32 bits (ZIP64). */
  public ZipBytes declaring(String name, byte[] content, long statedBytes) {
    add(name, 0, 8, content, deflate(content), -1, name);
    Entry plain = entries.remove(entries.size() - 1);
    ByteBuffer extra = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    extra.putShort((short) 1).putShort((short) 8).putLong(statedBytes);
    entries.add(
        new Entry(
            plain.name,
            plain.flags,
            plain.method,
            plain.crc,
            plain.compressed,
            plain.inflated,
            plain.localName,
            plain.data,
            plain.sharedOffset,
            extra.array()));
    return this;
  }

  /** Adds an entry to the central directory that shares the data of the entry added first. */
  public ZipBytes overlapping(String name) {
    Entry first = entries.get(0);
    byte[] raw = name.getBytes(StandardCharsets.UTF_8);
    entries.add(
        new Entry(
            raw,
            first.flags,
            first.method,
            first.crc,
            first.compressed,
            first.inflated,
            first.localName,
            new byte[0],
            0,
            NO_EXTRA));
    return this;
  }

  /** Puts bytes before the archive without shifting its offsets. */
  public ZipBytes prefix(byte[] bytes) {
    this.prefix = bytes.clone();
    return this;
  }

  /** Puts bytes after the archive. */
  public ZipBytes suffix(byte[] bytes) {
    this.suffix = bytes.clone();
    return this;
  }

  private ZipBytes add(
      String name, int flags, int method, byte[] content, byte[] data, int stated, String local) {
    CRC32 crc = new CRC32();
    crc.update(content);
    entries.add(
        new Entry(
            name.getBytes(StandardCharsets.UTF_8),
            flags,
            method,
            (int) crc.getValue(),
            data.length,
            stated,
            local.getBytes(StandardCharsets.UTF_8),
            data,
            -1,
            NO_EXTRA));
    return this;
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** The archive. */
  public byte[] toBytes() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    List<Integer> offsets = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.sharedOffset >= 0) {
        offsets.add(entry.sharedOffset);
        continue;
      }
      offsets.add(body.size());
      ByteBuffer local =
          ByteBuffer.allocate(LOCAL_BYTES + entry.localName.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(0x04034b50)
              .putShort((short) 20)
              .putShort((short) entry.flags)
              .putShort((short) entry.method)
              .putInt(0)
              .putInt(entry.crc)
              .putInt(entry.compressed)
              .putInt(entry.inflated)
              .putShort((short) entry.localName.length)
              .putShort((short) 0)
              .put(entry.localName);
      body.writeBytes(local.array());
      body.writeBytes(entry.data);
    }
    int directory = body.size();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      ByteBuffer central =
          ByteBuffer.allocate(CENTRAL_BYTES + entry.name.length + entry.extra.length)
              .order(ByteOrder.LITTLE_ENDIAN);
      central
          .putInt(0x02014b50)
          .putShort((short) 20)
          .putShort((short) 20)
          .putShort((short) entry.flags)
          .putShort((short) entry.method)
          .putInt(0)
          .putInt(entry.crc)
          .putInt(entry.compressed)
          .putInt(entry.inflated)
          .putShort((short) entry.name.length)
          .putShort((short) entry.extra.length);
      central.position(42);
      central.putInt(offsets.get(i)).put(entry.name).put(entry.extra);
      body.writeBytes(central.array());
    }
    ByteBuffer end = ByteBuffer.allocate(END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0);
    end.putShort((short) entries.size()).putShort((short) entries.size());
    end.putInt(body.size() - directory).putInt(directory);
    body.writeBytes(end.array());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(prefix);
    all.writeBytes(body.toByteArray());
    all.writeBytes(suffix);
    return all.toByteArray();
  }
}
