package cn.beian.server.records;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.numbers.Reading;
import cn.beian.filing.states.RecordState;
import cn.beian.server.records.PublicRecord.Build;
import cn.beian.server.records.PublicRecord.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds records. */
@Component
class RecordReader {
  static final int MAX_HITS = 50;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RecordReader(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Optional<PublicRecord> find(String typed) {
    Reading<FilingNumber> reading = FilingNumber.read(typed);
    String number = reading.value().map(FilingNumber::toString).orElse(typed.strip());
    return jdbc.sql(
            "select * from filing_record where number = :number or (official_number = :number and :number <> '')")
        .param("number", number)
        .query(this::row)
        .optional();
  }

  /** Records whose app or sponsor name contains the text, newest first. */
  List<PublicRecord> byName(String text) {
    Set<String> pairs = Bigrams.of(text);
    if (pairs.isEmpty()) {
      return List.of();
    }
    String single = Bigrams.fold(text);
    List<PublicRecord> found =
        single.codePointCount(0, single.length()) == 1
            ? jdbc.sql(
                    "select * from filing_record where number in (select number from filing_record_bigram where bigram like ?)"
                        + " order by filed_on desc, number desc limit ?")
                .params(single.replaceAll("[%_\\\\]", "") + "%", MAX_HITS)
                .query(this::row)
                .list()
            : jdbc.sql(
                    "select * from filing_record where number in (select number from filing_record_bigram"
                        + " where bigram in (:pairs) group by number having count(*) = :wanted)"
                        + " order by filed_on desc, number desc limit :limit")
                .param("pairs", new ArrayList<>(pairs))
                .param("wanted", pairs.size())
                .param("limit", MAX_HITS)
                .query(this::row)
                .list();
    return found.stream().filter(record -> !record.restricted()).toList();
  }

  List<PublicRecord> bySha256(String sha256) {
    return jdbc.sql(
            "select * from filing_record where number in (select number from filing_package where sha256 = ?)")
        .param(sha256)
        .query(this::row)
        .list();
  }

  List<PublicRecord> byPackage(String packageId) {
    return jdbc.sql(
            "select * from filing_record where number in (select number from filing_package where package_id = ?)"
                + " order by filed_on desc, number desc limit ?")
        .params(packageId, MAX_HITS)
        .query(this::row)
        .list();
  }

  private PublicRecord row(ResultSet row, int rowNumber) throws SQLException {
    String number = row.getString("number");
    LocalDate seen = row.getObject("number_seen_on", LocalDate.class);
    return new PublicRecord(
        number,
        row.getString("official_number"),
        row.getObject("application_id", UUID.class),
        row.getObject("organization_id", UUID.class),
        RecordState.valueOf(row.getString("state")),
        row.getString("app_name"),
        row.getString("sponsor_name"),
        row.getString("users"),
        row.getObject("filed_on", LocalDate.class),
        Optional.ofNullable(seen),
        row.getBoolean("restricted"),
        json.readValue(row.getString("summary"), PublicRecord.Summary.class),
        builds(number),
        revisions(number));
  }

  private List<Build> builds(String number) {
    return jdbc.sql(
            "select * from filing_package where number = ? order by added_on, part desc, platform")
        .param(number)
        .query(
            (row, n) ->
                new Build(
                    row.getString("platform"),
                    row.getString("package_id"),
                    row.getString("version_name"),
                    row.getString("sha256"),
                    row.getString("signer"),
                    "LAUNCH".equals(row.getString("part")),
                    row.getObject("added_on", LocalDate.class)))
        .list();
  }

  private List<Revision> revisions(String number) {
    return jdbc.sql("select * from filing_revision where number = ? order by revision")
        .param(number)
        .query(
            (row, n) ->
                new Revision(
                    row.getInt("revision"),
                    row.getString("event"),
                    row.getLong("entry_index"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }
}
