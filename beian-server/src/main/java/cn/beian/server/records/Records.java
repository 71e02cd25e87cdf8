package cn.beian.server.records;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.Acceptance.PublicExemption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
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
  private final NameIndex names;
  private final OfficialNumberStore officialNumbers;
  private final Apps apps;
  private final JsonMapper json;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final Commitments commitments = new Commitments();

  Records(
      JdbcClient jdbc,
      PublicLedger ledger,
      RecordReader reader,
      RegisterFacets facets,
      NameIndex names,
      OfficialNumberStore officialNumbers,
      Apps apps,
      JsonMapper json,
      Clock clock,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.reader = reader;
    this.facets = facets;
    this.names = names;
    this.officialNumbers = officialNumbers;
    this.apps = apps;
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
   * @throws DuplicateKeyException when the application has a number already
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
    apps.file(
        acceptance.appId(),
        acceptance.organizationId(),
        form(acceptance.kind()),
        acceptance.appName(),
        identities(acceptance.packages()),
        clock.instant());
    insertRecord(number.toString(), acceptance);
    if (restricted) {
      restrict(number.toString(), true);
    }
    acceptance
        .packages()
        .forEach(
            build -> insertPackage(number.toString(), build, "REVIEW", 1, acceptance.filedOn()));
    appendRevision(
        number.toString(),
        1,
        "FILED",
        Optional.of(acceptance.applicationId()),
        acceptance.packages(),
        acceptance.testDigests());
    LOG.info("application {} filed under {}", acceptance.applicationId(), number);
    return number;
  }

  /**
   * What was accepted takes the place of what a record said, as a revision of the same number:
   * names, users and packages, and what the test said where it was made again. Number, day, issuer
   * and state stay.
   *
   * @param tested whether review and test were made again
   * @throws IllegalArgumentException when the state of the record allows no change
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void change(String number, Acceptance acceptance, boolean tested) {
    PublicRecord before = locked(number);
    if (RecordGraph.GRAPH.edge(before.state(), RecordCause.CHANGE_ACCEPTED).isEmpty()) {
      throw new IllegalArgumentException(number + " is " + before.state());
    }
    apps.rename(before.appId(), acceptance.appName());
    apps.identify(before.appId(), identities(acceptance.packages()));
    int revision = nextRevision(number);
    jdbc.sql(
            """
            update filing_record set application_id = :application, app_name = :appName,
              sponsor_name = :sponsorName, users = :users where number = :number
            """)
        .param("application", acceptance.applicationId())
        .param("appName", acceptance.appName())
        .param("sponsorName", acceptance.sponsorName())
        .param("users", acceptance.users())
        .param("number", number)
        .update();
    if (tested) {
      jdbc.sql(
              """
              update filing_record set summary = :summary, tested_revision = :revision,
                outcomes_version = 2 where number = :number
              """)
          .param("summary", summary(acceptance))
          .param("revision", revision)
          .param("number", number)
          .update();
    }
    names.rewrite(number, List.of(before.appName(), before.sponsorName()), acceptance.names());
    replacePackages(before, acceptance.packages(), revision);
    facets.update(number);
    appendRevision(
        number,
        revision,
        tested ? "CHANGED_MAJOR" : "CHANGED",
        Optional.of(acceptance.applicationId()),
        acceptance.packages(),
        tested ? acceptance.testDigests() : List.of());
    LOG.info("application {} changed {}", acceptance.applicationId(), number);
  }

  /** Of platforms whose build is the same, launch builds stay with it. */
  private void replacePackages(PublicRecord before, List<FiledPackage> packages, int revision) {
    List<FiledPackage> named = packages.stream().distinct().toList();
    Set<FiledPackage> stand =
        before.builds().stream()
            .filter(build -> !build.launch())
            .map(PublicRecord.Build::filed)
            .collect(Collectors.toSet());
    if (stand.equals(Set.copyOf(named))) {
      return;
    }
    Set<App.Identity> other =
        Stream.concat(stand.stream(), named.stream())
            .filter(build -> !stand.contains(build) || !named.contains(build))
            .map(build -> new App.Identity(build.platform(), build.packageId()))
            .collect(Collectors.toSet());
    for (App.Identity one : other) {
      jdbc.sql(
              """
              update filing_package set until_revision = :revision
              where number = :number and until_revision is null
                and platform = :platform and package_id = :packageId
              """)
          .param("revision", revision)
          .param("number", before.number())
          .param("platform", one.platform())
          .param("packageId", one.name())
          .update();
    }
    LocalDate today = OfficialTime.dayOf(clock.instant());
    jdbc.sql(
            """
            update filing_record set number_seen_on = null, number_asked_on = :today
              where number = :number
            """)
        .param("today", today)
        .param("number", before.number())
        .update();
    named.stream()
        .filter(build -> !stand.contains(build))
        .forEach(build -> insertPackage(before.number(), build, "REVIEW", revision, today));
  }

  /** An app whose version comes on a day need not show its number before. */
  @Transactional
  public void askNumberFrom(String number, LocalDate day) {
    jdbc.sql(
            """
            update filing_record set number_asked_on = :day
              where number = :number and number_seen_on is null and number_asked_on < :day
            """)
        .param("day", day)
        .param("number", number)
        .update();
  }

  /** The builds that a record names show the number already. */
  @Transactional
  public void seen(String number, LocalDate day) {
    jdbc.sql(
            """
            update filing_record set number_seen_on = :day
              where number = :number and number_seen_on is null
            """)
        .param("day", day)
        .param("number", number)
        .update();
  }

  /** Adds a build that shows the number; with the last platform to do so, the app shows it. */
  @Transactional
  public void addLaunchBuild(String number, FiledPackage build, LocalDate day) {
    PublicRecord record = locked(number);
    apps.identify(record.appId(), identities(List.of(build)));
    int revision = nextRevision(number);
    insertPackage(number, build, "LAUNCH", revision, day);
    if (locked(number).platformsToShow().isEmpty()) {
      seen(number, day);
    }
    appendRevision(
        number,
        revision,
        "LAUNCH_BUILD",
        Optional.of(record.applicationId()),
        List.of(build),
        List.of());
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

  /** Takes an announced shut-down back, as a revision. */
  @Transactional
  public void keepOnline(String number, RecordState state) {
    move(number, state, "SHUTDOWN_TAKEN_BACK");
  }

  private void move(String number, RecordState state, String event) {
    apps.move(locked(number).appId(), state);
    jdbc.sql("update filing_record set state = :state where number = :number")
        .param("state", state.name())
        .param("number", number)
        .update();
    facets.update(number);
    appendRevision(number, nextRevision(number), event, Optional.empty(), List.of(), List.of());
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
    appendRevision(
        number, nextRevision(number), "CORRECTED", Optional.empty(), List.of(), List.of());
    return true;
  }

  /**
   * Notes the number that the official system gave, as a revision; does nothing where it is noted
   * with that day. A number that differs has yet to be seen in the app.
   *
   * @param official as {@link OfficialNumberScheme} folds it, and accepted by it
   * @return whether a revision was made
   * @throws OfficialNumberTakenException when another record has it
   */
  @Transactional
  public boolean noteOfficialNumber(String number, String official, LocalDate day) {
    return noteOfficialNumber(number, official, day, Duration.ZERO);
  }

  /**
   * The same for one of many, whose certificates are not all made at once.
   *
   * @param certificateIn when the certificate is made
   * @throws OfficialNumberTakenException when another record has it
   */
  @Transactional
  public boolean noteOfficialNumber(
      String number, String official, LocalDate day, Duration certificateIn) {
    PublicRecord before = reader.lockedAlone(number).orElseThrow();
    if (before.officialNumber().equals(official)
        && before.officialNumberOn().filter(day::equals).isPresent()) {
      return false;
    }
    officialNumbers.note(number, official, day, OfficialTime.dayOf(clock.instant()));
    appendRevision(
        number,
        nextRevision(number),
        "OFFICIAL_NUMBER",
        Optional.empty(),
        List.of(),
        List.of(),
        certificateIn);
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

  /** Whether a number that somebody typed is one that a record had and has no more. */
  public boolean formerly(PublicRecord record, String typed) {
    return reader.formerly(record, typed);
  }

  /** The record of which an entry of the ledger tells; empty where it tells of none. */
  public Optional<PublicRecord> ofEntry(long index) {
    return jdbc.sql("select number from filing_revision where entry_index = :index")
        .param("index", index)
        .query(String.class)
        .optional()
        .flatMap(reader::find);
  }

  /** The official number of a record; empty where there is none, or no such record. */
  public String officialNumber(String number) {
    return jdbc.sql("select official_number from filing_record where number = :number")
        .param("number", number)
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** The numbers that apps have to show, by ours; of unknown ones nothing. */
  public Map<String, String> numbersToShow(Collection<String> numbers) {
    return numbers.isEmpty()
        ? Map.of()
        : jdbc
            .sql(
                """
                select number, coalesce(nullif(official_number, ''), number) as shown
                from filing_record where number in (:numbers)
                """)
            .param("numbers", numbers)
            .query((row, n) -> Map.entry(row.getString("number"), row.getString("shown")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Since when numbers are to be shown that no build shows yet, by ours. */
  public Map<String, LocalDate> numbersAskedOn(Collection<String> numbers) {
    return numbers.isEmpty()
        ? Map.of()
        : jdbc
            .sql(
                """
                select number, number_asked_on from filing_record
                where number in (:numbers) and number_seen_on is null
                """)
            .param("numbers", numbers)
            .query(
                (row, n) ->
                    Map.entry(
                        row.getString("number"), row.getObject("number_asked_on", LocalDate.class)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The states of records by their numbers; of unknown ones nothing. */
  public Map<String, RecordState> states(Collection<String> numbers) {
    return numbers.isEmpty()
        ? Map.of()
        : jdbc
            .sql("select number, state from filing_record where number in (:numbers)")
            .param("numbers", numbers)
            .query(
                (row, n) ->
                    Map.entry(row.getString("number"), constant(row, "state", RecordState.class)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The record that an application led to. */
  public Optional<PublicRecord> ofApplication(UUID applicationId) {
    return jdbc.sql("select number from filing_record where application_id = :applicationId")
        .param("applicationId", applicationId)
        .query(String.class)
        .optional()
        .flatMap(reader::find);
  }

  /** The records of these numbers of ours, in the order of the numbers. */
  public List<PublicRecord> all(Collection<String> numbers) {
    return reader.all(numbers);
  }

  /**
   * When the test of a record was accepted, and of which packages it was made.
   *
   * @param versions as they name them, none blank; empty where none names any
   * @param digests SHA-256 of each
   */
  public record Tested(Instant at, List<String> versions, List<String> digests) {
    public Tested {
      versions = List.copyOf(versions);
      digests = List.copyOf(digests);
    }

    /** Builds of a record that were filed since by a change of information, untested. */
    public List<PublicRecord.Build> untested(PublicRecord record) {
      return record.builds().stream()
          .filter(build -> !build.launch() && !digests.contains(build.sha256()))
          .toList();
    }
  }

  /** What the test that a record tells was made of. */
  public Optional<Tested> tested(String number) {
    return reader.tested(number);
  }

  /** The records of an app, the latest first. */
  public List<PublicRecord> ofApp(UUID appId) {
    return reader.ofApp(appId);
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

  private static List<App.Identity> identities(List<FiledPackage> packages) {
    return packages.stream()
        .map(build -> new App.Identity(build.platform(), build.packageId()))
        .toList();
  }

  private static AppForm form(NumberKind kind) {
    return switch (kind) {
      case APP -> AppForm.APP;
      case MINI_PROGRAM -> AppForm.MINI_PROGRAM;
      case QUICK_APP -> AppForm.QUICK_APP;
      case OTHER -> AppForm.WEB;
    };
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
            insert into filing_record (number, official_number, app_id, application_id,
              organization_id, kind, state, app_name,
            sponsor_name, credit_code, division, issuer, users, filed_on, number_asked_on, summary, revision)
            values (:number, :officialNumber, :appId, :applicationId, :organizationId, :kind,
              :state, :appName, :sponsorName, :creditCode, :division, :issuer, :users, :filedOn, :filedOn,
              :summary, 1)
            """)
        .param("number", number)
        .param("officialNumber", acceptance.officialNumber())
        .param("appId", acceptance.appId())
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
        .param("summary", summary(acceptance))
        .update();
    names.write(number, acceptance.names());
    facets.update(number);
  }

  private String summary(Acceptance acceptance) {
    return json.writeValueAsString(
        new PublicRecord.Summary(
            acceptance.outcomes(),
            acceptance.rulebookVersion(),
            acceptance.testDigests(),
            acceptance.exemptions()));
  }

  private void insertPackage(
      String number, FiledPackage build, String part, int revision, LocalDate day) {
    jdbc.sql(
            """
            insert into filing_package (number, platform, package_id, sha256, signer,
              version_name, part, from_revision, added_on)
            values (:number, :platform, :packageId, :sha256, :signer, :versionName, :part,
              :revision, :addedOn) on conflict do nothing
            """)
        .param("number", number)
        .param("platform", build.platform())
        .param("packageId", build.packageId())
        .param("sha256", build.sha256())
        .param("signer", build.signer())
        .param("versionName", build.versionName())
        .param("part", part)
        .param("revision", revision)
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
      Optional<UUID> application,
      List<FiledPackage> packages,
      List<String> testDigests) {
    appendRevision(number, revision, event, application, packages, testDigests, Duration.ZERO);
  }

  private void appendRevision(
      String number,
      int revision,
      String event,
      Optional<UUID> application,
      List<FiledPackage> packages,
      List<String> testDigests,
      Duration certificateIn) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    PublicRecord record = reader.alone(number).orElseThrow();
    Map<String, Object> members =
        Entries.members(record, revision, event, packages, testDigests, at);
    boolean sealed = record.restricted();
    byte[] entry = Entries.bytes(sealed ? seal(number, revision, members) : members);
    ledger.appendLast(
        entry,
        index ->
            jdbc.sql(
                    """
                    insert into filing_revision (number, revision, event, application_id, entry_index, at,
                        sealed, official_number)
                      values (:number, :revision, :event, :application, :entryIndex, :at, :sealed,
                        :official)
                    """)
                .param("number", number)
                .param("revision", revision)
                .param("event", event)
                .param("application", application.orElse(null))
                .param("entryIndex", index)
                .param("at", at(at))
                .param("sealed", sealed)
                .param("official", event.equals("OFFICIAL_NUMBER") ? record.officialNumber() : "")
                .update());
    events.publishEvent(new RecordRevised(number, revision, event, certificateIn));
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
