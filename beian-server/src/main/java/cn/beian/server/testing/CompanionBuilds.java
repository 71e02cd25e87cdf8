package cn.beian.server.testing;

import cn.beian.facts.FactSet;
import cn.beian.rules.comparison.TestBuild;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.CompanionBuild.Outcome;
import cn.beian.server.testing.CompanionBuildStore.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Test builds beside protected releases. What was found is kept with the pair, so that pages and
 * tests take it from there; the facts of both together lie in the store like those of a package.
 */
@Service
public class CompanionBuilds {
  private final CompanionBuildStore store;
  private final Intake intake;
  private final FactsStore facts;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  CompanionBuilds(
      CompanionBuildStore store,
      Intake intake,
      FactsStore facts,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.intake = intake;
    this.facts = facts;
    this.events = events;
    this.clock = clock;
  }

  /** The test build beside a release. */
  public Optional<CompanionBuild> of(UUID packageId) {
    return store.of(packageId);
  }

  /**
   * Puts an unpacked test build beside a protected release, in the place of an earlier one, and has
   * the two compared once both were read.
   */
  @Transactional
  public void put(UUID packageId, UUID testPackageId, UUID personId) {
    store.put(packageId, testPackageId, personId, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    compare(upload(packageId));
  }

  /** Compares pairs of which it is one and of which both were read; their releases have changed. */
  void compare(StoredPackage one) {
    try {
      for (Pair pair : store.toCompare(one)) {
        settle(pair.packageId(), facts.read(pair.release()), facts.read(pair.test()));
        StoredPackage changed = upload(pair.packageId());
        events.publishEvent(new PackageRead(changed.sha256(), changed.appId()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("facts of " + one.id() + " or its test build", e);
    }
  }

  private void settle(UUID packageId, FactSet release, FactSet test) throws IOException {
    boolean other = !release.identity("package").equals(test.identity("package"));
    TestBuild compared = TestBuild.of(release, test);
    Outcome outcome =
        other ? Outcome.OTHER_APP : compared.matches() ? Outcome.SAME : Outcome.DIFFERENT;
    store.settle(packageId, outcome, compared, other ? "" : facts.store(compared.joined()));
  }

  private StoredPackage upload(UUID packageId) {
    return intake
        .findPackage(packageId)
        .orElseThrow(() -> new IllegalArgumentException("no package " + packageId));
  }
}
