package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts on what ours and others agree. Disagreements are explained in {@code
 * corpus-disagreements.tsv}: first 12 digits of the package's digest, property, reason that shows
 * who is wrong.
 */
public final class Agreement {
  private record Disagreement(String digest, String property, String ours, String theirs) {}

  private final String name;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<String, int[]> properties = new TreeMap<>();
  private final List<Disagreement> disagreements = new ArrayList<>();
  private final Set<String> seen = new TreeSet<>();

  /**
   * @param name of the table under {@code target}
   */
  public Agreement(String name) {
    this.name = name;
  }

  /** Counts how the inspection of a package ended. */
  public void outcome(String digest, String outcome) {
    seen.add(digest);
    outcomes.merge(outcome, 1, Integer::sum);
  }

  /** Compares one property, said by ours and by the other. */
  public void check(String digest, String property, String ours, String theirs) {
    boolean same = ours.equals(theirs);
    properties.computeIfAbsent(property, p -> new int[2])[same ? 0 : 1]++;
    if (!same) {
      disagreements.add(new Disagreement(digest, property, ours, theirs));
    }
  }

  /** Compares without regard to order and repetition. */
  public void checkSet(
      String digest, String property, Collection<String> ours, Collection<String> theirs) {
    check(digest, property, new TreeSet<>(ours).toString(), new TreeSet<>(theirs).toString());
  }

  /** Compares whether ours holds all that the other says. */
  public void checkHolds(
      String digest, String property, Collection<String> ours, Collection<String> theirs) {
    boolean all = ours.containsAll(theirs);
    checkSet(digest, property, all ? theirs : ours, theirs);
  }

  /** Prints the table; fails on what nobody explained, and on explanations of what agrees. */
  public void judge() throws IOException {
    Map<String, String> explained = explained();
    List<Disagreement> open =
        disagreements.stream().filter(d -> !explained.containsKey(key(d))).toList();
    print(open, explained);
    assertThat(open).as("unexplained disagreements").isEmpty();
    TreeSet<String> stale = new TreeSet<>(explained.keySet());
    stale.removeIf(key -> !seen.contains(key.substring(0, key.indexOf(' '))));
    disagreements.forEach(d -> stale.remove(key(d)));
    assertThat(stale).as("explanations of what agrees").isEmpty();
  }

  /** Prints the table of a list that nobody has explained yet. */
  public void print() throws IOException {
    print(List.of(), explained());
  }

  private static String key(Disagreement d) {
    return d.digest + " " + d.property;
  }

  private static Map<String, String> explained() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    try (InputStream in = Agreement.class.getResourceAsStream("corpus-disagreements.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 3))
          .forEach(part -> reasons.put(part[0] + " " + part[1], part[2]));
    }
    return reasons;
  }

  private void print(List<Disagreement> open, Map<String, String> explained) throws IOException {
    StringBuilder table = new StringBuilder("| outcome | packages |\n|---|---|\n");
    outcomes.forEach((outcome, n) -> table.append("| " + outcome + " | " + n + " |\n"));
    table.append("\n| property | agree | differ |\n|---|---|---|\n");
    properties.forEach((p, n) -> table.append("| " + p + " | " + n[0] + " | " + n[1] + " |\n"));
    table.append("\n| package | property | ours | the other | why |\n|---|---|---|---|---|\n");
    for (Disagreement d : disagreements) {
      String why = explained.getOrDefault(key(d), "**unexplained**");
      table.append("| " + String.join(" | ", d.digest, d.property, d.ours, d.theirs, why) + " |\n");
    }
    Path out = Path.of("target", name + ".md");
    Files.createDirectories(out.getParent());
    Files.writeString(out, table, StandardCharsets.UTF_8);
    open.forEach(System.out::println);
  }
}
