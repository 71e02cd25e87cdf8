package cn.beian.inspect.fuzz;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.inspect.container.ZipArchive;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.ZipBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spoils every corpus package under 100 KB in a hundred ways and inspects each. Of an archive every
 * other mutation spoils one entry inside, which is then stored again; else little but the inflater
 * would be tried. Run in a JVM with the heap of a worker: {@code MutationCampaign CORPUS OUT}; OUT
 * gets the table, and below it a line for each finding.
 */
public final class MutationCampaign {
  private static final int MUTATIONS = 100;
  private static final int MOST_BYTES = 100 << 10;
  private static final long MOST_SECONDS = 10;
  private static final List<Mutation> WAYS = List.of(Mutation.values());

  /** How an inspection ended; from {@link #EXCEPTION} on it should not have. */
  enum Outcome {
    FACTS,
    FACTS_WITH_ANOMALIES,
    UNREADABLE,
    UNKNOWN_FORMAT,
    LIMIT,
    NOT_READ_YET,
    EXCEPTION,
    SLOW,
    OUT_OF_MEMORY
  }

  private static final class Row {
    int packages;
    final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  }

  private final Map<String, Row> rows = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();
  private ExecutorService executor = newExecutor();

  private MutationCampaign() {}

  public static void main(String[] args) throws Exception {
    Path corpus = Path.of(args[0]);
    MutationCampaign campaign = new MutationCampaign();
    List<String> lines =
        Files.readAllLines(corpus.resolve("packages-dev.jsonl"), StandardCharsets.UTF_8);
    for (String line : lines) {
      JsonNode node = new JsonMapper().readTree(line);
      if (node.hasNonNull("file") && node.path("size").asInt() < MOST_BYTES) {
        campaign.spoil(
            node.path("type").asString(),
            node.path("sha256").asString(),
            Files.readAllBytes(corpus.resolve(node.path("file").asString())));
      }
    }
    campaign.spoilMade("wxapkg (made)", FuzzTarget.WXAPKG);
    campaign.spoilMade("source (made)", FuzzTarget.SOURCE);
    campaign.executor.shutdownNow();
    Files.writeString(Path.of(args[1]), campaign.table(), StandardCharsets.UTF_8);
  }

  /** For formats of which the corpus holds no small package. */
  private void spoilMade(String type, FuzzTarget target) throws Exception {
    for (byte[] seed : target.seeds()) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed);
      spoil(type, HexFormat.of().formatHex(digest), seed);
    }
  }

  private void spoil(String type, String sha256, byte[] bytes) throws Exception {
    Row row = rows.computeIfAbsent(type, t -> new Row());
    row.packages++;
    List<FileTree.Entry> entries = entries(bytes);
    for (int number = 0; number < MUTATIONS; number++) {
      byte[] spoiled = spoiled(type, bytes, entries, sha256, number);
      Outcome outcome = inspected(spoiled, sha256.substring(0, 12) + " " + number);
      row.outcomes.merge(outcome, 1, Integer::sum);
    }
  }

  /** The package of that number: the first byte to the last depends on nothing but these. */
  private static byte[] spoiled(
      String type, byte[] bytes, List<FileTree.Entry> entries, String sha256, int number)
      throws IOException {
    Random random = new Random(Long.parseUnsignedLong(sha256.substring(0, 16), 16) + number);
    Mutation mutation = WAYS.get(number % WAYS.size());
    boolean inside = number / WAYS.size() % 2 == 1;
    Optional<byte[]> again = inside ? inside(entries, mutation, random) : Optional.<byte[]>empty();
    byte[] spoiled = again.isPresent() ? again.get() : mutation.applied(bytes, random);
    return switch (type) {
      case "axml" -> FuzzTarget.AXML.packaged(spoiled);
      case "arsc" -> FuzzTarget.ARSC.packaged(spoiled);
      case "dex" -> FuzzTarget.DEX.packaged(spoiled);
      default -> spoiled;
    };
  }

  /** The archive with one entry spoiled; empty where none can be. */
  private static Optional<byte[]> inside(
      List<FileTree.Entry> entries, Mutation mutation, Random random) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    int chosen = random.nextInt(entries.size());
    ZipBytes zip = new ZipBytes();
    for (int i = 0; i < entries.size(); i++) {
      try {
        byte[] content = entries.get(i).bytes();
        boolean spoil = i == chosen && content.length > 0;
        zip.stored(entries.get(i).name(), spoil ? mutation.applied(content, random) : content);
      } catch (PackageFormatException e) {
        return Optional.empty();
      }
    }
    return Optional.of(zip.toBytes());
  }

  private static List<FileTree.Entry> entries(byte[] bytes) {
    Limits limits = Limits.standard();
    InflationBudget budget = new InflationBudget(limits, Integer.MAX_VALUE);
    try {
      return ZipArchive.open(ByteSource.of(bytes), budget, (kind, origin, screen, at, values) -> {})
          .map(ZipArchive::entries)
          .orElse(List.of());
    } catch (PackageFormatException e) {
      return List.of();
    }
  }

  private Outcome inspected(byte[] bytes, String name) throws InterruptedException {
    Future<Outcome> future = executor.submit(() -> outcome(bytes));
    try {
      return future.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      executor.shutdownNow();
      executor = newExecutor();
      return finding(Outcome.SLOW, name, "more than " + MOST_SECONDS + " s");
    } catch (ExecutionException e) {
      return e.getCause() instanceof OutOfMemoryError
          ? finding(Outcome.OUT_OF_MEMORY, name, String.valueOf(e.getCause()))
          : finding(Outcome.EXCEPTION, name, described(e.getCause() == null ? e : e.getCause()));
    }
  }

  private static String described(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return thrown + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private Outcome finding(Outcome outcome, String name, String what) {
    findings.add(name + ": " + what);
    return outcome;
  }

  private static Outcome outcome(byte[] bytes) throws IOException {
    try {
      FactSet facts = Inspection.of(bytes);
      return facts.of(FactKind.ANOMALY).isEmpty() ? Outcome.FACTS : Outcome.FACTS_WITH_ANOMALIES;
    } catch (PackageFormatException e) {
      return Outcome.valueOf(e.code().name());
    }
  }

  private static ExecutorService newExecutor() {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "inspection");
          thread.setDaemon(true);
          return thread;
        });
  }

  private String table() {
    StringBuilder table =
        new StringBuilder(
            "| type | packages | mutations | facts | facts with anomalies | unreadable | unknown format | limit | not read yet | other exception | over 10 s | out of memory |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    Row all = new Row();
    rows.forEach(
        (type, row) -> {
          line(table, type, row);
          all.packages += row.packages;
          row.outcomes.forEach((outcome, n) -> all.outcomes.merge(outcome, n, Integer::sum));
        });
    line(table, "all", all);
    findings.forEach(finding -> table.append("finding: ").append(finding).append('\n'));
    return table.toString();
  }

  private static void line(StringBuilder table, String type, Row row) {
    table.append("| " + type + " | " + row.packages + " | " + row.packages * MUTATIONS);
    for (Outcome outcome : Outcome.values()) {
      table.append(" | ").append(row.outcomes.getOrDefault(outcome, 0));
    }
    table.append(" |\n");
  }
}
