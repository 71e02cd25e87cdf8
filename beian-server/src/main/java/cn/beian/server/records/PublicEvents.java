package cn.beian.server.records;

import cn.beian.ledger.tree.Hasher;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.Sha256Hex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is given away in bulk: the entries of the ledger, and the records that they come to, both as
 * far as they are public now. What was restricted after its entry was written is withheld, though
 * the entry stays in the ledger itself (ADR 0028, 0037).
 */
@Service
public class PublicEvents {
  private static final int CHUNK = 500;

  /** Members that an entry has in the open, restricted or not. */
  private static final List<String> ALWAYS_PUBLIC =
      List.of("number", "revision", "event", "at", "state");

  private final JdbcClient jdbc;
  private final PublicLedger ledger;

  PublicEvents(JdbcClient jdbc, PublicLedger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  /**
   * The events from an index on.
   *
   * @param end index of the first that is not wanted, at most the signed size
   * @param mostBytes no more are read once the lines have so many characters
   */
  @Transactional(readOnly = true)
  public List<PublicEvent> read(long from, long end, int mostBytes) {
    List<PublicEvent> events = new ArrayList<>();
    int bytes = 0;
    for (long first = from; first < end && bytes < mostBytes; ) {
      int count = (int) Math.min(CHUNK, end - first);
      for (PublicEvent event : chunk(first, count)) {
        events.add(event);
        bytes += event.line().length();
        if (bytes >= mostBytes) {
          break;
        }
      }
      first += count;
    }
    return events;
  }

  /** Each event below a size, in order; of one moment in a transaction that sees one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void scan(long size, Consumer<PublicEvent> each) {
    for (long first = 0; first < size; first += CHUNK) {
      chunk(first, (int) Math.min(CHUNK, size - first)).forEach(each);
    }
  }

  /** Each record that the events below a size come to, in the order of their first events. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void scanRecords(long size, Consumer<OpenRecord> each) {
    long after = -1;
    List<Filed> filed;
    do {
      filed =
          jdbc.sql(
                  """
                  select number, entry_index from filing_revision
                   where revision = 1 and entry_index > :after and entry_index < :size
                   order by entry_index limit :chunk
                  """)
              .param("after", after)
              .param("size", size)
              .param("chunk", CHUNK)
              .query(Filed.class)
              .list();
      if (!filed.isEmpty()) {
        after = filed.get(filed.size() - 1).index();
        histories(filed, size).values().stream().map(OpenRecord::of).forEach(each);
      }
    } while (filed.size() == CHUNK);
  }

  /** A digest of which records are restricted now: another one whenever others are. */
  @Transactional(readOnly = true)
  public String restrictedDigest() {
    return Sha256Hex.of(
        String.join(
            "\n",
            jdbc.sql("select number from filing_record where restricted order by number")
                .query(String.class)
                .list()));
  }

  /** A record and the index of its first entry. */
  private record Filed(String number, @InColumn("entry_index") long index) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entered(String number, long entryIndex, byte[] bytes, boolean withheld) {}

  private Map<String, List<PublicEvent>> histories(List<Filed> filed, long size) {
    Map<String, List<PublicEvent>> histories = new LinkedHashMap<>();
    filed.forEach(one -> histories.put(one.number(), new ArrayList<>()));
    jdbc.sql(
            """
            select v.number, v.entry_index, e.bytes, r.restricted and not v.sealed as withheld
              from filing_revision v
              join filing_record r on r.number = v.number
              join ledger_entry e on e.index = v.entry_index
             where v.number = any (:numbers) and v.entry_index < :size
             order by v.number, v.revision
            """)
        .param("numbers", histories.keySet().toArray(String[]::new))
        .param("size", size)
        .query(Entered.class)
        .list()
        .forEach(
            one ->
                Objects.requireNonNull(histories.get(one.number()))
                    .add(event(one.entryIndex(), one.bytes(), one.withheld())));
    return histories;
  }

  private List<PublicEvent> chunk(long first, int count) {
    Set<Long> withheld = withheld(first, count);
    List<PublicEvent> events = new ArrayList<>(count);
    long index = first;
    for (byte[] entry : ledger.entries(first, count)) {
      events.add(event(index, entry, withheld.contains(index)));
      index++;
    }
    return events;
  }

  private Set<Long> withheld(long first, int count) {
    return new TreeSet<>(
        jdbc.sql(
                """
                select v.entry_index from filing_revision v
                  join filing_record r on r.number = v.number
                 where v.entry_index >= :first and v.entry_index < :end
                   and r.restricted and not v.sealed
                """)
            .param("first", first)
            .param("end", first + count)
            .query(Long.class)
            .list());
  }

  private static PublicEvent event(long index, byte[] bytes, boolean withheld) {
    LedgerEntry entry =
        LedgerEntry.read(bytes)
            .orElseThrow(() -> new IllegalStateException("entry " + index + " is no JSON"));
    if (!withheld) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      String line = "{\"entry\":" + text + ",\"index\":" + index + "}";
      return new PublicEvent(index, line, entry.members(), !entry.sealed());
    }
    Map<String, Object> left = new TreeMap<>(entry.members());
    left.keySet().retainAll(ALWAYS_PUBLIC);
    String leaf = HexFormat.of().formatHex(Hasher.sha256().leaf(bytes).toBytes());
    String line =
        "{\"index\":"
            + index
            + ",\"leafHash\":\""
            + leaf
            + "\",\"withheld\":"
            + CanonicalJson.write(left)
            + "}";
    return new PublicEvent(index, line, left, false);
  }
}
