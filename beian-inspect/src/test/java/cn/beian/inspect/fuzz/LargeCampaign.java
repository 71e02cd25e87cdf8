package cn.beian.inspect.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spoils large packages inside their code, tables, scripts and libraries and compares what reading
 * them takes with what the intact package does. Run in a JVM with the heap of a worker: {@code
 * LargeCampaign MUTATIONS OUT [CORPUS]}; OUT gets the table, and below it a line for each package
 * that took more than three times the CPU time or the memory, each time of three.
 */
public final class LargeCampaign {
  private static final int LEAST_BYTES = 100 << 10;
  private static final int WARM = 2;
  private static final int TRIES = 3;

  private final int mutations;
  private final StringBuilder table =
      new StringBuilder(
          "| package | KB | intact ms | intact MB | mutations | worst ms | worst MB | over 3 times"
              + " |\n"
              + "|---|---|---|---|---|---|---|---|\n");
  private final List<String> findings = new ArrayList<>();

  private LargeCampaign(int mutations) {
    this.mutations = mutations;
  }

  public static void main(String[] args) throws IOException {
    LargeCampaign campaign = new LargeCampaign(Integer.parseInt(args[0]));
    Map<String, byte[]> packages = new LinkedHashMap<>();
    LargePackages.all().forEach((format, bytes) -> packages.put(format + " (made)", bytes));
    if (args.length > 2) {
      packages.putAll(ofCorpus(Path.of(args[2])));
    }
    for (Map.Entry<String, byte[]> each : packages.entrySet()) {
      campaign.spoil(each.getKey(), each.getValue());
    }
    campaign.findings.forEach(f -> campaign.table.append("finding: ").append(f).append('\n'));
    Files.writeString(Path.of(args[1]), campaign.table, StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> ofCorpus(Path corpus) throws IOException {
    Map<String, byte[]> packages = new LinkedHashMap<>();
    Path list = corpus.resolve("packages-dev.jsonl");
    for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
      JsonNode node = new JsonMapper().readTree(line);
      String type = node.path("type").asString();
      if (node.hasNonNull("file")
          && node.path("size").asInt() >= LEAST_BYTES
          && List.of("apk", "amr", "rpk").contains(type)) {
        packages.put(
            type + " " + node.path("sha256").asString().substring(0, 12),
            Files.readAllBytes(corpus.resolve(node.path("file").asString())));
      }
    }
    return packages;
  }

  private void spoil(String name, byte[] bytes) throws IOException {
    SpoiledParts parts = SpoiledParts.of(bytes);
    byte[] whole = parts.intact();
    for (int i = 0; i < WARM; i++) {
      Cost.of(whole);
    }
    Cost intact = Cost.of(whole).most(Cost.of(whole));
    Cost worst = new Cost(0, 0);
    int over = 0;
    for (int number = 0; number < mutations; number++) {
      Cost cost = cost(parts.spoiled(number), intact);
      worst = worst.most(cost);
      if (cost.exceeds(intact)) {
        over++;
        findings.add(name + " " + number + ": " + cost + ", intact " + intact);
      }
    }
    table.append(
        String.format(
            java.util.Locale.ROOT,
            "| %s | %d | %d | %d | %d | %d | %d | %d |%n",
            name,
            bytes.length >> 10,
            intact.cpuMillis(),
            intact.heapMib(),
            mutations,
            worst.cpuMillis(),
            worst.heapMib(),
            over));
  }

  /** What looks like too much is measured again. */
  private static Cost cost(byte[] bytes, Cost intact) throws IOException {
    Cost cost = Cost.of(bytes);
    for (int i = 1; i < TRIES && cost.exceeds(intact); i++) {
      cost = cost.least(Cost.of(bytes));
    }
    return cost;
  }
}
