package cn.beian.server.records;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A revision as the database has it.
 *
 * @param record what the record says, where this is its newest revision; else empty
 * @param summary what the record says of its test
 * @param packages those that belong to its event, each as {@link LedgerEntry#packages}
 */
record StoredRevision(
    String number,
    int revision,
    String event,
    long index,
    Instant at,
    Map<String, String> record,
    PublicRecord.@Nullable Summary summary,
    Set<String> packages) {
  /** All revisions, by entry. */
  static final String IN_ORDER =
      """
      select v.number, v.revision, v.event, v.entry_index, v.at,
             r.state, r.app_name, r.sponsor_name, r.official_number, r.filed_on,
             (select f.summary from filing_record f where f.number = v.number) as summary,
             (select array_agg(concat_ws('|', p.platform, p.package_id, p.version_name, p.sha256, p.signer))
               from filing_package p where p.number = v.number
               and p.part = case v.event when 'FILED' then 'REVIEW' when 'LAUNCH_BUILD' then 'LAUNCH' end) as packages
        from filing_revision v
        left join filing_record r on r.number = v.number and r.revision = v.revision
       order by v.entry_index
      """;

  static StoredRevision of(ResultSet row, int rowNumber) throws SQLException {
    String state = row.getString("state");
    Map<String, String> record =
        state == null
            ? Map.of()
            : Map.of(
                "state", state,
                "appName", row.getString("app_name"),
                "sponsorName", row.getString("sponsor_name"),
                "officialNumber", row.getString("official_number"),
                "filedOn", row.getString("filed_on"));
    String summary = row.getString("summary");
    Array packages = row.getArray("packages");
    return new StoredRevision(
        row.getString("number"),
        row.getInt("revision"),
        row.getString("event"),
        row.getLong("entry_index"),
        row.getTimestamp("at").toInstant(),
        record,
        summary == null ? null : JsonMapper.shared().readValue(summary, PublicRecord.Summary.class),
        packages == null ? Set.of() : new TreeSet<>(Arrays.asList((String[]) packages.getArray())));
  }

  boolean isNamedBy(LedgerEntry entry) {
    return entry.text("number").equals(number)
        && entry.revision() == revision
        && entry.text("event").equals(event)
        && entry.text("at").equals(at.toString());
  }

  boolean saysTheSame(LedgerEntry entry) {
    return record.entrySet().stream()
            .allMatch(field -> entry.text(field.getKey()).equals(field.getValue()))
        && testedTheSame(entry);
  }

  private boolean testedTheSame(LedgerEntry entry) {
    if (summary == null) {
      return true; // the record is gone, which is told elsewhere
    }
    List<String> tests = event.equals("FILED") ? summary.testDigests() : List.of();
    return tests.equals(entry.texts("testDigests"))
        && (record.isEmpty() || summary.rulebookVersion().equals(entry.text("rulebookVersion")));
  }

  /** A launch build may follow others; what was filed must be all. */
  boolean hasTheSamePackages(LedgerEntry entry) {
    return event.equals("FILED")
        ? packages.equals(entry.packages())
        : packages.containsAll(entry.packages());
  }
}
