package cn.beian.server.records;

import cn.beian.ledger.FsckReport;
import cn.beian.server.ledger.PublicLedger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole check of what is public: the ledger itself, and that every (number, revision) is one
 * entry and the other way round.
 */
@Service
public class RecordCheck {
  private final JdbcClient jdbc;
  private final PublicLedger ledger;
  private final JsonMapper json;

  RecordCheck(JdbcClient jdbc, PublicLedger ledger, JsonMapper json) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.json = json;
  }

  /** Kinds of fault between records and entries. */
  public enum Kind {
    ENTRY_WITHOUT_REVISION,
    REVISION_WITHOUT_ENTRY,
    ENTRY_OF_ANOTHER_REVISION,
    ENTRY_UNREADABLE,
    REVISION_COUNT_DIFFERS
  }

  /**
   * A fault.
   *
   * @param index of the entry, -1 where there is none
   */
  public record RecordFault(Kind kind, long index, String number, int revision) {}

  /** What was found; both parts are clean when all is well. */
  public record Result(FsckReport ledger, List<RecordFault> faults) {
    public boolean clean() {
      return ledger.clean() && faults.isEmpty();
    }
  }

  private record Key(String number, int revision) {}

  /** Reads every entry and every revision once. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Result run() {
    List<RecordFault> faults = new ArrayList<>();
    Map<Long, Key> revisions = new HashMap<>();
    jdbc.sql("select number, revision, entry_index from filing_revision")
        .query(
            row -> {
              revisions.put(row.getLong(3), new Key(row.getString(1), row.getInt(2)));
            });
    long size = ledger.size();
    for (long index = 0; index < size; index++) {
      compare(index, revisions.remove(index), faults);
    }
    revisions.forEach(
        (index, key) ->
            faults.add(
                new RecordFault(Kind.REVISION_WITHOUT_ENTRY, index, key.number(), key.revision())));
    jdbc.sql(
            "select r.number, r.revision from filing_record r where r.revision <>"
                + " (select count(*) from filing_revision v where v.number = r.number)")
        .query(
            row -> {
              faults.add(
                  new RecordFault(
                      Kind.REVISION_COUNT_DIFFERS, -1, row.getString(1), row.getInt(2)));
            });
    return new Result(ledger.fsck(), faults);
  }

  private void compare(
      long index, @org.jspecify.annotations.Nullable Key expected, List<RecordFault> faults) {
    Key found;
    try {
      JsonNode entry =
          json.readTree(
              new String(ledger.entry(index).orElse(new byte[0]), StandardCharsets.UTF_8));
      found = new Key(entry.path("number").asString(""), entry.path("revision").asInt(-1));
    } catch (JacksonException e) {
      faults.add(new RecordFault(Kind.ENTRY_UNREADABLE, index, "", -1));
      return;
    }
    if (expected == null) {
      faults.add(
          new RecordFault(Kind.ENTRY_WITHOUT_REVISION, index, found.number(), found.revision()));
    } else if (!expected.equals(found)) {
      faults.add(
          new RecordFault(
              Kind.ENTRY_OF_ANOTHER_REVISION, index, expected.number(), expected.revision()));
    }
  }
}
