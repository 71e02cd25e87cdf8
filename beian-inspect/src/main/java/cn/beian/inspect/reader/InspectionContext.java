package cn.beian.inspect.reader;

import cn.beian.facts.FactSink;
import cn.beian.inspect.cache.CachedReadings;
import java.util.List;
import java.util.Optional;

/**
 * What a reader works with during one inspection.
 *
 * @param limits in force
 * @param budget counts what is inflated
 * @param appId as the sponsor declared it
 * @param facts takes what is found; several threads may use it
 * @param workers runs independent pieces of work
 * @param kept what single entries said in earlier inspections
 */
public record InspectionContext(
    Limits limits,
    InflationBudget budget,
    Optional<String> appId,
    FactSink facts,
    Workers workers,
    CachedReadings kept) {
  /** The same with another place for what is found. */
  public InspectionContext with(FactSink other) {
    return new InspectionContext(limits, budget, appId, other, workers, kept);
  }

  /** Runs work on several threads, or on one. */
  @FunctionalInterface
  public interface Workers {
    /**
     * Applies the work to every item, in any order. Where it fails for several items, which failure
     * is thrown does not depend on the number of threads.
     *
     * @param entryClass what the items are, for progress: {@code entry}, {@code dex}, {@code
     *     script} …
     */
    <T> void forEach(String entryClass, List<T> items, Work<T> work) throws PackageFormatException;
  }

  /** Work on one item. */
  @FunctionalInterface
  public interface Work<T> {
    void on(T item) throws PackageFormatException;
  }
}
