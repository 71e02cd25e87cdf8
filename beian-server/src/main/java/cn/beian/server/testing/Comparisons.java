package cn.beian.server.testing;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.rules.comparison.VersionReview;
import cn.beian.server.rulebooks.Rulebooks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Compares two versions of an app. */
@Service
public class Comparisons {
  private final Inspections inspections;
  private final ComparisonStore store;
  private final Rulebooks rulebooks;
  private final Clock clock;

  Comparisons(Inspections inspections, ComparisonStore store, Rulebooks rulebooks, Clock clock) {
    this.inspections = inspections;
    this.store = store;
    this.rulebooks = rulebooks;
    this.clock = clock;
  }

  /**
   * Compares two versions of an app by the rulebook in force, as of the day on which that was first
   * asked: what was found is kept, so that all who ask read the same. Empty where one of them was
   * not read.
   */
  @Transactional
  public Optional<VersionComparison> compare(UUID before, UUID after) {
    return compare(
        before,
        after,
        fresh -> store.add(fresh, today(), clock.instant().truncatedTo(ChronoUnit.SECONDS)));
  }

  /** The same for a page: what was kept, else what would be found now. */
  public Optional<VersionComparison> compared(UUID before, UUID after) {
    return compare(before, after, fresh -> {});
  }

  private Optional<VersionComparison> compare(
      UUID before, UUID after, Consumer<VersionComparison> keeping) {
    Optional<String> earlier = inspections.factsDigest(before);
    Optional<String> later = inspections.factsDigest(after);
    return earlier.flatMap(one -> later.map(other -> compare(one, other, keeping)));
  }

  private VersionComparison compare(
      String before, String after, Consumer<VersionComparison> keeping) {
    Rulebook rulebook = rulebooks.inForce(today());
    return store
        .find(before, after, rulebook.version())
        .orElseGet(
            () -> {
              VersionComparison fresh =
                  VersionReview.compare(
                      inspections.read(before),
                      inspections.read(after),
                      Context.EMPTY,
                      rulebook,
                      today());
              keeping.accept(fresh);
              return fresh;
            });
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
