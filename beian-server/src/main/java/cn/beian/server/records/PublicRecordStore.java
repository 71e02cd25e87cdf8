package cn.beian.server.records;

import static cn.beian.server.platform.SqlColumns.constant;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.numbers.Reading;
import cn.beian.filing.states.RecordState;
import cn.beian.server.records.PublicRecord.Build;
import cn.beian.server.records.PublicRecord.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds records. */
@Component
class PublicRecordStore {
  private static final int MOST = NameSearch.PAGE;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final NameSearch names;
  private final OfficialNumberScheme scheme;

  PublicRecordStore(
      JdbcClient jdbc, JsonMapper json, NameSearch names, OfficialNumberScheme scheme) {
    this.jdbc = jdbc;
    this.json = json;
    this.names = names;
    this.scheme = scheme;
  }

  /**
   * Records that were found.
   *
   * @param more whether there are others, or may be
   */
  record Found(List<PublicRecord> records, boolean more) {}

  Optional<PublicRecord> find(String typed) {
    Reading<FilingNumber> reading = FilingNumber.read(typed);
    String number = reading.value().map(FilingNumber::toString).orElseGet(() -> scheme.fold(typed));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    return where("number = :value", number).stream().findFirst().or(() -> byOfficialNumber(number));
  }

  /** A record of ours without its packages and revisions, which nobody else changes meanwhile. */
  Optional<PublicRecord> lockedAlone(String number) {
    return alone("number = :value for update", number);
  }

  /** A record of ours without its packages and revisions. */
  Optional<PublicRecord> alone(String number) {
    return alone("number = :value", number);
  }

  private Optional<PublicRecord> alone(String condition, String number) {
    return jdbc.sql("select * from filing_record where " + condition)
        .param("value", number)
        .query(this::row)
        .optional();
  }

  private Optional<PublicRecord> byOfficialNumber(String folded) {
    return where("upper(official_number) = upper(:value) and official_number <> ''", folded)
        .stream()
        .findFirst()
        .or(() -> byAnotherWriting(folded));
  }

  /**
   * The one record that has or had a number that differs in brackets, blanks and zeros in front
   * alone, or was typed without the brackets; empty where several have.
   */
  private Optional<PublicRecord> byAnotherWriting(String folded) {
    List<String> numbers =
        jdbc.sql(
                """
                select distinct number from filing_revision where official_number <> ''
                  and official_number_key(official_number)
                    in (official_number_key(:typed), official_number_key(:bracketed)) limit 2
                """)
            .param("typed", folded)
            .param("bracketed", YearInBrackets.of(folded).orElse(folded))
            .query(String.class)
            .list();
    return numbers.size() == 1
        ? where("number = :value", numbers.get(0)).stream().findFirst()
        : Optional.empty();
  }

  /** Whether a number that somebody typed is one that a record had and has no more. */
  boolean formerly(PublicRecord record, String typed) {
    String folded = scheme.fold(typed);
    return !folded.equalsIgnoreCase(record.officialNumber())
        && record.revisions().stream()
            .anyMatch(one -> one.officialNumber().equalsIgnoreCase(folded) && !folded.isEmpty());
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

  List<PublicRecord> all(Collection<String> numbers) {
    return numbers.isEmpty()
        ? List.of()
        : where("number = any (:value) order by number", numbers.toArray(String[]::new));
  }

  List<PublicRecord> ofApp(UUID appId) {
    return where("app_id = :value order by place desc", appId);
  }

  List<PublicRecord> bySha256(String sha256) {
    return where(
        "number in (select number from filing_package where sha256 = :value limit "
            + MOST
            + ") order by place desc",
        sha256);
  }

  /** Whether a package is, or was, of a record. */
  boolean held(String number, String sha256) {
    return !sha256.isEmpty()
        && jdbc.sql(
                """
                select exists (select 1 from filing_package
                  where sha256 = :sha256 and number = :number)
                """)
            .param("sha256", sha256)
            .param("number", number)
            .query(Boolean.class)
            .single();
  }

  List<PublicRecord> byPackage(String packageId) {
    return where(
        "number in (select number from filing_package where package_id = :value limit "
            + MOST
            + ") order by place desc",
        packageId);
  }

  /** What the test of a record was made of; empty where no revision tells of one. */
  Optional<Records.Tested> tested(String number) {
    return jdbc.sql(
            """
            select v.at,
              array_remove(array_agg(distinct nullif(p.version_name, '')), null) as versions,
              array_remove(array_agg(distinct p.sha256), null) as digests
            from filing_record r
              join filing_revision v on v.number = r.number and v.revision = r.tested_revision
              left join filing_package p on p.number = r.number and p.part = 'REVIEW'
                and p.from_revision <= r.tested_revision
                and coalesce(p.until_revision > r.tested_revision, true)
            where r.number = :number group by v.at
            """)
        .param("number", number)
        .query(Records.Tested.class)
        .optional();
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
        Optional.ofNullable(row.getObject("official_number_on", LocalDate.class)),
        Optional.of(row.getString("official_number_source"))
            .filter(source -> !source.isEmpty())
            .map(OfficialNumberSource::valueOf),
        row.getObject("app_id", UUID.class),
        row.getObject("application_id", UUID.class),
        row.getObject("organization_id", UUID.class),
        constant(row, "state", RecordState.class),
        row.getString("app_name"),
        row.getString("sponsor_name"),
        row.getString("issuer"),
        row.getString("users"),
        row.getObject("filed_on", LocalDate.class),
        Optional.ofNullable(seen),
        row.getObject("number_asked_on", LocalDate.class),
        row.getBoolean("restricted"),
        json.readValue(row.getString("summary"), PublicRecord.Summary.class),
        List.of(),
        List.of());
  }

  private record BuildOf(String number, Build build) {}

  private record RevisionOf(String number, Revision revision) {}

  private Map<String, List<Build>> builds(String[] numbers) {
    return jdbc
        .sql(
            """
            select p.*, p.part = 'LAUNCH' as launch, case when p.part = 'REVIEW' then p.from_revision <= r.tested_revision
                else not exists (select 1 from filing_package b
                  where b.number = p.number and b.platform = p.platform
                    and b.package_id = p.package_id and b.part = 'REVIEW'
                    and b.until_revision is null and b.from_revision > r.tested_revision)
              end as tested
            from filing_package p join filing_record r on r.number = p.number
            where p.number = any (:number) and p.until_revision is null
              order by p.added_on, p.part desc, p.platform
            """)
        .param("number", numbers)
        .query(BuildOf.class)
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                BuildOf::number, Collectors.mapping(BuildOf::build, Collectors.toList())));
  }

  private Map<String, List<Revision>> revisions(String[] numbers) {
    return jdbc
        .sql("select * from filing_revision where number = any (:number) order by revision")
        .param("number", numbers)
        .query(RevisionOf.class)
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                RevisionOf::number, Collectors.mapping(RevisionOf::revision, Collectors.toList())));
  }
}
