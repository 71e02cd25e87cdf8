package cn.beian.server.demo;

import cn.beian.filing.Role;
import cn.beian.filing.states.RecordState;
import cn.beian.ledger.PublishRefusedException;
import cn.beian.server.audit.AuditHeads;
import cn.beian.server.filings.Application;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads the demo: units and users before the server is ready, cases in the background after that.
 * Each case is one transaction and is made only where it is not there yet, so a demo that was
 * killed at any moment is completed at the next start.
 */
@Component
@ConditionalOnProperty("beian.demo")
@Order(10)
class DemoLoader implements ApplicationRunner, DemoProgress {
  private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);
  private static final long POLL_MILLIS = 200;
  private static final Set<Role> OTHERS =
      EnumSet.of(
          Role.SUPERVISOR,
          Role.PROJECT_REVIEWER,
          Role.RULEBOOK_ADMINISTRATOR,
          Role.UNIT_ADMINISTRATOR,
          Role.SYSTEM_ADMINISTRATOR,
          Role.AUDITOR);

  private final Identity identity;
  private final DemoCountry country;
  private final DemoDesk desk;
  private final DemoSupervision supervision;
  private final DemoEndings endings;
  private final DemoApprovals approvals;
  private final AuditHeads heads;
  private final TransactionTemplate transaction;
  private final String address;
  private final Map<DemoCase, Loaded> examples = new ConcurrentHashMap<>();

  /** Cases that do not come, because somebody changed what they go on from. */
  private final AtomicInteger left = new AtomicInteger();

  private final CountDownLatch ending = new CountDownLatch(1);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private @Nullable Thread thread;

  DemoLoader(
      Identity identity,
      DemoCountry country,
      DemoDesk desk,
      DemoSupervision supervision,
      DemoEndings endings,
      DemoApprovals approvals,
      AuditHeads heads,
      TransactionTemplate transaction,
      @Value("${server.address:0.0.0.0}") String address) {
    this.identity = identity;
    this.country = country;
    this.desk = desk;
    this.supervision = supervision;
    this.endings = endings;
    this.approvals = approvals;
    this.heads = heads;
    this.transaction = transaction;
    this.address = address;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    refuseOpenAddress();
    country.load();
    LOG.info("demo users, password {} :", DemoCountry.PASSWORD);
    country.people().stream().map(this::line).forEach(LOG::info);
  }

  private String line(Person person) {
    return String.format(
        Locale.ROOT,
        "  %-15s %s %s %s",
        person.login(),
        person.name(),
        identity.organization(person.organizationId()).name(),
        person.roles().stream().map(Role::name).sorted().collect(Collectors.joining(", ")));
  }

  private void refuseOpenAddress() {
    try {
      if (!InetAddress.getByName(address).isLoopbackAddress()) {
        throw new IllegalStateException(
            "--demo has well-known passwords and runs on a loopback address only, not on "
                + address);
      }
    } catch (UnknownHostException e) {
      throw new IllegalStateException("server.address cannot be resolved: " + address, e);
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void loadCases() {
    Thread background = new Thread(this::cases, "demo-cases");
    background.setDaemon(true);
    thread = background;
    background.start();
  }

  @PreDestroy
  void end() throws InterruptedException {
    ending.countDown();
    Thread background = thread;
    if (background != null) {
      background.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  private void cases() {
    try {
      Map<DemoCase, List<UUID>> builds = new LinkedHashMap<>();
      for (DemoCase one :
          DemoCase.played()) { // all are read side by side while the first are played
        DemoApp app = DemoApp.read(one.app());
        if (!orLeave(
            one.app(),
            () ->
                builds.put(
                    one,
                    app.reviewBuilds().stream().map(build -> desk.takeIn(app, build)).toList()))) {
          left.incrementAndGet();
        }
      }
      for (Map.Entry<DemoCase, List<UUID>> one : builds.entrySet()) {
        if (!orLeave(
            one.getKey().app(),
            () -> examples.put(one.getKey(), load(one.getKey(), one.getValue())))) {
          left.incrementAndGet();
        }
      }
      supervise();
      orLeave("the signed head of the trail", this::signTrail);
      LOG.info("demo loaded, {} cases; log in as a sponsor and open", loaded());
      summary().lines().forEach(LOG::info);
      done.complete(null);
    } catch (EndedException e) {
      LOG.info("the server ends; the demo has {} of {} cases so far", loaded(), total());
      done.completeExceptionally(e);
    } finally {
      desk.leave();
    }
  }

  /**
   * The played days are over: their rows of the trail get the head that each day would have had.
   */
  private void signTrail() {
    try {
      heads.takeNow();
    } catch (PublishRefusedException e) {
      throw new IllegalStateException(e.advice(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes after the numbers. */
  private void supervise() {
    orLeave("the announced end", () -> endings.announce(DemoApp.read("audio-books")));
    orLeave("the end", () -> endings.end(DemoApp.read("clinic-booking")));
    orLeave(
        "the second version of the rules",
        () -> {
          Optional<String> second = supervision.draftSecond();
          if (second.isPresent()) {
            waitUntil(() -> supervision.tried(second.get()));
            supervision.publish(second.get());
          }
        });
    orLeave("the request for information", () -> supervision.ask(DemoApp.read("health-visit")));
    orLeave("approvals", approvals::load);
  }

  /**
   * Does a part of the demo; whether that could be done. What somebody has changed so that its
   * story does not go on is left as it is, and so is what fails otherwise: the server, and the
   * other parts, do without it.
   */
  private boolean orLeave(String what, Runnable part) {
    try {
      part.run();
      return true;
    } catch (EndedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (ending.getCount() == 0) {
        throw new EndedException();
      }
      boolean refused = e instanceof RejectedInput || e instanceof NoSuchElementException;
      LOG.warn("{} of the demo is left as it is: {}", what, e.toString(), refused ? null : e);
      return false;
    } finally {
      desk.leave();
    }
  }

  private Loaded load(DemoCase one, List<UUID> builds) {
    DemoApp app = DemoApp.read(one.app());
    if (desk.find(app, builds.get(0)).isEmpty()) {
      builds.forEach(this::waitUntilRead);
      transaction.executeWithoutResult(status -> play(one, app, builds));
    }
    Application application =
        desk.find(app, builds.get(0))
            .orElseThrow(() -> new NoSuchElementException("its application is there no more"));
    Optional<String> number = application.number(); // none where somebody gave it up since
    if (one.launched() > 0 && number.isPresent() && !desk.launched(app, application.id())) {
      byte[] zip = app.launchBuild(number.get());
      UUID launch = desk.takeIn(app, new DemoApp.Build(one.app() + "-launch.zip", zip));
      waitUntilRead(launch);
      desk.day(one.launched());
      desk.launch(app, application.id(), launch);
    }
    desk.leave();
    return new Loaded(application, app.unit(), people(application));
  }

  private List<Person> people(Application application) {
    List<Person> people = new ArrayList<>();
    for (Role role : List.of(Role.HANDLER, Role.APPROVER)) {
      people.add(country.person(application.organizationId(), role));
    }
    List<Role> offices =
        switch (application.state()) {
          case COMPLETENESS_REVIEW, SUPPLEMENT_DUE ->
              List.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);
          case NATIONAL_REVIEW, RECTIFICATION_DUE -> List.of(Role.NATIONAL_REVIEWER, Role.SIGNER);
          default -> List.of();
        };
    offices.forEach(role -> people.add(country.official(role, application.division())));
    return people;
  }

  private void play(DemoCase one, DemoApp app, List<UUID> builds) {
    desk.day(one.begun());
    UUID id = desk.begin(app, one.kind(), builds);
    one.story().play(desk, app, id);
    desk.leave();
  }

  private void waitUntilRead(UUID packageId) {
    waitUntil(() -> desk.read(packageId));
  }

  private void waitUntil(BooleanSupplier there) {
    try {
      while (!there.getAsBoolean()) {
        if (ending.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new EndedException();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EndedException();
    }
  }

  private String summary() {
    return overview().stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "  %-12s %-20s %s  /applications/%s",
                    one.people().get(0).login(),
                    one.standing().map(RecordState::name).orElse(one.state().name()),
                    one.appName(),
                    one.id()))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public int loaded() {
    return examples.size();
  }

  @Override
  public int total() {
    return DemoCase.ALL.size() - left.get();
  }

  @Override
  public CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public String password() {
    return DemoCountry.PASSWORD;
  }

  @Override
  public List<Person> others() {
    return country.people().stream()
        .filter(person -> person.roles().stream().anyMatch(OTHERS::contains))
        .toList();
  }

  @Override
  public List<Example> overview() {
    List<Loaded> there = DemoCase.ALL.stream().map(examples::get).filter(Objects::nonNull).toList();
    List<String> numbers =
        there.stream().flatMap(one -> one.application.number().stream()).toList();
    Map<String, RecordState> standings = endings.standings(numbers);
    return there.stream().map(one -> one.example(standings)).toList();
  }

  /** A case that is there, as it was when it was loaded. */
  private record Loaded(Application application, String unit, List<Person> people) {
    Example example(Map<String, RecordState> standings) {
      return new Example(
          application.id(),
          application.appName(),
          application.state(),
          application.number().map(standings::get),
          unit,
          people);
    }
  }

  /** The server ends before the demo is loaded. */
  private static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
