package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every APK of the shared corpus ends in facts or in a documented code, and agrees with aapt and
 * apksigner wherever they have an opinion. Disagreements are explained in {@code
 * corpus-disagreements.tsv}: digest prefix, property, reason.
 */
class ApkCorpusTest {
  private static final long MOST_SECONDS = 10;

  private record Disagreement(String digest, String property, String ours, String oracle) {}

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<String, int[]> agreement = new TreeMap<>();
  private final List<Disagreement> disagreements = new ArrayList<>();
  private final List<String> slow = new ArrayList<>();

  @Test
  void everyApk_endsDocumented_andAgreesWithTheOracles() throws IOException {
    Path corpus = Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
    Path list = corpus.resolve("packages-dev.jsonl");
    assumeTrue(Files.exists(list), "the shared corpus is not here");
    JsonMapper json = new JsonMapper();
    for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
      JsonNode node = json.readTree(line);
      if (node.path("type").asString("").equals("apk") && node.hasNonNull("file")) {
        inspect(corpus.resolve(node.path("file").asString("")), node);
      }
    }
    Map<String, String> explained = explained();
    List<Disagreement> open =
        disagreements.stream()
            .filter(d -> !explained.containsKey(key(d.digest, d.property)))
            .toList();
    print(open);
    assertThat(slow).as("slower than %d s", MOST_SECONDS).isEmpty();
    assertThat(open).as("unexplained disagreements").isEmpty();
    TreeSet<String> stale = new TreeSet<>(explained.keySet());
    disagreements.forEach(d -> stale.remove(key(d.digest, d.property)));
    assertThat(stale).as("explanations of what agrees").isEmpty();
  }

  private void inspect(Path file, JsonNode node) {
    String digest = node.path("sha256").asString("").substring(0, 12);
    JsonNode oracle = node.path("oracle");
    long start = System.nanoTime();
    String outcome;
    try {
      FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
      outcome = "facts";
      compare(digest, facts, oracle);
    } catch (PackageFormatException e) {
      outcome = e.code().name();
      if (oracle.hasNonNull("package")) {
        note(digest, "outcome", e.getMessage(), oracle.path("package").asString(""));
      }
    }
    outcomes.merge(outcome, 1, Integer::sum);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    if (seconds >= MOST_SECONDS) {
      slow.add(digest + " " + seconds + " s");
    }
  }

  private void compare(String digest, FactSet facts, JsonNode oracle) {
    check(digest, "package", facts.identity("package"), text(oracle, "package"));
    check(digest, "versionCode", facts.identity("version_code"), text(oracle, "versionCode"));
    check(digest, "versionName", facts.identity("version_name"), text(oracle, "versionName"));
    check(digest, "minSdk", facts.identity("min_sdk"), text(oracle, "minSdk"));
    check(digest, "targetSdk", facts.identity("target_sdk"), text(oracle, "targetSdk"));
    Optional<String> label = text(oracle, "label");
    if (label.isPresent()) {
      List<String> ours =
          facts.of(FactKind.IDENTITY).stream()
              .filter(f -> f.text(Field.NAME).equals("label"))
              .map(f -> f.text(Field.VALUE))
              .toList();
      boolean same = label.get().isEmpty() ? ours.isEmpty() : ours.contains(label.get());
      check(digest, "label", Optional.of(same ? label.get() : ours.toString()), label);
    }
    if (oracle.path("aapt_ok").asBoolean(false)) {
      checkSet(
          digest,
          "permissions",
          values(facts, FactKind.PERMISSION, Field.NAME),
          strings(oracle.path("permissions")));
    }
    if (oracle.path("verify_ok").asBoolean(false)) {
      TreeSet<String> schemes = new TreeSet<>();
      facts.of(FactKind.SIGNATURE_SCHEME).stream()
          .filter(f -> f.flag(Field.VERIFIED).orElse(false))
          .forEach(f -> schemes.add(f.text(Field.NAME)));
      checkSet(digest, "schemes", schemes, strings(oracle.path("sig_schemes")));
      checkSet(digest, "certificates", certificates(facts), strings(oracle.path("cert_sha256")));
    }
  }

  private static SortedSet<String> certificates(FactSet facts) {
    TreeSet<String> digests = new TreeSet<>();
    facts.of(FactKind.CERTIFICATE).stream()
        .filter(f -> !f.text(Field.ROLE).equals("earlier_signer"))
        .forEach(f -> digests.add(f.text(Field.SHA256)));
    return digests;
  }

  private static SortedSet<String> values(FactSet facts, FactKind kind, Field field) {
    TreeSet<String> values = new TreeSet<>();
    facts.of(kind).forEach(fact -> values.add(fact.text(field)));
    return values;
  }

  private static SortedSet<String> strings(JsonNode array) {
    TreeSet<String> strings = new TreeSet<>();
    array.forEach(item -> strings.add(item.asString("")));
    return strings;
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(node.path(name).asString("")) : Optional.empty();
  }

  private void checkSet(
      String digest, String property, SortedSet<String> ours, SortedSet<String> oracle) {
    check(digest, property, Optional.of(ours.toString()), Optional.of(oracle.toString()));
  }

  private void check(
      String digest, String property, Optional<String> ours, Optional<String> oracle) {
    if (oracle.isEmpty()) {
      return;
    }
    String own = ours.orElse("");
    boolean same = own.equals(oracle.get());
    agreement.computeIfAbsent(property, p -> new int[2])[same ? 0 : 1]++;
    if (!same) {
      note(digest, property, own, oracle.get());
    }
  }

  private void note(String digest, String property, String ours, String oracle) {
    disagreements.add(new Disagreement(digest, property, ours, oracle));
  }

  private static String key(String digest, String property) {
    return digest + " " + property;
  }

  private static Map<String, String> explained() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    try (InputStream in = ApkCorpusTest.class.getResourceAsStream("corpus-disagreements.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 3))
          .forEach(part -> reasons.put(key(part[0], part[1]), part[2]));
    }
    return reasons;
  }

  private void print(List<Disagreement> open) throws IOException {
    StringBuilder table = new StringBuilder("outcome\tpackages\n");
    outcomes.forEach((outcome, count) -> table.append(outcome + "\t" + count + "\n"));
    table.append("property\tagree\tdiffer\n");
    agreement.forEach((p, n) -> table.append(p + "\t" + n[0] + "\t" + n[1] + "\n"));
    open.forEach(
        d -> table.append(d.digest + " " + d.property + ": " + d.ours + " <> " + d.oracle + "\n"));
    Path out = Path.of("target", "apk-corpus.tsv");
    Files.createDirectories(out.getParent());
    Files.writeString(out, table, StandardCharsets.UTF_8);
    System.out.println(table);
  }
}
