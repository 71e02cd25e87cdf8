package cn.beian.server.records;

import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.instant;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.numbers.Reading;
import cn.beian.filing.states.RecordState;
import cn.beian.server.records.PublicRecord.Build;
import cn.beian.server.records.PublicRecord.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds records. */
@Component
class RecordReader {
  private static final int MOST = NameSearch.PAGE;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final NameSearch names;

  RecordReader(JdbcClient jdbc, JsonMapper json, NameSearch names) {
    this.jdbc = jdbc;
    this.json = json;
    this.names = names;
  }

  /**
   * Records that were found.
   *
   * @param more whether there are others, or may be
   */
  record Found(List<PublicRecord> records, boolean more) {}

  Optional<PublicRecord> find(String typed) {
    Reading<FilingNumber> reading = FilingNumber.read(typed);
    String number = reading.value().map(FilingNumber::toString).orElse(typed.strip());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    return where("number = :value", number).stream()
        .findFirst()
        .or(
            () ->
                where("official_number = :value and official_number <> ''", number).stream()
                    .findFirst());
  }

  /** Records whose app or sponsor name contains each word of the text, newest first. */
  Found byName(String text) {
    NameSearch.Hits hits = names.find(text);
    return new Found(at(hits.places()), hits.more());
  }

  /** The records at these places, newest first. */
  List<PublicRecord> at(List<Long> places) {
    return places.isEmpty()
        ? List.of()
        : where("place = any (:value) order by place desc", places.toArray(Long[]::new));
  }

  List<PublicRecord> bySha256(String sha256) {
    return where(
        "number in (select number from filing_package where sha256 = :value limit "
            + MOST
            + ") order by place desc",
        sha256);
  }

  List<PublicRecord> byPackage(String packageId) {
    return where(
        "number in (select number from filing_package where package_id = :value limit "
            + MOST
            + ") order by place desc",
        packageId);
  }

  /** The records with their packages and revisions: three questions, however many there are. */
  private List<PublicRecord> where(String condition, Object value) {
    List<PublicRecord> bare =
        jdbc.sql("select * from filing_record where " + condition)
            .param("value", value)
            .query(this::row)
            .list();
    if (bare.isEmpty()) {
      return bare;
    }
    String[] numbers = bare.stream().map(PublicRecord::number).toArray(String[]::new);
    Map<String, List<Build>> builds = builds(numbers);
    Map<String, List<Revision>> revisions = revisions(numbers);
    return bare.stream()
        .map(
            one ->
                one.with(
                    builds.getOrDefault(one.number(), List.of()),
                    revisions.getOrDefault(one.number(), List.of())))
        .toList();
  }

  private PublicRecord row(ResultSet row, int rowNumber) throws SQLException {
    LocalDate seen = row.getObject("number_seen_on", LocalDate.class);
    return new PublicRecord(
        row.getString("number"),
        row.getString("official_number"),
        row.getObject("application_id", UUID.class),
        row.getObject("organization_id", UUID.class),
        constant(row, "state", RecordState.class),
        row.getString("app_name"),
        row.getString("sponsor_name"),
        row.getString("issuer"),
        row.getString("users"),
        row.getObject("filed_on", LocalDate.class),
        Optional.ofNullable(seen),
        row.getBoolean("restricted"),
        json.readValue(row.getString("summary"), PublicRecord.Summary.class),
        List.of(),
        List.of());
  }

  private Map<String, List<Build>> builds(String[] numbers) {
    Map<String, List<Build>> builds = new HashMap<>();
    jdbc.sql(
            """
            select * from filing_package where number = any (:number)
              order by added_on, part desc, platform
            """)
        .param("number", numbers)
        .query(
            row -> {
              builds
                  .computeIfAbsent(row.getString("number"), number -> new ArrayList<>())
                  .add(
                      new Build(
                          row.getString("platform"),
                          row.getString("package_id"),
                          row.getString("version_name"),
                          row.getString("sha256"),
                          row.getString("signer"),
                          "LAUNCH".equals(row.getString("part")),
                          row.getObject("added_on", LocalDate.class)));
            });
    return builds;
  }

  private Map<String, List<Revision>> revisions(String[] numbers) {
    Map<String, List<Revision>> revisions = new HashMap<>();
    jdbc.sql("select * from filing_revision where number = any (:number) order by revision")
        .param("number", numbers)
        .query(
            row -> {
              revisions
                  .computeIfAbsent(row.getString("number"), number -> new ArrayList<>())
                  .add(
                      new Revision(
                          row.getInt("revision"),
                          row.getString("event"),
                          row.getLong("entry_index"),
                          instant(row, "at"),
                          row.getBoolean("sealed")));
            });
    return revisions;
  }
}
