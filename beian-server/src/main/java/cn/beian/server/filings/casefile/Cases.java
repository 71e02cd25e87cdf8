package cn.beian.server.filings.casefile;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.policies.InForce;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.calendar.Policies;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.Exemptions;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.UnfiledAppStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Applications to read: a case, and those of one's own unit. */
@Service
@Transactional(readOnly = true)
public class Cases {
  private final ApplicationStore store;
  private final CaseStore answers;
  private final FilingProcedure procedure;
  private final UnfiledAppStore unfiled;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final Identity identity;
  private final ScreenLabels screens;
  private final Notices notices;
  private final Policies policies;
  private final Clock clock;

  Cases(
      ApplicationStore store,
      CaseStore answers,
      FilingProcedure procedure,
      UnfiledAppStore unfiled,
      CaseFiles files,
      FilingGuard guard,
      Identity identity,
      ScreenLabels screens,
      Notices notices,
      Policies policies,
      Clock clock) {
    this.store = store;
    this.answers = answers;
    this.procedure = procedure;
    this.unfiled = unfiled;
    this.files = files;
    this.guard = guard;
    this.identity = identity;
    this.screens = screens;
    this.notices = notices;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * An application that the current person may read: the sponsor's people as it stands, everybody
   * else as it was last submitted.
   *
   * @throws java.util.NoSuchElementException if there is none
   * @throws org.springframework.security.access.AccessDeniedException if it is not for him
   */
  public CaseFile file(UUID id) {
    Application application = guard.readable(id);
    return guard.actsForSponsor(application)
        ? files.load(application)
        : files.asSubmitted(application);
  }

  /**
   * Refuses whoever may not read an application.
   *
   * @throws java.util.NoSuchElementException if there is none
   * @throws org.springframework.security.access.AccessDeniedException if it is not for him
   */
  public void requireReadable(UUID id) {
    guard.readable(id);
  }

  /** An application as its letters tell of it, whoever acts. */
  public record Told(Application application, Organization sponsor, List<Notice> notices) {
    public Told {
      notices = List.copyOf(notices);
    }

    /**
     * The notice of a place.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public Notice notice(int place) {
      return notices.stream().filter(one -> one.place() == place).findFirst().orElseThrow();
    }
  }

  /** An application as its letters tell of it now, whoever acts. */
  public Told told(UUID id) {
    Application application = store.find(id).orElseThrow();
    return new Told(
        application,
        identity.confirmedOrganization(application.organizationId()),
        notices.of(id, procedure.steps(id), answers.gaps(id)));
  }

  /**
   * The result by which an application under review was signed: its sponsor reads that, and nothing
   * of the running review.
   *
   * @param grave what blocks, is to be explained or could not be decided, the gravest first
   * @param packages by the tests of them
   */
  public record SignedResult(
      List<CaseFinding> grave, List<CaseFinding> advice, Map<UUID, UUID> packages) {
    public SignedResult {
      packages = Map.copyOf(packages);
    }

    /** The package that a finding is of; its test may have been made again since. */
    public UUID packageOf(CaseFinding one) {
      return packages.getOrDefault(one.testId(), one.testId());
    }
  }

  /** The result by which it was signed; empty of what is not under review, or was not tested. */
  public Optional<SignedResult> signedResult(CaseFile file) {
    ApplicationState state = file.application().state();
    boolean reviewed =
        state == ApplicationState.COMPLETENESS_REVIEW || state == ApplicationState.NATIONAL_REVIEW;
    return Optional.of(reviewed ? files.signed(file) : List.<CaseFinding>of())
        .filter(found -> !found.isEmpty())
        .map(
            found -> {
              List<CaseFinding> open =
                  found.stream()
                      .filter(CaseFinding::needsEye)
                      .sorted(Comparator.comparing(CaseFinding::gravity))
                      .toList();
              return new SignedResult(
                  open.stream().filter(one -> !one.advice()).toList(),
                  open.stream().filter(CaseFinding::advice).toList(),
                  file.packages().size() > 1 ? files.signedPackages(file) : Map.of());
            });
  }

  /** What was submitted before the sponsor answered the last list; empty where nothing was. */
  public List<StoredAnswer> earlierAnswers(Application application) {
    return answers.earlierAnswers(application.id());
  }

  /** Applications of the current person's unit, the latest first. */
  public List<Application> own() {
    return store.ofOrganization(identity.current().organizationId());
  }

  /** The screen that a finding was seen on; empty where the package does not name it. */
  public Optional<SeenScreen> screen(CaseFile file, CaseFinding finding, String name) {
    return file.packages().stream()
        .filter(one -> one.test().filter(test -> test.id().equals(finding.testId())).isPresent())
        .findFirst()
        .flatMap(one -> screens.of(one.submitted().packageId(), name));
  }

  /** The screens of functions, by their place; none where the package does not name it. */
  public Map<Integer, SeenScreen> screens(CaseFile file, List<FunctionCard> cards) {
    Map<Integer, SeenScreen> screens = new LinkedHashMap<>();
    for (FunctionCard card : cards) {
      screen(file, card.rules().get(0).finding(), card.screen())
          .ifPresent(seen -> screens.put(card.place(), seen));
    }
    return screens;
  }

  /**
   * Since when the app of a case is online, and whether it should have been filed by now (R-08,
   *
   *
   * @param since as the sponsor says; empty where it has not gone online, or he has not said
   * @param overdue an existing app that is still to be filed though its day has passed
   * @param unfiled went online without filing although the Measures were in force
   * @param deadline of existing apps
   * @param inForce since when the Measures are
   */
  public record Online(
      Optional<LocalDate> since,
      boolean overdue,
      boolean unfiled,
      PolicyParameter deadline,
      PolicyParameter inForce) {}

  /** What of whoever opens a case has to know first. */
  public Online online(CaseFile file) {
    LocalDate today = today();
    PolicyParameter deadline = deadline();
    Optional<LocalDate> since = Exemptions.day(file.value("app.onlineSince"));
    Application application = file.application();
    boolean existing = application.kind() == ApplicationKind.EXISTING;
    InForce inForce = InForce.at(policies.current(), today);
    boolean after =
        since
            .filter(day -> existing ? !inForce.mayBeExisting(day) : inForce.mayBeNew(day))
            .filter(day -> !day.isAfter(today))
            .isPresent();
    return new Online(
        since.filter(day -> !day.isAfter(today)),
        existing
            && deadline.date().isBefore(today)
            && unfiled.contains(application.id(), inForce.latest()),
        after && application.basis().isEmpty() && !unfiled.exempt(application.id()),
        deadline,
        inForce.reading());
  }

  /** The last day for filing existing apps. */
  public PolicyParameter deadline() {
    return inForce(ParameterKey.EXISTING_APPS_DEADLINE);
  }

  /** Since when the Measures are in force: what went online since is no existing app. */
  public LocalDate inForce() {
    return InForce.at(policies.current(), today()).latest();
  }

  /** The value of a parameter that is in force today. */
  public PolicyParameter inForce(ParameterKey key) {
    return policies.current().at(key, today());
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }

  /**
   * What happened last to an application, and what is due.
   *
   * @param notice that the sponsor got last; absent of a draft
   */
  public record News(Application application, Optional<LatestNotice> notice) {}

  /**
   * The notice that was sent last.
   *
   * @param place of its event in the history, from 1; part of its address
   */
  public record LatestNotice(int place, Notice.Kind kind, Instant at) {}

  /** The latest of the current person's unit, what asks for something first; at most eight. */
  public List<News> news() {
    List<Application> first = store.first(identity.current().organizationId(), 8);
    Map<UUID, List<CaseStep<ApplicationState>>> steps =
        procedure.steps(first.stream().map(Application::id).toList());
    return first.stream()
        .map(one -> new News(one, latest(steps.getOrDefault(one.id(), List.of()))))
        .toList();
  }

  private static Optional<LatestNotice> latest(List<CaseStep<ApplicationState>> steps) {
    for (int place = steps.size(); place > 0; place--) {
      CaseStep<ApplicationState> step = steps.get(place - 1);
      Optional<Notice.Kind> kind = Notice.kind(step);
      if (kind.isPresent()) {
        return Optional.of(new LatestNotice(place, kind.get(), step.at()));
      }
    }
    return Optional.empty();
  }

  /** Colleagues who can take a draft over. */
  public List<Person> colleagues() {
    Person me = identity.current();
    return identity.people(me.organizationId(), Role.HANDLER).stream()
        .filter(one -> !one.id().equals(me.id()))
        .toList();
  }
}
