package cn.beian.ledger;

import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.StoredEntry;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Subtree;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Entries one after another in a file; keeps only the last hash of each level in memory. */
final class FileLog implements LedgerStorage, AutoCloseable {
  private final Path file;
  private final DataOutputStream out;
  private final Hash[] last = new Hash[64];
  private final List<String> published = new ArrayList<>();
  private long size;

  FileLog(Path file) throws IOException {
    this.file = file;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long lockSize() {
    return size;
  }

  @Override
  public Optional<byte[]> entry(long index) {
    throw new UnsupportedOperationException("scan only");
  }

  @Override
  public Optional<Hash> hash(Subtree subtree) {
    return subtree.index() == (size >>> subtree.level()) - 1
        ? Optional.of(last[subtree.level()])
        : Optional.empty();
  }

  @Override
  public void append(StoredEntry entry) {
    try {
      out.writeShort(entry.bytes().length);
      out.write(entry.bytes());
      for (int level = 0; level < entry.completed().size(); level++) {
        last[level] = entry.completed().get(level);
        out.write(last[level].raw());
      }
      size++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void scan(Consumer<StoredEntry> visitor) {
    try {
      out.flush();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
        for (long index = 0; index < size; index++) {
          byte[] bytes = in.readNBytes(in.readUnsignedShort());
          List<Hash> completed = new ArrayList<>();
          for (int i = StoredEntry.completedCount(index); i > 0; i--) {
            completed.add(Hash.of(in.readNBytes(32)));
          }
          visitor.accept(new StoredEntry(index, bytes, completed));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> published() {
    return published.isEmpty()
        ? Optional.empty()
        : Optional.of(published.get(published.size() - 1));
  }

  @Override
  public void publish(long atSize, String checkpoint) {
    published.add(checkpoint);
  }

  @Override
  public void scanPublished(Consumer<String> visitor) {
    published.forEach(visitor);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
