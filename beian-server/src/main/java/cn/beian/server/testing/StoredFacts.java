package cn.beian.server.testing;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactStream;
import cn.beian.facts.PackageHeader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** What was read from a package, as it lies in the store; read a piece at a time, never kept. */
public final class StoredFacts {
  private final Path file;
  private final String digest;

  StoredFacts(Path file, String digest) {
    this.file = file;
    this.digest = digest;
  }

  /** SHA-256 of the canonical form, lower-case hex: the digest that test results name. */
  public String digest() {
    return digest;
  }

  /**
   * Hands on, in order, the facts of some kinds in which a text stands.
   *
   * @param text without regard to case; empty for all
   */
  public PackageHeader read(Set<FactKind> kinds, String text, Consumer<Fact> each) {
    return with(in -> FactStream.read(in, kinds, text, each));
  }

  /** All facts of some kinds, of which a package holds few. */
  public FactSet of(Set<FactKind> kinds) {
    List<Fact> facts = new ArrayList<>();
    PackageHeader header = read(kinds, "", facts::add);
    return FactSet.of(header, facts);
  }

  /** How many there are of each kind; a kind without any is left out. */
  public Map<FactKind, Integer> counts() {
    return with(FactStream::count);
  }

  /** Writes the canonical form, as the digest is taken of it. */
  public void copyTo(OutputStream out) {
    with(in -> in.transferTo(out));
  }

  private interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  private <T> T with(Reading<T> reading) {
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException("facts " + digest, e);
    }
  }
}
