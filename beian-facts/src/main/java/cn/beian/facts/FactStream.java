package cn.beian.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads canonical NDJSON line by line, for callers that need only some kinds of fact. Skips lines
 * of other kinds without parsing them and keeps nothing in memory.
 */
public final class FactStream {
  private static final String KIND = "{\"kind\":\"";

  private FactStream() {}

  /**
   * Passes on the facts of the given kinds, in order, and stops after the last of them.
   *
   * @return the header of the package that they were read from
   */
  public static PackageHeader read(InputStream in, Set<FactKind> kinds, Consumer<Fact> each)
      throws IOException {
    return read(in, kinds, "", each);
  }

  /**
   * As {@link #read(InputStream, Set, Consumer)}, for facts that contain a text in a value, a place
   * or a screen, ignoring case.
   *
   * @param text empty for all
   */
  public static PackageHeader read(
      InputStream in, Set<FactKind> kinds, String text, Consumer<Fact> each) throws IOException {
    Optional<FactKind> last = kinds.stream().max(Comparator.naturalOrder());
    String sought = text.toLowerCase(Locale.ROOT);
    String written = escaped(sought);
    BufferedReader lines = lines(in);
    PackageHeader header = FactsJson.readHeader(first(lines));
    int number = 2;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      FactKind kind = kind(line, number);
      if (last.isEmpty() || kind.compareTo(last.get()) > 0) {
        break;
      }
      if (kinds.contains(kind)
          && (sought.isEmpty() || line.toLowerCase(Locale.ROOT).contains(written))) {
        Fact fact = FactsJson.readFact(line, number);
        if (sought.isEmpty() || holds(fact, sought)) {
          each.accept(fact);
        }
      }
      number++;
    }
    return header;
  }

  /** Number of facts of each kind; kinds without facts are left out. */
  public static Map<FactKind, Integer> count(InputStream in) throws IOException {
    Map<FactKind, Integer> counts = new EnumMap<>(FactKind.class);
    BufferedReader lines = lines(in);
    first(lines);
    int number = 2;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      counts.merge(kind(line, number++), 1, Integer::sum);
    }
    return counts;
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static String first(BufferedReader lines) throws IOException {
    String first = lines.readLine();
    if (first == null) {
      throw new FactsFormatException(1, "empty, expected a header");
    }
    return first;
  }

  private static FactKind kind(String line, int number) throws FactsFormatException {
    int end = line.startsWith(KIND) ? line.indexOf('"', KIND.length()) : -1;
    String name = end < 0 ? "" : line.substring(KIND.length(), end);
    return FactKind.named(name)
        .orElseThrow(() -> new FactsFormatException(number, "unknown kind " + name));
  }

  /** Escapes the two characters that people search for and that JSON does not write literally. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static boolean holds(Fact fact, String sought) {
    return fact.values().values().stream().anyMatch(value -> holds(String.valueOf(value), sought))
        || holds(fact.screen(), sought)
        || fact.sites().stream()
            .anyMatch(at -> holds(at.entry(), sought) || holds(at.member(), sought));
  }

  private static boolean holds(String text, String sought) {
    return text.toLowerCase(Locale.ROOT).contains(sought);
  }
}
