package cn.beian.inspect.container;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One entry; see {@link ZipArchive} for the layout. */
final class ZipEntryFile implements FileTree.Entry {
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Other methods that compress (APPNOTE 4.4.5): bzip2 is 12, LZMA 14, Zstandard 93, xz 95. */
  private static final Set<Integer> COMPRESSING =
      Set.of(1, 2, 3, 4, 5, 6, 9, 10, 12, 14, 16, 18, 19, 20, 93, 94, 95, 96, 97, 98);

  private static final int HAS_DESCRIPTOR = 1 << 3;
  private static final int ENCRYPTED = 1;

  /** Deflate cannot do better than 1032 to 1. */
  private static final int MAX_DEFLATE_RATIO = 1032;

  private final String name;
  private final int method;
  private final long statedBytes;
  private final ByteBuffer data;
  private final long dataOffset;
  private final boolean present;
  private final InflationBudget budget;
  private final Checksum checksum;
  private boolean contradicted;

  /** What the directory says of the content, and who is told where that is not so. */
  private record Checksum(int crc, AtomicBoolean told, FactSink facts) {
    Checksum(int crc, FactSink facts) {
      this(crc, new AtomicBoolean(), facts);
    }

    boolean isOf(byte[] content) {
      CRC32 found = new CRC32();
      found.update(content);
      return (int) found.getValue() == crc;
    }

    void compare(String name, long found) {
      if ((int) found != crc && told.compareAndSet(false, true)) {
        facts.anomaly("zip-crc", Locator.entry(name), "the content is not what was packed");
      }
    }
  }

  private ZipEntryFile(
      String name,
      int method,
      long statedBytes,
      ByteBuffer data,
      long dataOffset,
      boolean present,
      InflationBudget budget,
      Checksum checksum) {
    this.name = name;
    this.method = method;
    this.statedBytes = statedBytes;
    this.data = data;
    this.dataOffset = dataOffset;
    this.present = present;
    this.budget = budget;
    this.checksum = checksum;
  }

  /** Reads a central header and compares it with its local header. */
  static ZipEntryFile of(
      ByteBuffer bytes,
      String name,
      byte[] rawName,
      int header,
      long shift,
      InflationBudget budget,
      FactSink facts) {
    Locator here = Locator.entry(name);
    int flags = ZipNumbers.u16(bytes, header + 8);
    int method = ZipNumbers.u16(bytes, header + 10);
    long compressed = ZipNumbers.u32(bytes, header + 20);
    long stated = ZipNumbers.u32(bytes, header + 24);
    Checksum checksum = new Checksum(bytes.getInt(header + 16), facts);
    long local = ZipNumbers.u32(bytes, header + 42) + shift;
    if ((flags & ENCRYPTED) != 0) {
      facts.anomaly("zip-encryption-bit", here, "ignored, as Android does");
    }
    if (method != STORED && method != DEFLATED) {
      facts.anomaly("zip-method", here, "method " + method);
    }
    if (local > bytes.limit() - LOCAL_BYTES || bytes.getInt((int) local) != LOCAL) {
      facts.anomaly("zip-local-missing", here, "no local header where the directory says");
      return new ZipEntryFile(
          name, method, stated, bytes.slice(0, 0), local, false, budget, checksum);
    }
    int at = (int) local;
    int nameBytes = ZipNumbers.u16(bytes, at + 26);
    compare(bytes, at, rawName, flags, method, compressed, stated, facts, here);
    long start = local + LOCAL_BYTES + nameBytes + ZipNumbers.u16(bytes, at + 28);
    long length = method == DEFLATED ? compressed : Math.max(compressed, stated);
    if (method == STORED) {
      length = stated;
    }
    if (start + length > bytes.limit()) {
      facts.anomaly("zip-truncated", here, "data reaches past the end of the file");
      length = Math.max(0, bytes.limit() - start);
      start = Math.min(start, bytes.limit());
    }
    ByteBuffer data = bytes.slice((int) start, (int) length);
    return new ZipEntryFile(name, method, stated, data, start, true, budget, checksum);
  }

  private static void compare(
      ByteBuffer bytes,
      int local,
      byte[] rawName,
      int flags,
      int method,
      long compressed,
      long stated,
      FactSink facts,
      Locator here) {
    int nameBytes = ZipNumbers.u16(bytes, local + 26);
    byte[] localName = new byte[Math.min(nameBytes, bytes.limit() - local - LOCAL_BYTES)];
    bytes.get(local + LOCAL_BYTES, localName);
    if (!Arrays.equals(localName, rawName)) {
      facts.anomaly("zip-local-differs", here, "name");
    }
    if (ZipNumbers.u16(bytes, local + 8) != method) {
      facts.anomaly("zip-local-differs", here, "method");
    }
    boolean described = ((flags | ZipNumbers.u16(bytes, local + 6)) & HAS_DESCRIPTOR) != 0;
    if (!described
        && (ZipNumbers.u32(bytes, local + 18) != compressed
            || ZipNumbers.u32(bytes, local + 22) != stated)) {
      facts.anomaly("zip-local-differs", here, "size");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long statedBytes() {
    return statedBytes;
  }

  long dataOffset() {
    return dataOffset;
  }

  long dataBytes() {
    return data.limit();
  }

  /** Whether another entry of this name holds the same bytes, packed alike. */
  boolean isPackedLike(ZipEntryFile other, StoredTwice twice) {
    return present
        && other.present
        && !contradicted
        && method == other.method
        && statedBytes == other.statedBytes
        && (dataOffset == other.dataOffset
            ? data.limit() == other.data.limit()
            : twice.same(data, other.data));
  }

  /** Another entry of this name holds something else; false where that was known. */
  boolean contradict() {
    boolean first = !contradicted;
    contradicted = true;
    return first;
  }

  @Override
  public byte[] bytes() throws PackageFormatException {
    requirePresent();
    if (method == STORED) {
      return stored(data.limit());
    }
    if (method == DEFLATED) {
      return inflated();
    }
    try {
      return inflated();
    } catch (PackageFormatException e) {
      if (e.code() == Code.UNREADABLE) {
        return disguised();
      }
      throw e;
    }
  }

  /** What is stored under another method, unless it is what that method makes. */
  private byte[] disguised() throws PackageFormatException {
    byte[] stored = stored((int) Math.min(statedBytes, data.limit()));
    if (COMPRESSING.contains(method) && !checksum.isOf(stored)) {
      throw new PackageFormatException(
          Code.UNREADABLE, name, 0, "compressed by method " + method + ", which is not read");
    }
    return stored;
  }

  @Override
  public Optional<ByteSource> stored() {
    return method == STORED && present && !contradicted
        ? Optional.of(ByteSource.of(data.slice(0, data.limit())))
        : Optional.empty();
  }

  @Override
  public InputStream open() throws EntryReadException {
    if (method == DEFLATED && present && !contradicted) {
      return new InflatingStream(name, data, budget, crc -> checksum.compare(name, crc));
    }
    try {
      return new ByteArrayInputStream(bytes());
    } catch (PackageFormatException e) {
      throw new EntryReadException(e);
    }
  }

  private void requirePresent() throws PackageFormatException {
    if (contradicted) {
      throw PackageFormatException.storedTwice(name);
    }
    if (!present) {
      throw new PackageFormatException(Code.UNREADABLE, name, -1, "no local header");
    }
  }

  private byte[] stored(int length) throws PackageFormatException {
    requireParsable(length);
    budget.count(name, length, Math.max(1, data.limit()), length);
    byte[] out = new byte[length];
    data.get(0, out);
    check(out);
    return out;
  }

  private byte[] inflated() throws PackageFormatException {
    long guess = Math.min(statedBytes, (long) data.limit() * MAX_DEFLATE_RATIO);
    byte[] out = new byte[(int) Math.min(guess, budget.limits().parsedBytes())];
    byte[] one = new byte[1]; // beyond what is stated there should be nothing
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(data.duplicate());
      int length = 0;
      while (!inflater.finished()) {
        boolean full = length == out.length;
        int more =
            full ? inflater.inflate(one) : inflater.inflate(out, length, out.length - length);
        if (full && more > 0) {
          out = Arrays.copyOf(out, larger(length));
          out[length] = one[0];
        }
        length += more;
        budget.count(name, length, data.limit(), more);
        requireParsable(length);
        if (more == 0
            && !inflater.finished() // an empty file
            && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new PackageFormatException(
              Code.UNREADABLE, name, length, "compressed data ends too early");
        }
      }
      byte[] whole = length == out.length ? out : Arrays.copyOf(out, length);
      check(whole);
      return whole;
    } catch (DataFormatException e) {
      throw new PackageFormatException(
          Code.UNREADABLE,
          name,
          inflater.getBytesWritten(),
          "compressed data is broken: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private void check(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    checksum.compare(name, crc.getValue());
  }

  /** Twice the length, at least room for one byte beyond the limit. */
  private int larger(int length) {
    return (int) Math.min(Math.max(2L * length, 64), budget.limits().parsedBytes() + 1L);
  }

  private void requireParsable(long length) throws PackageFormatException {
    if (length > budget.limits().parsedBytes()) {
      throw new PackageFormatException(
          Code.LIMIT,
          name,
          -1,
          "holds more than " + budget.limits().parsedBytes() + " bytes to be parsed");
    }
  }
}
