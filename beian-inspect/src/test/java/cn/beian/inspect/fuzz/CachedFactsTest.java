package cn.beian.inspect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.inspect.cache.EntryCache;
import cn.beian.inspect.cache.FolderCache;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a cache, whatever is in it, the facts are the same bytes as without. */
class CachedFactsTest {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MUTATIONS = 12;
  private static final List<Mutation> WAYS = List.of(Mutation.values());
  private static final Set<FuzzTarget> NO_PACKAGES =
      EnumSet.of(FuzzTarget.SCRIPT, FuzzTarget.MARKUP, FuzzTarget.FACTS);

  /** Counts what was found. */
  private static final class Counted implements EntryCache {
    private final EntryCache cache;
    int hits;
    int puts;

    Counted(EntryCache cache) {
      this.cache = cache;
    }

    @Override
    public Optional<byte[]> get(String key) {
      Optional<byte[]> found = cache.get(key);
      hits += found.isPresent() ? 1 : 0;
      return found;
    }

    @Override
    public void put(String key, byte[] bytes) {
      puts++;
      cache.put(key, bytes);
    }
  }

  @TempDir Path folder;

  private Counted cache() throws IOException {
    return new Counted(FolderCache.in(folder, MAX_BYTES));
  }

  /** The facts, or why there are none. */
  private static byte[] facts(byte[] bytes, EntryCache cache) throws IOException {
    try {
      return Inspection.written(Inspection.of(bytes, cache));
    } catch (PackageFormatException e) {
      return String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static List<FuzzTarget> targets() {
    return Stream.of(FuzzTarget.values()).filter(t -> !NO_PACKAGES.contains(t)).toList();
  }

  @Test
  void samplesAndMutations_areTheSameWithAFilledCache() throws IOException {
    Counted cache = cache();
    Random random = new Random(20261126);
    for (FuzzTarget target : targets()) {
      for (byte[] seed : target.seeds()) {
        same(target.packaged(seed), cache, target.name());
        for (int i = 0; i < MUTATIONS; i++) {
          Mutation way = WAYS.get(i % WAYS.size());
          same(target.packaged(way.applied(seed, random)), cache, target + " " + way);
        }
      }
    }
    assertThat(cache.hits).isGreaterThan(cache.puts);
  }

  /** First with what other packages left there, then with its own. */
  private static void same(byte[] bytes, EntryCache cache, String what) throws IOException {
    byte[] expected = facts(bytes, EntryCache.NONE);
    assertThat(facts(bytes, cache)).as(what).isEqualTo(expected);
    assertThat(facts(bytes, cache)).as(what + ", known").isEqualTo(expected);
  }

  @Test
  void spoiledFiles_areReadAnew() throws IOException {
    Random random = new Random(20261126);
    for (byte[] seed : FuzzTarget.SOURCE.seeds()) {
      byte[] expected = facts(seed, EntryCache.NONE);
      for (Mutation way : WAYS) {
        facts(seed, cache());
        Counted cache = cache();
        for (Path file : files()) {
          Files.write(file, way.applied(Files.readAllBytes(file), random));
        }
        assertThat(facts(seed, cache)).as("%s", way).isEqualTo(expected);
        assertThat(cache.puts).as("%s", way).isPositive();
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toFile().length() > 0).sorted().toList();
    }
  }

  @Test
  @Tag("deep")
  void corpus_isTheSame() throws IOException {
    Path corpus = Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
    assumeTrue(Files.isDirectory(corpus), "absent: the shared corpus");
    Counted cache = cache();
    List<Path> packages;
    try (Stream<Path> walk = Files.walk(corpus.resolve("packages"))) {
      packages = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : packages) {
      same(Files.readAllBytes(file), cache, String.valueOf(file.getFileName()));
    }
    assertThat(cache.hits).isGreaterThan(cache.puts);
  }
}
