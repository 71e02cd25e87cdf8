package cn.beian.server.records;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.Acceptance.PublicExemption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the public record. Every act is one revision and one ledger entry, in the transaction of
 * the decision that causes it.
 */
@Service
public class Records {
  private static final Logger LOG = LoggerFactory.getLogger(Records.class);

  private final JdbcClient jdbc;
  private final RecordStore store;
  private final RevisionLog log;
  private final PublicRecordStore reader;
  private final RegisterFacetStore facets;
  private final NameIndexStore names;
  private final RecordedNumbers officialNumbers;
  private final Apps apps;
  private final Clock clock;

  Records(
      JdbcClient jdbc,
      RecordStore store,
      RevisionLog log,
      PublicRecordStore reader,
      RegisterFacetStore facets,
      NameIndexStore names,
      RecordedNumbers officialNumbers,
      Apps apps,
      Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.log = log;
    this.reader = reader;
    this.facets = facets;
    this.names = names;
    this.officialNumbers = officialNumbers;
    this.apps = apps;
    this.clock = clock;
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
        FilingNumber.mint(acceptance.kind(), acceptance.division(), year, store.nextSerial(year));
    apps.file(
        acceptance.appId(),
        acceptance.organizationId(),
        form(acceptance.kind()),
        acceptance.appName(),
        identities(acceptance.packages()),
        clock.instant());
    store.insert(number.toString(), acceptance);
    names.write(number.toString(), acceptance.names());
    facets.update(number.toString());
    if (restricted) {
      restrict(number.toString(), true);
    }
    acceptance
        .packages()
        .forEach(
            build ->
                store.insertPackage(number.toString(), build, "REVIEW", 1, acceptance.filedOn()));
    log.append(
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
   * @param as what the revision says of it
   * @throws IllegalArgumentException when the state of the record allows no change
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void change(String number, Acceptance acceptance, ChangeRevision as) {
    boolean tested = as.tested();
    PublicRecord before = locked(number);
    if (RecordGraph.GRAPH.edge(before.state(), RecordCause.CHANGE_ACCEPTED).isEmpty()) {
      throw new IllegalArgumentException(number + " is " + before.state());
    }
    apps.rename(before.appId(), acceptance.appName());
    apps.identify(before.appId(), identities(acceptance.packages()));
    int revision = log.next(number);
    store.change(number, acceptance);
    if (tested) {
      store.tested(number, acceptance, revision);
    }
    names.rewrite(number, List.of(before.appName(), before.sponsorName()), acceptance.names());
    replacePackages(before, acceptance.packages(), revision);
    facets.update(number);
    log.append(
        number,
        revision,
        as.name(),
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
    other.forEach(one -> store.endPackages(before.number(), one, revision));
    LocalDate today = OfficialTime.dayOf(clock.instant());
    store.askNumberAgain(before.number(), today);
    named.stream()
        .filter(build -> !stand.contains(build))
        .forEach(build -> store.insertPackage(before.number(), build, "REVIEW", revision, today));
  }

  /** An app whose version comes on a day need not show its number before. */
  @Transactional
  public void askNumberFrom(String number, LocalDate day) {
    store.askNumberFrom(number, day);
  }

  /** The builds that a record names show the number already. */
  @Transactional
  public void seen(String number, LocalDate day) {
    store.seen(number, day);
  }

  /** Adds a build that shows the number; with the last platform to do so, the app shows it. */
  @Transactional
  public void addLaunchBuild(String number, FiledPackage build, LocalDate day) {
    PublicRecord record = locked(number);
    apps.identify(record.appId(), identities(List.of(build)));
    int revision = log.next(number);
    store.insertPackage(number, build, "LAUNCH", revision, day);
    if (locked(number).platformsToShow().isEmpty()) {
      seen(number, day);
    }
    log.append(
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

  /** Moves a record to another state, to which a case led; its entry commits to that. */
  @Transactional
  public void changeState(String number, RecordState state, UUID led) {
    apps.move(locked(number).appId(), state);
    store.move(number, state);
    facets.update(number);
    log.append(number, state.name(), led);
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

  /** Sets the noting of an ending aside, as a revision; both revisions stay public. */
  @Transactional
  public void setDeregistrationAside(String number, RecordState state) {
    move(number, state, "DEREGISTRATION_SET_ASIDE");
  }

  private void move(String number, RecordState state, String event) {
    apps.move(locked(number).appId(), state);
    store.move(number, state);
    facets.update(number);
    log.append(number, event);
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
    store.correct(number, right);
    if (right.outcomes().equals(before.outcomes())) {
      return false; // the title of an exemption is a word, no outcome
    }
    log.append(number, "CORRECTED");
    return true;
  }

  /**
   * Notes the number of the official system that a unit typed, as a revision; does nothing where it
   * is noted with that day. A number that differs has yet to be seen in the app.
   *
   * @param official as {@link OfficialNumberScheme} folds it, and accepted by it
   * @return whether a revision was made
   * @throws OfficialNumberTakenException when another record has it
   */
  @Transactional
  public boolean noteOfficialNumber(String number, String official, LocalDate day) {
    return officialNumbers.enter(number, official, day);
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
    store.restrict(number, restricted);
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

  private record Shown(String number, String shown) {}

  private record Asked(String number, LocalDate numberAskedOn) {}

  private record Standing(String number, RecordState state) {}

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
            .query(Shown.class)
            .list()
            .stream()
            .collect(Collectors.toMap(Shown::number, Shown::shown));
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
            .query(Asked.class)
            .list()
            .stream()
            .collect(Collectors.toMap(Asked::number, Asked::numberAskedOn));
  }

  /** The states of records by their numbers; of unknown ones nothing. */
  public Map<String, RecordState> states(Collection<String> numbers) {
    return numbers.isEmpty()
        ? Map.of()
        : jdbc
            .sql("select number, state from filing_record where number in (:numbers)")
            .param("numbers", numbers)
            .query(Standing.class)
            .list()
            .stream()
            .collect(Collectors.toMap(Standing::number, Standing::state));
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
    if (!store.lock(number)) {
      throw new IllegalArgumentException("no record " + number);
    }
    return reader.find(number).orElseThrow();
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
}
