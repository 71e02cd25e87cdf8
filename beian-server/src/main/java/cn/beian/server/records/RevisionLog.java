package cn.beian.server.records;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The revisions of records, each with its entry of the ledger. */
@Component
final class RevisionLog {
  private final JdbcClient jdbc;
  private final PublicLedger ledger;
  private final PublicRecordStore reader;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final RegisterStandings standings;
  private final Commitments commitments = new Commitments();
  private final SecureRandom random = new SecureRandom();
  private final CaseContentStore cases;

  RevisionLog(
      JdbcClient jdbc,
      JdbcTemplate template,
      PublicLedger ledger,
      PublicRecordStore reader,
      Clock clock,
      ApplicationEventPublisher events,
      RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
    this.cases = new CaseContentStore(template);
    this.ledger = ledger;
    this.reader = reader;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Number of the revision that is made now; several of one transaction follow each other, though
   * their entries are appended at its end.
   */
  int next(String number) {
    int revision =
        jdbc.sql(
                """
                update filing_record set revision = revision + 1 where number = :number
                  returning revision
                """)
            .param("number", number)
            .query(Integer.class)
            .single();
    standings.record(StandingKind.RECORD, number);
    return revision;
  }

  /** Appends a revision that changed nothing but what its event says. */
  void append(String number, String event) {
    append(number, next(number), event, Optional.empty(), List.of(), List.of());
  }

  /** The same, of what an ending led to. */
  void append(String number, String event, UUID led) {
    append(
        new Written(number, next(number), event, Optional.empty(), Optional.of(led)),
        List.of(),
        List.of(),
        Duration.ZERO);
  }

  void append(
      String number,
      int revision,
      String event,
      Optional<UUID> application,
      List<FiledPackage> packages,
      List<String> testDigests) {
    append(number, revision, event, application, packages, testDigests, Duration.ZERO);
  }

  void append(
      String number,
      int revision,
      String event,
      Optional<UUID> application,
      List<FiledPackage> packages,
      List<String> testDigests,
      Duration certificateIn) {
    append(
        new Written(
            number,
            revision,
            event,
            application,
            RecordRevised.WITH_ALL_PACKAGES.contains(event) ? application : Optional.empty()),
        packages,
        testDigests,
        certificateIn);
  }

  /**
   * A revision that is made.
   *
   * @param application that it rests on
   * @param led the case that led to it, to which its entry commits
   */
  private record Written(
      String number, int revision, String event, Optional<UUID> application, Optional<UUID> led) {}

  private void append(
      Written written,
      List<FiledPackage> packages,
      List<String> testDigests,
      Duration certificateIn) {
    String number = written.number();
    int revision = written.revision();
    String event = written.event();
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    PublicRecord record = reader.alone(number).orElseThrow();
    Map<String, Object> members =
        new LinkedHashMap<>(Entries.members(record, revision, event, packages, testDigests, at));
    Optional<String> salt = written.led().map(id -> commit(written, id, members));
    boolean sealed = record.restricted();
    byte[] entry = Entries.bytes(sealed ? seal(number, revision, members) : members);
    ledger.appendLast(
        entry,
        index ->
            jdbc.sql(
                    """
                    insert into filing_revision (number, revision, event, application_id, entry_index, at,
                        sealed, official_number, case_id, case_salt)
                      values (:number, :revision, :event, :application, :entryIndex, :at, :sealed,
                        :official, :led, :salt)
                    """)
                .param("number", number)
                .param("revision", revision)
                .param("event", event)
                .param("application", written.application().orElse(null))
                .param("led", written.led().orElse(null))
                .param("salt", salt.orElse(null))
                .param("entryIndex", index)
                .param("at", at(at))
                .param("sealed", sealed)
                .param("official", event.equals("OFFICIAL_NUMBER") ? record.officialNumber() : "")
                .update());
    events.publishEvent(new RecordRevised(number, revision, event, certificateIn));
  }

  /** Adds the commitment to a case, as it is in this transaction; the salt. */
  private String commit(Written written, UUID id, Map<String, Object> members) {
    CaseMoment moment = CaseMoment.of(written.event()).orElseThrow();
    String salt = CaseCommitments.salt(random);
    members.put(
        CaseCommitments.MEMBER,
        CaseCommitments.of(salt, cases.digest(moment, id, written.number())));
    return salt;
  }

  private Map<String, Object> seal(String number, int revision, Map<String, Object> members) {
    Commitments.Sealed sealed = commitments.seal(members);
    jdbc.sql(
            """
            insert into filing_opening (number, revision, opening)
              values (:number, :revision, :opening)
            """)
        .param("number", number)
        .param("revision", revision)
        .param("opening", CanonicalJson.write(sealed.opening()))
        .update();
    return sealed.entry();
  }
}
