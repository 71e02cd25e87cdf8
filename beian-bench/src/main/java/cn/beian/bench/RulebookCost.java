package cn.beian.bench;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures the cost of the rulebook: CPU time of testing the facts of a package as a share of
 * reading it, and how it grows with ten times the rules and ten times the facts. Prints a Markdown
 * table of ratios, which are valid on a busy machine, too.
 *
 * <p>Arguments: packages, or folders of source.
 */
public final class RulebookCost {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
  private static final int WARM_UP = 20;
  private static final int RUNS = 7;
  private static final int TIMES = 10;
  private static final int IDS = 900; // of a group, from 100 on

  private RulebookCost() {}

  /** Measures and prints. */
  public static void main(String[] args) throws IOException, PackageFormatException {
    Rulebook rulebook = Rulebook.bundled();
    Rulebook tenfold = tenfold(rulebook);
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      out.printf(
          Locale.ROOT, "%d rules, tenfold %d%n%n", rulebook.rules().size(), tenfold.rules().size());
      out.println("| package | facts | rules / reading, CPU % | 10 × rules | 10 × facts |");
      out.println("|---|---|---|---|---|");
      for (String arg : args) {
        out.println(row(Path.of(arg), rulebook, tenfold));
      }
    }
  }

  private static String row(Path file, Rulebook rulebook, Rulebook tenfold)
      throws IOException, PackageFormatException {
    PackageInput input = PackageInput.of(List.of(file));
    FactSet facts =
        PackageInspector.inspect(input, Limits.standard(), 1, (done, total, what) -> {});
    FactSet many = tenfold(facts);
    double read =
        ThreadTime.median(
            WARM_UP,
            RUNS,
            () -> PackageInspector.inspect(input, Limits.standard(), 1, (done, total, what) -> {}));
    double test =
        ThreadTime.median(
            WARM_UP, RUNS, () -> RuleEngine.evaluate(facts, Context.EMPTY, rulebook, DAY));
    double rules =
        ThreadTime.median(
            WARM_UP, RUNS, () -> RuleEngine.evaluate(facts, Context.EMPTY, tenfold, DAY));
    double more =
        ThreadTime.median(
            WARM_UP, RUNS, () -> RuleEngine.evaluate(many, Context.EMPTY, rulebook, DAY));
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f × | %.1f × |",
        file.getFileName(),
        facts.all().size(),
        100 * test / read,
        rules / test,
        more / test);
  }

  /** Every rule ten times, under unused ids of its group. */
  private static Rulebook tenfold(Rulebook rulebook) throws IOException {
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    rulebook.write(canonical);
    String text = canonical.toString(StandardCharsets.UTF_8);
    int start = text.indexOf("\"rules\":[") + "\"rules\":[".length();
    int end = text.lastIndexOf("]}");
    List<String> rules = items(text.substring(start, end));
    Map<String, Integer> next = new TreeMap<>();
    List<String> all = new ArrayList<>(rules);
    List<String> ids = rulebook.rules().stream().map(rule -> rule.id()).toList();
    for (int copy = 1; copy < TIMES; copy++) {
      for (int i = 0; i < rules.size(); i++) {
        String id = ids.get(i);
        String free = free(id.replaceAll("-.*", ""), next, ids);
        all.add(rules.get(i).replace("\"id\":\"" + id + "\"", "\"id\":\"" + free + "\""));
      }
    }
    String whole = text.substring(0, start) + String.join(",", all) + text.substring(end);
    return Rulebook.of(whole.getBytes(StandardCharsets.UTF_8));
  }

  private static String free(String group, Map<String, Integer> next, List<String> taken) {
    int number = next.getOrDefault(group, 0);
    String id = group + '-' + (100 + number);
    while (taken.contains(id)) {
      number++;
      id = group + '-' + (100 + number);
    }
    if (number >= IDS) {
      throw new IllegalStateException("no ids left in " + group);
    }
    next.put(group, number + 1);
    return id;
  }

  /** The objects of a JSON array, as written. */
  private static List<String> items(String array) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i < array.length(); i++) {
      char c = array.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0) {
          items.add(array.substring(from, i + 1));
          from = i + 2; // after the comma
        }
      }
    }
    return items;
  }

  /** Every fact ten times, nine of them on screens with other names. */
  private static FactSet tenfold(FactSet facts) {
    List<Fact> all = new ArrayList<>(facts.all());
    for (int copy = 1; copy < TIMES; copy++) {
      for (Fact fact : facts.all()) {
        String screen =
            fact.screen() + '#' + copy; // equal facts would be merged into one with a count
        all.add(
            new Fact(
                fact.kind(), fact.origin(), screen, fact.values(), fact.count(), fact.sites()));
      }
    }
    return FactSet.of(facts.header(), all);
  }
}
