package cn.beian.server.records;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.Acceptance.PublicExemption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the public record. Every act is one revision and one ledger entry, in the transaction of
 * the decision that causes it.
 */
@Service
public class Records {
  private static final Logger LOG = LoggerFactory.getLogger(Records.class);

  private final JdbcClient jdbc;
  private final PublicLedger ledger;
  private final RecordReader reader;
  private final RegisterFacets facets;
  private final JsonMapper json;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final Commitments commitments = new Commitments();

  Records(
      JdbcClient jdbc,
      PublicLedger ledger,
      RecordReader reader,
      RegisterFacets facets,
      JsonMapper json,
      Clock clock,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.reader = reader;
    this.facets = facets;
    this.json = json;
    this.clock = clock;
    this.events = events;
  }

  /** Whether what a decision makes public fits into an entry of the ledger. */
  public boolean fits(Acceptance acceptance) {
    return Entries.fits(acceptance);
  }

  /**
   * Gives the accepted application its number and makes it public; the entry of the ledger follows
   * as the last act of the caller's transaction.
   *
   * @throws org.springframework.dao.DuplicateKeyException when the application has a number already
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public FilingNumber accept(Acceptance acceptance) {
    return accept(acceptance, false);
  }

  /** The same for a record of which only number and state are public, from its first entry on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public FilingNumber acceptRestricted(Acceptance acceptance) {
    return accept(acceptance, true);
  }

  private FilingNumber accept(Acceptance acceptance, boolean restricted) {
    int year = acceptance.filedOn().getYear();
    FilingNumber number =
        FilingNumber.mint(acceptance.kind(), acceptance.division(), year, nextSerial(year));
    insertRecord(number.toString(), acceptance);
    if (restricted) {
      restrict(number.toString(), true);
    }
    acceptance
        .packages()
        .forEach(build -> insertPackage(number.toString(), build, "REVIEW", acceptance.filedOn()));
    appendRevision(number.toString(), 1, "FILED", acceptance.packages(), acceptance.testDigests());
    LOG.info("application {} filed under {}", acceptance.applicationId(), number);
    return number;
  }

  /** Adds the build that shows the number. */
  @Transactional
  public void addLaunchBuild(String number, FiledPackage build, LocalDate day) {
    locked(number);
    insertPackage(number, build, "LAUNCH", day);
    jdbc.sql(
            """
            update filing_record set number_seen_on = coalesce(number_seen_on, :day)
              where number = :number
            """)
        .param("day", day)
        .param("number", number)
        .update();
    appendRevision(number, nextRevision(number), "LAUNCH_BUILD", List.of(build), List.of());
  }

  /**
   * Moves a record to another state, as a revision whose event is that state; one that is in force
   * again is rectified, since only the first revision is a filing.
   */
  @Transactional
  public void changeState(String number, RecordState state) {
    move(number, state, state == RecordState.FILED ? "RECTIFIED" : state.name());
  }

  /** Takes an order to rectify away under which nothing had to be rectified, as a revision. */
  @Transactional
  public void liftOrder(String number) {
    move(number, RecordState.FILED, "ORDER_LIFTED");
  }

  private void move(String number, RecordState state, String event) {
    locked(number);
    jdbc.sql("update filing_record set state = :state where number = :number")
        .param("state", state.name())
        .param("number", number)
        .update();
    facets.update(number);
    appendRevision(number, nextRevision(number), event, List.of(), List.of());
  }

  /**
   * Puts right what is told of the test of a record, as a revision; does nothing where it is right.
   *
   * @return whether a revision was made
   */
  @Transactional
  public boolean correct(
      String number, List<GroupOutcome> outcomes, List<PublicExemption> exemptions) {
    PublicRecord record = locked(number);
    PublicRecord.Summary before = record.summary();
    PublicRecord.Summary right =
        new PublicRecord.Summary(
            outcomes, before.rulebookVersion(), before.testDigests(), exemptions);
    jdbc.sql(
            """
            update filing_record set outcomes_version = 2, summary = :summary
              where number = :number
            """)
        .param("summary", json.writeValueAsString(right))
        .param("number", number)
        .update();
    if (right.outcomes().equals(before.outcomes())) {
      return false; // the title of an exemption is a word, no outcome
    }
    appendRevision(number, nextRevision(number), "CORRECTED", List.of(), List.of());
    return true;
  }

  /**
   * Numbers of records whose outcomes were told by an earlier way of counting, in order.
   *
   * @param after the last that was seen, empty to begin
   */
  public List<String> toCorrect(String after, int most) {
    return jdbc.sql(
            """
            select number from filing_record where outcomes_version < 2 and number > :number
            order by number limit :most
            """)
        .param("number", after)
        .param("most", most)
        .query(String.class)
        .list();
  }

  /**
   * Shows only number and state, or all that is public. Entries that were written stay as they are;
   * those that follow are sealed, or open again.
   */
  @Transactional
  public void restrict(String number, boolean restricted) {
    jdbc.sql("update filing_record set restricted = :restricted where number = :number")
        .param("restricted", restricted)
        .param("number", number)
        .update();
    facets.update(number);
  }

  /** The record of a number, our own or the official one. */
  public Optional<PublicRecord> find(String number) {
    return reader.find(number);
  }

  /** The record that an application led to. */
  public Optional<PublicRecord> ofApplication(UUID applicationId) {
    return jdbc.sql("select number from filing_record where application_id = :applicationId")
        .param("applicationId", applicationId)
        .query(String.class)
        .optional()
        .flatMap(reader::find);
  }

  /**
   * The state of a record that nobody else changes until the end of the caller's transaction.
   *
   * @throws IllegalArgumentException when there is no such record
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public RecordState lockedState(String number) {
    return locked(number).state();
  }

  private PublicRecord locked(String number) {
    return jdbc.sql("select number from filing_record where number = :number for update")
        .param("number", number)
        .query(String.class)
        .optional()
        .flatMap(reader::find)
        .orElseThrow(() -> new IllegalArgumentException("no record " + number));
  }

  private int nextSerial(int year) {
    return jdbc.sql(
            """
            insert into filing_serial (year, last) values (:year, 1)
            on conflict (year) do update set last = filing_serial.last + 1 returning last
            """)
        .param("year", year)
        .query(Integer.class)
        .single();
  }

  private void insertRecord(String number, Acceptance acceptance) {
    jdbc.sql(
            """
            insert into filing_record (number, official_number, application_id, organization_id,
              kind, state, app_name,
            sponsor_name, credit_code, division, issuer, users, filed_on, summary, revision)
            values (:number, :officialNumber, :applicationId, :organizationId, :kind, :state,
              :appName, :sponsorName, :creditCode, :division, :issuer, :users, :filedOn, :summary, 1)
            """)
        .param("number", number)
        .param("officialNumber", acceptance.officialNumber())
        .param("applicationId", acceptance.applicationId())
        .param("organizationId", acceptance.organizationId())
        .param("kind", String.valueOf(acceptance.kind().letter()))
        .param("state", RecordState.FILED.name())
        .param("appName", acceptance.appName())
        .param("sponsorName", acceptance.sponsorName())
        .param("creditCode", acceptance.creditCode())
        .param("division", acceptance.division().value())
        .param("issuer", acceptance.issuer())
        .param("users", acceptance.users())
        .param("filedOn", acceptance.filedOn())
        .param(
            "summary",
            json.writeValueAsString(
                new PublicRecord.Summary(
                    acceptance.outcomes(),
                    acceptance.rulebookVersion(),
                    acceptance.testDigests(),
                    acceptance.exemptions())))
        .update();
    jdbc.sql(
            """
            insert into filing_name_gram (gram, place)
            select gram, (select place from filing_record where number = :number)
            from unnest(:new::text[]) as given (gram)
            """)
        .param("number", number)
        .param(
            "new",
            NameGrams.kept(acceptance.appName() + "\n" + acceptance.sponsorName())
                .toArray(String[]::new))
        .update();
    facets.update(number);
  }

  private void insertPackage(String number, FiledPackage build, String part, LocalDate day) {
    jdbc.sql(
            """
            insert into filing_package (number, platform, package_id, sha256, signer,
              version_name, part, added_on)
            values (:number, :platform, :packageId, :sha256, :signer, :versionName, :part,
              :addedOn) on conflict do nothing
            """)
        .param("number", number)
        .param("platform", build.platform())
        .param("packageId", build.packageId())
        .param("sha256", build.sha256())
        .param("signer", build.signer())
        .param("versionName", build.versionName())
        .param("part", part)
        .param("addedOn", day)
        .update();
  }

  /**
   * Number of the revision that is made now; several of one transaction follow each other, though
   * their entries are appended at its end.
   */
  private int nextRevision(String number) {
    return jdbc.sql(
            """
            update filing_record set revision = revision + 1 where number = :number
              returning revision
            """)
        .param("number", number)
        .query(Integer.class)
        .single();
  }

  private void appendRevision(
      String number,
      int revision,
      String event,
      List<FiledPackage> packages,
      List<String> testDigests) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    PublicRecord record = reader.find(number).orElseThrow();
    Map<String, Object> members =
        Entries.members(record, revision, event, packages, testDigests, at);
    boolean sealed = record.restricted();
    byte[] entry = Entries.bytes(sealed ? seal(number, revision, members) : members);
    ledger.appendLast(
        entry,
        index ->
            jdbc.sql(
                    """
            insert into filing_revision (number, revision, event, entry_index, at, sealed)
              values (:number, :revision, :event, :entryIndex, :at, :sealed)
            """)
                .param("number", number)
                .param("revision", revision)
                .param("event", event)
                .param("entryIndex", index)
                .param("at", at(at))
                .param("sealed", sealed)
                .update());
    events.publishEvent(new RecordRevised(number, revision, event));
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
