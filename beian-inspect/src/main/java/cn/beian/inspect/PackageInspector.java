package cn.beian.inspect;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.inspect.android.ApkReader;
import cn.beian.inspect.cache.CachedReadings;
import cn.beian.inspect.cache.EntryCache;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.container.ZipArchive;
import cn.beian.inspect.harmony.HapReader;
import cn.beian.inspect.ios.IpaReader;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.reader.PackagePart;
import cn.beian.inspect.webapp.MiniProgramReader;
import cn.beian.inspect.webapp.PackagedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes in, facts out. The facts depend on nothing but the bytes, the declared AppID, the limits,
 * the catalogue and the version of the inspector.
 */
public final class PackageInspector {
  /**
   * Version that stands in the header of the facts; changes whenever equal bytes give other facts.
   */
  public static final String VERSION = "inspect/13";

  /** Characters in all facts together; those of the largest app known have a quarter of it. */
  private static final int MAX_CHARACTERS = 100_000_000;

  /** In the order in which they are asked. */
  private static final List<FormatReader> READERS =
      List.of(
          new ApkReader(),
          new IpaReader(),
          new HapReader(),
          new MiniProgramReader(),
          new PackagedReader());

  private PackageInspector() {}

  /**
   * Does what every inspection of this JVM will need, so that the first waits for less; may run
   * beside anything, needs no package and changes no fact.
   */
  public static void prepare() {
    Digests.warmUp();
    Catalogue.bundled();
  }

  /**
   * Inspects with as many threads as there are processors, without progress.
   *
   * @throws PackageFormatException if there can be no facts
   */
  public static FactSet inspect(PackageInput input, Limits limits) throws PackageFormatException {
    return inspect(
        input, limits, Runtime.getRuntime().availableProcessors(), (done, total, what) -> {});
  }

  /**
   * Inspects.
   *
   * @param threads at least 1; no effect on the facts
   * @throws PackageFormatException if there can be no facts
   */
  public static FactSet inspect(PackageInput input, Limits limits, int threads, Progress progress)
      throws PackageFormatException {
    return inspect(input, limits, threads, progress, EntryCache.NONE);
  }

  /**
   * Inspects, with what a cache holds of single entries; the facts are the same whatever it holds.
   *
   * @param threads at least 1; no effect on the facts
   * @throws PackageFormatException if there can be no facts
   */
  public static FactSet inspect(
      PackageInput input, Limits limits, int threads, Progress progress, EntryCache cache)
      throws PackageFormatException {
    FactSet.Collector collector = new FactSet.Collector();
    FactSink facts = bounded(collector, limits);
    InflationBudget budget = new InflationBudget(limits, sizeBytes(input.paths()));
    List<PackagePart> parts = new ArrayList<>();
    for (Path path : input.paths()) {
      parts.add(open(path, budget, facts));
    }
    FormatReader reader = reader(parts);
    try (WorkerThreads workers = new WorkerThreads(threads, progress)) {
      Digests digests = Digests.start(parts);
      FormatReader.Format format =
          reader.read(
              parts,
              new InspectionContext(
                  limits, budget, input.appId(), facts, workers, kept(cache, limits)));
      Digests.Result digest = digests.await();
      return collector.toFactSet(
          new PackageHeader(
              format.format(),
              format.framework(),
              digest.sha256(),
              digest.sm3(),
              digest.sizeBytes(),
              VERSION,
              Catalogue.bundled().digest(),
              limits.canonical()));
    } catch (TooManyFacts e) {
      throw new PackageFormatException(
          Code.LIMIT,
          "",
          -1,
          "more than "
              + limits.facts()
              + " different facts, or more than "
              + MAX_CHARACTERS
              + " characters in them");
    }
  }

  private static CachedReadings kept(EntryCache cache, Limits limits) {
    return cache == EntryCache.NONE
        ? CachedReadings.NOTHING
        : new CachedReadings(
            cache, VERSION + '\n' + Catalogue.bundled().digest() + '\n' + limits.canonical());
  }

  private static FormatReader reader(List<PackagePart> parts) throws PackageFormatException {
    for (FormatReader reader : READERS) {
      if (reader.recognises(parts)) {
        return reader;
      }
    }
    throw UnsupportedFormats.refusal(parts);
  }

  private static PackagePart open(Path path, InflationBudget budget, FactSink facts)
      throws PackageFormatException {
    if (Files.isDirectory(path)) {
      return new PackagePart(path, Optional.empty(), Optional.of(FolderTree.of(path, budget)));
    }
    ByteSource bytes = ByteSource.map(path, budget.limits());
    return new PackagePart(
        path, Optional.of(bytes), ZipArchive.open(bytes, budget, facts).map(FileTree.class::cast));
  }

  private static long sizeBytes(List<Path> paths) throws PackageFormatException {
    long sum = 0;
    for (Path path : paths) {
      try {
        BasicFileAttributes what = Files.readAttributes(path, BasicFileAttributes.class);
        if (what.isOther()) { // opening a pipe would wait for a writer
          throw new PackageFormatException(
              Code.UNREADABLE, "", -1, "a pipe, socket or device, neither a file nor a folder");
        }
        sum += what.isDirectory() ? Long.MAX_VALUE / 1_000_000 : what.size();
      } catch (IOException e) {
        throw new PackageFormatException(
            Code.UNREADABLE, "", -1, "cannot open the file: " + e.getMessage());
      }
    }
    return sum;
  }

  private static FactSink bounded(FactSet.Collector collector, Limits limits) {
    return (kind, origin, screen, at, values) -> {
      if (kind == FactKind.IDENTITY && Identities.isTooLong(values)) {
        collector.add(FactKind.ANOMALY, Origin.APP, "", at, Identities.told(values));
        Identities.shortened(values).ifPresent(v -> collector.add(kind, origin, screen, at, v));
      } else {
        collector.add(kind, origin, screen, at, cut(values, limits));
      }
      if (collector.size() > limits.facts() || collector.characters() > MAX_CHARACTERS) {
        throw new TooManyFacts();
      }
    };
  }

  private static Map<Field, ?> cut(Map<Field, ?> values, Limits limits) {
    for (Object value : values.values()) {
      if (value instanceof String text && text.length() > limits.textChars()) {
        return cutAll(values, limits);
      }
    }
    return values;
  }

  private static Map<Field, Object> cutAll(Map<Field, ?> values, Limits limits) {
    Map<Field, Object> cut = new EnumMap<>(Field.class);
    values.forEach(
        (field, value) ->
            cut.put(
                field,
                value instanceof String text && text.length() > limits.textChars()
                    ? text.substring(0, limits.textChars())
                    : value));
    return cut;
  }

  /** The number of facts passed the limit; becomes a {@link PackageFormatException}. */
  static final class TooManyFacts extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
