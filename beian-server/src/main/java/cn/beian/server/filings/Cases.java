package cn.beian.server.filings;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.calendar.Policies;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.records.OutOfScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Applications to read: one's own, and queues of one's region and role. */
@Service
@Transactional(readOnly = true)
public class Cases {
  private final ApplicationStore store;
  private final CaseStore gaps;
  private final Notices notices;
  private final CaseFiles files;
  private final CaseGuard guard;
  private final Identity identity;
  private final Screens screens;
  private final OutOfScope outOfScope;
  private final Policies policies;
  private final Clock clock;

  Cases(
      ApplicationStore store,
      CaseStore gaps,
      Notices notices,
      CaseFiles files,
      CaseGuard guard,
      Identity identity,
      Screens screens,
      OutOfScope outOfScope,
      Policies policies,
      Clock clock) {
    this.store = store;
    this.gaps = gaps;
    this.notices = notices;
    this.files = files;
    this.guard = guard;
    this.identity = identity;
    this.screens = screens;
    this.outOfScope = outOfScope;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * An application that the current person may read.
   *
   * @throws NoSuchApplicationException if there is none
   * @throws org.springframework.security.access.AccessDeniedException if it is not for him
   */
  public CaseFile file(UUID id) {
    Application application = store.find(id).orElseThrow(() -> new NoSuchApplicationException(id));
    guard.reader(application);
    return files.load(application);
  }

  /** Applications of the current person's unit, the latest first. */
  public List<Application> own() {
    return store.ofOrganization(identity.current().organizationId());
  }

  /**
   * A screen as people know it.
   *
   * @param label its title; empty where the package gives none
   * @param launch whether the app opens with it
   */
  public record SeenScreen(String label, boolean launch) {}

  /** The screen that a finding was seen on; empty where the package does not name it. */
  public Optional<SeenScreen> screen(CaseFile file, CaseFinding finding, String name) {
    return file.packages().stream()
        .filter(one -> one.test().filter(test -> test.id().equals(finding.testId())).isPresent())
        .findFirst()
        .flatMap(one -> screens.of(one.submitted().packageId(), name));
  }

  /** A row of a queue. */
  public record Queued(Application application, String sponsor) {}

  /**
   * An existing app without a number though its day has passed.
   *
   * @param onlineSince as the sponsor says; empty where he has not yet
   */
  public record Overdue(Application application, String sponsor, Optional<LocalDate> onlineSince) {}

  /**
   * Existing apps of the current person's region that have no number although the last day for
   * filing them has passed, by unit. Known are those whose unit has begun to apply.
   */
  public List<Overdue> overdue() {
    Person person = identity.current();
    return deadline().date().isBefore(today())
        ? store.existingWithoutNumber().stream()
            .filter(one -> AccessRules.covers(person.region(), one.division()))
            .filter(one -> outOfScope.ofApplication(one.id()).isEmpty())
            .map(this::overdue)
            .sorted(Comparator.comparing(Overdue::sponsor))
            .toList()
        : List.of();
  }

  private Overdue overdue(Application application) {
    Optional<LocalDate> since =
        gaps.answers(application.id()).stream()
            .filter(stored -> stored.question().fieldId().equals("app.onlineSince"))
            .findFirst()
            .flatMap(stored -> Exemptions.day(stored.answer().value()));
    return new Overdue(
        application, identity.organization(application.organizationId()).name(), since);
  }

  /**
   * Since when the app of a case is online, and whether it should have been filed by now (R-08,
   *
   *
   * @param since as the sponsor says; empty where it has not gone online, or he has not said
   * @param overdue an existing app without a number though its day has passed
   * @param unfiled went online without filing although the Measures were in force
   * @param deadline of existing apps
   */
  public record Online(
      Optional<LocalDate> since, boolean overdue, boolean unfiled, PolicyParameter deadline) {}

  /** What of whoever opens a case has to know first. */
  public Online online(CaseFile file) {
    LocalDate today = today();
    PolicyParameter deadline = deadline();
    LocalDate inForce =
        policies.current().at(ParameterKey.EXISTING_APPS_EFFECTIVE_DATE, today).date();
    Optional<LocalDate> since = Exemptions.day(file.value("app.onlineSince"));
    boolean numbered = file.application().number().isPresent();
    boolean existing = file.application().kind() == ApplicationKind.EXISTING;
    return new Online(
        since,
        existing && !numbered && deadline.date().isBefore(today),
        !existing && since.filter(day -> !day.isBefore(inForce) && !day.isAfter(today)).isPresent(),
        deadline);
  }

  /** The last day for filing existing apps. */
  public PolicyParameter deadline() {
    return policies.current().at(ParameterKey.EXISTING_APPS_DEADLINE, today());
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }

  /** What the current person has to decide on, by due date; an auditor sees all that is open. */
  public List<Queued> queue() {
    Person person = identity.current();
    Set<ApplicationState> states = states(person);
    return states.isEmpty()
        ? List.of()
        : store.queue(states).stream()
            .filter(one -> AccessRules.covers(person.region(), one.division()))
            .map(one -> new Queued(one, identity.organization(one.organizationId()).name()))
            .toList();
  }

  /**
   * What happened last to an application, and what is due.
   *
   * @param notice what the sponsor was told last; absent of a draft
   */
  public record News(Application application, Optional<Notice> notice) {}

  /** The latest of the current person's unit, what asks for something first; at most eight. */
  public List<News> news() {
    return own().stream()
        .limit(30)
        .map(one -> new News(one, latest(one.id())))
        .sorted(Comparator.comparing(one -> !one.application().editable()))
        .limit(8)
        .toList();
  }

  private Optional<Notice> latest(UUID id) {
    return notices.of(id, store.events(id), gaps.gaps(id)).stream().reduce((first, last) -> last);
  }

  private static Set<ApplicationState> states(Person person) {
    Set<ApplicationState> states = EnumSet.noneOf(ApplicationState.class);
    if (person.has(Role.COMPLETENESS_REVIEWER) || person.has(Role.GOVERNMENT_SERVICE_REVIEWER)) {
      states.add(ApplicationState.COMPLETENESS_REVIEW);
      states.add(ApplicationState.SUPPLEMENT_DUE);
    }
    if (person.has(Role.NATIONAL_REVIEWER) || person.has(Role.SIGNER)) {
      states.add(ApplicationState.NATIONAL_REVIEW);
      states.add(ApplicationState.RECTIFICATION_DUE);
    }
    if (person.has(Role.AUDITOR)) {
      states.addAll(
          EnumSet.of(
              ApplicationState.COMPLETENESS_REVIEW,
              ApplicationState.SUPPLEMENT_DUE,
              ApplicationState.NATIONAL_REVIEW,
              ApplicationState.RECTIFICATION_DUE));
    }
    return states;
  }

  /** Colleagues who can take a draft over. */
  public List<Person> colleagues() {
    Person me = identity.current();
    return identity.people(me.organizationId(), Role.HANDLER).stream()
        .filter(one -> !one.id().equals(me.id()))
        .toList();
  }

  /** The neighbours of a case in the queue, before and after. */
  public Neighbours neighbours(UUID id) {
    List<UUID> ids = queue().stream().map(one -> one.application().id()).toList();
    int at = ids.indexOf(id);
    return new Neighbours(
        at + 1,
        ids.size(),
        at > 0 ? Optional.of(ids.get(at - 1)) : Optional.empty(),
        at >= 0 && at < ids.size() - 1 ? Optional.of(ids.get(at + 1)) : Optional.empty());
  }

  /**
   * Where a case stands in the queue.
   *
   * @param place from 1; 0 where it is not in the queue
   */
  public record Neighbours(int place, int of, Optional<UUID> previous, Optional<UUID> next) {}
}
