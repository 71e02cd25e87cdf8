package cn.beian.inspect.container;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files that lie as ranges in sources of bytes. Names that are absolute, hold {@code ..}, a
 * backslash or NUL are left out; of two files of one name in one source none is read where they
 * differ ({@link StoredTwice}), else the first counts. All become anomalies.
 */
public final class SlicedTree implements FileTree {
  private final Limits limits;
  private final FactSink facts;
  private final Map<String, Entry> byName = new TreeMap<>();
  private @Nullable ByteSource last;
  private long most;
  private long sum;

  public SlicedTree(Limits limits, FactSink facts) {
    this.limits = limits;
    this.facts = facts;
  }

  /**
   * Adds a file.
   *
   * @throws PackageFormatException LIMIT where there are too many, a name is too long or the files
   *     lie in each other and are {@link Limits#passes()} times as large as what they lie in;
   *     UNREADABLE where the range is not inside the source
   */
  public void add(String name, ByteSource source, long offset, long length)
      throws PackageFormatException {
    if (offset < 0 || length < 0 || offset + length > source.sizeBytes()) {
      throw new PackageFormatException(
          Code.UNREADABLE,
          name,
          offset,
          length + " bytes of a file lie beyond the end, of " + source.sizeBytes());
    }
    if (source != last) {
      last = source;
      most += (long) limits.passes() * source.sizeBytes();
    }
    sum += length;
    if (sum > most) {
      throw new PackageFormatException(
          Code.LIMIT, name, offset, "files lie in each other again and again");
    }
    add(name, new Slice(name, source, (int) offset, (int) length, limits));
  }

  /**
   * Adds a file of another tree.
   *
   * @throws PackageFormatException LIMIT
   */
  public void add(Entry entry) throws PackageFormatException {
    add(entry.name(), entry);
  }

  private void add(String name, Entry entry) throws PackageFormatException {
    if (name.getBytes(StandardCharsets.UTF_8).length > limits.nameBytes()) {
      throw new PackageFormatException(
          Code.LIMIT, "", -1, "a name has more than " + limits.nameBytes() + " bytes");
    }
    if (!ZipArchive.isSafe(name)) {
      facts.anomaly("unsafe_name", Locator.PACKAGE, name);
      return;
    }
    Entry first = byName.putIfAbsent(name, entry);
    if (first instanceof Contradicted) {
      return;
    }
    if (first instanceof Slice one && entry instanceof Slice other && one.differs(other)) {
      byName.put(name, new Contradicted(name));
      StoredTwice.tell(facts, name);
    } else if (first != null) {
      facts.anomaly("duplicate_name", Locator.entry(name), "the first counts");
    }
    if (byName.size() > limits.entries()) {
      throw new PackageFormatException(
          Code.LIMIT, "", -1, "more than " + limits.entries() + " files");
    }
  }

  @Override
  public List<Entry> entries() {
    return new ArrayList<>(byName.values());
  }

  @Override
  public Optional<Entry> entry(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private record Slice(String name, ByteSource source, int offset, int length, Limits limits)
      implements Entry {
    /** Whether another file of the same archive, of the same name, holds something else. */
    boolean differs(Slice other) {
      return source == other.source
          && !source.slice(offset, length).equals(source.slice(other.offset, other.length));
    }

    @Override
    public long statedBytes() {
      return length;
    }

    @Override
    public byte[] bytes() throws PackageFormatException {
      if (length > limits.parsedBytes()) {
        throw new PackageFormatException(
            Code.LIMIT, name, -1, "more than " + limits.parsedBytes() + " bytes");
      }
      byte[] bytes = new byte[length];
      source.slice(offset, length).get(bytes);
      return bytes;
    }

    @Override
    public InputStream open() throws IOException {
      try {
        return new ByteArrayInputStream(bytes());
      } catch (PackageFormatException e) {
        throw new cn.beian.inspect.reader.EntryReadException(e);
      }
    }
  }

  /** A name under which different files lie. */
  private record Contradicted(String name) implements Entry {
    @Override
    public long statedBytes() {
      return 0;
    }

    @Override
    public byte[] bytes() throws PackageFormatException {
      throw PackageFormatException.storedTwice(name);
    }

    @Override
    public InputStream open() throws IOException {
      throw new cn.beian.inspect.reader.EntryReadException(
          PackageFormatException.storedTwice(name));
    }
  }
}
