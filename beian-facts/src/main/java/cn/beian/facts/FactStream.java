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
 * Reads canonical NDJSON line by line, for those who want a few facts of many: lines of other kinds
 * are passed over unread, and nothing is kept.
 */
public final class FactStream {
  private static final String KIND = "{\"kind\":\"";

  private FactStream() {}

  /**
   * Hands on the facts of some kinds, in order; ends after the last of them.
   *
   * @return what they were read from
   */
  public static PackageHeader read(InputStream in, Set<FactKind> kinds, Consumer<Fact> each)
      throws IOException {
    return read(in, kinds, "", each);
  }

  /**
   * The same for facts in which a text stands, without regard to case: in a value, a place or a
   * screen.
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

  /** How many facts there are of each kind; a kind without any is left out. */
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

  /** As JSON writes the two characters that people look for and that it does not write plainly. */
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
