package cn.beian.server.testing;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.server.platform.DurableFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts, gzipped, under the digest of their canonical form: {@code facts/ab/<digest>.ndjson.gz}.
 */
final class FactsStore {
  private static final Logger LOG = LoggerFactory.getLogger(FactsStore.class);

  private final Path root;

  FactsStore(Path directory) {
    this.root = directory.resolve("facts");
  }

  /**
   * Stores the canonical facts in a file and gives their digest; what is not canonical is refused.
   */
  String store(Path ndjson) throws IOException {
    FactSet facts;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(ndjson))) {
      facts = FactsJson.read(in);
    }
    return store(facts);
  }

  /** Stores facts and gives the digest of their canonical form. */
  String store(FactSet facts) throws IOException {
    String digest = FactsJson.digest(facts);
    Path place = file(digest);
    if (!holds(place, digest)) {
      DurableFiles.folders(place.getParent());
      Path part = Files.createTempFile(place.getParent(), "facts-", ".part");
      try {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
          FactsJson.write(facts, out);
        }
        DurableFiles.publish(part, place);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return digest;
  }

  /** Whether the facts of a digest are there, and whole. */
  private boolean holds(Path place, String digest) {
    if (!Files.exists(place)) {
      return false;
    }
    try {
      return FactsJson.digest(read(digest)).equals(digest);
    } catch (IOException e) {
      LOG.warn("facts {} are damaged and are written anew: {}", place, e.toString());
      return false;
    }
  }

  FactSet read(String digest) throws IOException {
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file(digest))))) {
      return FactsJson.read(in);
    }
  }

  /** The facts of a digest, to be read a piece at a time. */
  StoredFacts stored(String digest) {
    return new StoredFacts(file(digest), digest);
  }

  private Path file(String digest) {
    return root.resolve(digest.substring(0, 2)).resolve(digest + ".ndjson.gz");
  }
}
