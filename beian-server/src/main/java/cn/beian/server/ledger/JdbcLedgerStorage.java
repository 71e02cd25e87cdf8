package cn.beian.server.ledger;

import cn.beian.ledger.storage.LedgerCorruptException;
import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.StoredEntry;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Subtree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A ledger in three tables. {@code completed} holds the 32-byte hashes of the subtrees that an
 * entry completes, from the leaf up.
 */
final class JdbcLedgerStorage implements LedgerStorage {
  private static final int HASH_BYTES = 32;
  private static final int FETCH_ROWS = 1000;

  private final JdbcClient jdbc;
  private final JdbcTemplate streaming;

  JdbcLedgerStorage(JdbcTemplate template) {
    this.jdbc = JdbcClient.create(template);
    this.streaming = new JdbcTemplate(java.util.Objects.requireNonNull(template.getDataSource()));
    this.streaming.setFetchSize(FETCH_ROWS);
  }

  @Override
  public long size() {
    return jdbc.sql("select size from ledger_head").query(Long.class).single();
  }

  @Override
  public long lockSize() {
    return jdbc.sql("select size from ledger_head for update").query(Long.class).single();
  }

  @Override
  public Optional<byte[]> entry(long index) {
    return jdbc.sql("select bytes from ledger_entry where index = :index")
        .param("index", index)
        .query((row, number) -> row.getBytes(1))
        .optional();
  }

  @Override
  public Optional<Hash> hash(Subtree subtree) {
    return jdbc.sql(
            """
            select substring(completed from :value for :HASH_BYTES) from ledger_entry
              where index = :index
            """)
        .param("value", subtree.level() * HASH_BYTES + 1)
        .param("HASH_BYTES", HASH_BYTES)
        .param("index", subtree.lastLeaf())
        .query((row, number) -> row.getBytes(1))
        .optional()
        .filter(bytes -> bytes.length == HASH_BYTES)
        .map(Hash::of);
  }

  @Override
  public List<byte[]> entries(long first, int count) {
    List<byte[]> entries =
        jdbc.sql(
                """
            select bytes from ledger_entry where index >= :index and index < :count order by index
            """)
            .param("index", first)
            .param("count", first + count)
            .query((row, number) -> row.getBytes(1))
            .list();
    if (entries.size() != count) {
      throw new LedgerCorruptException(
          "of " + count + " entries from " + first + " on only " + entries.size() + " are stored");
    }
    return entries;
  }

  @Override
  public List<Hash> hashes(List<Subtree> subtrees) {
    if (subtrees.isEmpty()) {
      return List.of();
    }
    Long[] leaves = subtrees.stream().map(Subtree::lastLeaf).toArray(Long[]::new);
    Integer[] starts =
        subtrees.stream().map(subtree -> subtree.level() * HASH_BYTES + 1).toArray(Integer[]::new);
    List<Hash> hashes =
        jdbc
            .sql(
                """
            select substring(e.completed from w.start for :HASH_BYTES)
            from unnest(:leaves::bigint[], :starts::int[]) with ordinality as w (leaf, start,
              place)
            join ledger_entry e on e.index = w.leaf order by w.place
            """)
            .param("HASH_BYTES", HASH_BYTES)
            .param("leaves", leaves)
            .param("starts", starts)
            .query((row, number) -> row.getBytes(1))
            .list()
            .stream()
            .filter(bytes -> bytes.length == HASH_BYTES)
            .map(Hash::of)
            .toList();
    if (hashes.size() != subtrees.size()) {
      throw new LedgerCorruptException("not every hash is stored of " + subtrees);
    }
    return hashes;
  }

  @Override
  public void append(StoredEntry entry) {
    int raised =
        jdbc.sql("update ledger_head set size = size + 1 where size = :size")
            .param("size", entry.index())
            .update();
    if (raised != 1) {
      throw new IllegalArgumentException("entry " + entry.index() + " is not the next one");
    }
    jdbc.sql(
            """
            insert into ledger_entry (index, bytes, completed) values (:index, :bytes, :completed)
            """)
        .param("index", entry.index())
        .param("bytes", entry.bytes())
        .param("completed", join(entry.completed()))
        .update();
  }

  @Override
  public void scan(Consumer<StoredEntry> visitor) {
    streaming.query(
        "select index, bytes, completed from ledger_entry order by index",
        row -> {
          visitor.accept(entryRow(row));
        });
  }

  @Override
  public Optional<String> published() {
    return jdbc.sql(
            """
            select note from ledger_checkpoint order by size desc, place desc
            limit 1
            """)
        .query(String.class)
        .optional();
  }

  @Override
  public void publish(long size, String checkpoint) {
    jdbc.sql("insert into ledger_checkpoint (size, note) values (:size, :note)")
        .param("size", size)
        .param("note", checkpoint)
        .update();
  }

  @Override
  public void scanPublished(Consumer<String> visitor) {
    streaming.query(
        "select note from ledger_checkpoint order by size, place",
        row -> {
          visitor.accept(row.getString(1));
        });
  }

  private static StoredEntry entryRow(ResultSet row) throws SQLException {
    byte[] completed = row.getBytes("completed");
    List<Hash> hashes = new ArrayList<>(completed.length / HASH_BYTES);
    for (int at = 0; at + HASH_BYTES <= completed.length; at += HASH_BYTES) {
      hashes.add(Hash.of(Arrays.copyOfRange(completed, at, at + HASH_BYTES)));
    }
    return new StoredEntry(row.getLong("index"), row.getBytes("bytes"), hashes);
  }

  private static byte[] join(List<Hash> hashes) {
    byte[] joined = new byte[hashes.size() * HASH_BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).toBytes(), 0, joined, i * HASH_BYTES, HASH_BYTES);
    }
    return joined;
  }
}
