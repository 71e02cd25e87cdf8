package cn.beian.inspect.container;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A ZIP archive over a mapped file, little-endian (PKWARE APPNOTE 6.3.10):
 *
 * <pre>
 * end of central directory  PK\5\6  +8 u16 entries here, +10 u16 entries, +12 u32 size and
 *                                   +16 u32 offset of the central directory, +20 u16 comment length
 * ZIP64 locator             PK\6\7  20 bytes before it: +8 u64 offset of the ZIP64 record
 * ZIP64 record              PK\6\6  +32 u64 entries, +40 u64 size, +48 u64 offset
 * central header            PK\1\2  +8 u16 flags, +10 u16 method, +16 u32 CRC-32, +20 u32 compressed
 *                                   and +24 u32 inflated size, +28 u16 name, +30 u16 extra and +32 u16
 *                                   comment length, +42 u32 offset of the local header, +46 name
 * local header              PK\3\4  +6 u16 flags, +8 u16 method, +14 u32 CRC-32, +18 u32 compressed
 *                                   and +22 u32 inflated size, +26 u16 name and +28 u16 extra length,
 *                                   +30 name, extra, data
 * </pre>
 *
 * <p>As on Android the central directory decides; only where the data begins is taken from the
 * local header. The encryption bit is ignored, and a method that is neither stored nor deflated is
 * tried as deflated, then taken as stored; where it is a method that compresses and the content is
 * not what was packed, it counts as not read. Two entries of one name are one where they hold the
 * same bytes, else none of them is read ({@link StoredTwice}). Names that are absolute, hold {@code
 * ..}, a backslash or NUL are left out. All of these, and bytes before or after the archive, become
 * anomalies.
 */
public final class ZipArchive implements FileTree {
  /** Folders within each other that are compared with the names of files. */
  private static final int MAX_DEPTH = 100;

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xffff;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_BYTES = 20;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;

  /** Where the central directory lies. */
  private record Directory(long offset, long size, long entries, int end, long shift) {}

  private final List<Entry> entries;
  private final Map<String, ZipEntryFile> byName;
  private final int directoryOffset;

  private ZipArchive(Map<String, ZipEntryFile> byName, int directoryOffset) {
    this.byName = byName;
    this.entries = List.copyOf(byName.values());
    this.directoryOffset = directoryOffset;
  }

  /**
   * Opens an archive and reads its central directory.
   *
   * @param facts takes the anomalies
   * @return empty if there is no end of a central directory, so that it is not a ZIP archive
   * @throws PackageFormatException UNREADABLE where the central directory is not where it is said
   *     to be; LIMIT where there are too many entries or a name is too long
   */
  public static Optional<ZipArchive> open(ByteSource source, InflationBudget budget, FactSink facts)
      throws PackageFormatException {
    ByteBuffer bytes = source.all();
    int end = findEnd(bytes);
    if (end < 0) {
      return Optional.empty();
    }
    Directory directory = directory(bytes, end, facts);
    Map<String, ZipEntryFile> byName = entries(bytes, directory, budget, facts);
    ZipArchive archive = new ZipArchive(byName, (int) directory.offset);
    archive.reportLayout(facts);
    return Optional.of(archive);
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<Entry> entry(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Offset of the central directory in the file; an APK signing block ends there. */
  public int directoryOffset() {
    return directoryOffset;
  }

  private static int findEnd(ByteBuffer bytes) {
    int last = bytes.limit() - END_BYTES;
    for (int at = last; at >= 0 && at >= last - MAX_COMMENT; at--) {
      if (bytes.getInt(at) == END) {
        return at;
      }
    }
    return -1;
  }

  private static Directory directory(ByteBuffer bytes, int end, FactSink facts)
      throws PackageFormatException {
    long count = ZipNumbers.u16(bytes, end + 10);
    long size = ZipNumbers.u32(bytes, end + 12);
    long offset = ZipNumbers.u32(bytes, end + 16);
    int limit = end;
    int comment = ZipNumbers.u16(bytes, end + 20);
    if (end + END_BYTES + comment != bytes.limit()) {
      facts.anomaly(
          "zip-suffix", Locator.offset("", end), "length of the comment differs from what follows");
    }
    int locator = end - LOCATOR64_BYTES;
    if (locator >= 0 && bytes.getInt(locator) == LOCATOR64) {
      long end64 = bytes.getLong(locator + 8);
      if (end64 >= 0 && end64 <= locator - END64_BYTES && bytes.getInt((int) end64) == END64) {
        limit = (int) end64;
        count = bytes.getLong((int) end64 + 32);
        size = bytes.getLong((int) end64 + 40);
        offset = bytes.getLong((int) end64 + 48);
      }
    }
    if (isCentral(bytes, offset) || (count == 0 && size == 0)) {
      return new Directory(offset, size, count, limit, 0);
    }
    long shift = limit - size - offset;
    if (shift > 0 && isCentral(bytes, offset + shift)) {
      facts.anomaly("zip-prefix", Locator.PACKAGE, "bytes before the archive");
      return new Directory(offset + shift, size, count, limit, shift);
    }
    throw new PackageFormatException(
        Code.UNREADABLE, "", end, "no central directory at byte " + offset);
  }

  /** Size of the content, in the record of an entry. */
  private static final int SIZE_AT = 24;

  private static boolean isCentral(ByteBuffer bytes, long offset) {
    return offset >= 0
        && offset <= bytes.limit() - CENTRAL_BYTES
        && bytes.getInt((int) offset) == CENTRAL;
  }

  private static Map<String, ZipEntryFile> entries(
      ByteBuffer bytes, Directory directory, InflationBudget budget, FactSink facts)
      throws PackageFormatException {
    Map<String, ZipEntryFile> byName = new TreeMap<>();
    StoredTwice twice = new StoredTwice(bytes.limit());
    long at = directory.offset;
    int count = 0;
    while (at <= directory.end - CENTRAL_BYTES && bytes.getInt((int) at) == CENTRAL) {
      int header = (int) at;
      if (++count > budget.limits().entries()) {
        throw new PackageFormatException(
            Code.LIMIT, "", header, "more than " + budget.limits().entries() + " entries");
      }
      int nameBytes = ZipNumbers.u16(bytes, header + 28);
      if (nameBytes > budget.limits().nameBytes()) {
        throw new PackageFormatException(
            Code.LIMIT, "", header, "an entry's name has " + nameBytes + " bytes");
      }
      at +=
          CENTRAL_BYTES
              + nameBytes
              + ZipNumbers.u16(bytes, header + 30)
              + ZipNumbers.u16(bytes, header + 32);
      if (header + CENTRAL_BYTES + nameBytes > bytes.limit()) {
        throw new PackageFormatException(Code.UNREADABLE, "", header, "name past the end");
      }
      add(bytes, header, nameBytes, directory.shift, budget, facts, byName, twice);
    }
    if (count != directory.entries && (count & 0xffff) != directory.entries) {
      facts.anomaly(
          "zip-entry-count",
          Locator.offset("", at),
          "central directory holds " + count + ", end record says " + directory.entries);
    }
    return byName;
  }

  private static void add(
      ByteBuffer bytes,
      int header,
      int nameBytes,
      long shift,
      InflationBudget budget,
      FactSink facts,
      Map<String, ZipEntryFile> byName,
      StoredTwice twice)
      throws PackageFormatException {
    byte[] raw = new byte[nameBytes];
    bytes.get(header + CENTRAL_BYTES, raw);
    String name = new String(raw, StandardCharsets.UTF_8);
    if (!isSafe(name)) {
      facts.anomaly("zip-unsafe-name", Locator.entry(name), "entry left out");
      Coverage.ENTRIES.add(facts, 0, 1, Unread.UNSAFE_NAME);
      return;
    }
    if (name.endsWith("/")) {
      if (bytes.getInt(header + SIZE_AT) != 0) {
        facts.anomaly("zip-unsafe-name", Locator.entry(name), "a folder with content");
        Coverage.ENTRIES.add(facts, 0, 1, Unread.UNSAFE_NAME);
      }
      return;
    }
    ZipEntryFile entry = ZipEntryFile.of(bytes, name, raw, header, shift, budget, facts);
    ZipEntryFile first = byName.putIfAbsent(name, entry);
    if (first == null) {
      return;
    }
    if (first.isPackedLike(entry, twice)) {
      facts.anomaly("zip-duplicate", Locator.entry(name), "the same bytes");
    } else if (first.contradict()) {
      StoredTwice.tell(facts, name);
    }
  }

  /** Whether a name stays inside the archive on every platform. */
  public static boolean isSafe(String name) {
    if (name.isEmpty()
        || name.startsWith("/")
        || name.indexOf('\\') >= 0
        || name.indexOf('\0') >= 0
        || (name.length() > 1 && name.charAt(1) == ':')) {
      return false;
    }
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private void reportLayout(FactSink facts) {
    List<ZipEntryFile> byPlace = new ArrayList<>(byName.values());
    byPlace.sort(Comparator.comparingLong(ZipEntryFile::dataOffset));
    long end = 0;
    for (ZipEntryFile entry : byPlace) {
      if (entry.dataOffset() < end && entry.dataBytes() > 0) {
        facts.anomaly(
            "zip-overlap", Locator.entry(entry.name()), "shares bytes with another entry");
      }
      end = Math.max(end, entry.dataOffset() + entry.dataBytes());
    }
    for (String name : byName.keySet()) {
      int depth = 0;
      for (int slash = name.indexOf('/');
          slash > 0 && depth++ < MAX_DEPTH;
          slash = name.indexOf('/', slash + 1)) {
        String folder = name.substring(0, slash);
        if (byName.containsKey(folder)) {
          facts.anomaly(
              "zip-file-and-folder", Locator.entry(folder), "one name for a file and a folder");
        }
      }
    }
  }

  /** All entries, for reports of the layout. */
  List<ZipEntryFile> files() {
    return Collections.unmodifiableList(new ArrayList<>(byName.values()));
  }
}
