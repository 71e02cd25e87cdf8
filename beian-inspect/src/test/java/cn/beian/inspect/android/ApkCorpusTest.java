package cn.beian.inspect.android;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.Agreement;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every APK and bundle of the shared corpus ends in facts or in a documented code, and agrees with
 * aapt and apksigner ({@code oracle}) and with the tests of the project it is from ({@code
 * expected}) wherever they have an opinion. What does not lie in the corpus is read from the folder
 * that {@code beian.packages} names, as {@code first 12 digits of SHA-256.type}.
 */
class ApkCorpusTest {
  private static final long MOST_SECONDS = 10;
  private static final Set<String> TYPES = Set.of("apk", "aab");

  /** Name of a property in {@code expected}, and of ours. */
  private static final Map<String, String> IDENTITY =
      Map.ofEntries(
          Map.entry("package", "package"),
          Map.entry("index_packageName", "package"),
          Map.entry("versionCode", "version_code"),
          Map.entry("index_versionCode", "version_code"),
          Map.entry("versionName", "version_name"),
          Map.entry("index_versionName", "version_name"),
          Map.entry("minSdk", "min_sdk"),
          Map.entry("index_minSdkVersion", "min_sdk"),
          Map.entry("targetSdk", "target_sdk"),
          Map.entry("effectiveTargetSdk", "target_sdk"),
          Map.entry("index_targetSdkVersion", "target_sdk"),
          Map.entry("debuggable", "debuggable"));

  private final Agreement agreement = new Agreement("apk-corpus");
  private final List<String> slow = new ArrayList<>();

  @Test
  void everyApk_endsDocumented_andAgreesWithTheOracles() throws IOException {
    Path corpus = Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
    Path list = corpus.resolve("packages-dev.jsonl");
    assumeTrue(Files.exists(list), "absent: the shared corpus");
    Path others = Path.of(System.getProperty("beian.packages", "."));
    JsonMapper json = new JsonMapper();
    for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
      JsonNode node = json.readTree(line);
      String type = node.path("type").asString("");
      Path file =
          node.hasNonNull("file")
              ? corpus.resolve(node.path("file").asString(""))
              : others.resolve(digest(node) + "." + type);
      if (TYPES.contains(type) && Files.exists(file)) {
        inspect(file, node);
      }
    }
    agreement.judge();
    assertThat(slow).as("slower than %d s", MOST_SECONDS).isEmpty();
  }

  private static String digest(JsonNode node) {
    return node.path("sha256").asString("").substring(0, 12);
  }

  private void inspect(Path file, JsonNode node) {
    String digest = digest(node);
    long start = System.nanoTime();
    try {
      FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
      agreement.outcome(digest, "facts");
      if (node.hasNonNull("oracle")) {
        compareWithTools(digest, facts, node.path("oracle"));
      }
      compareWithProject(digest, facts, node.path("expected"));
    } catch (PackageFormatException e) {
      agreement.outcome(digest, e.code().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      if (node.path("oracle").hasNonNull("package")) {
        agreement.check(digest, "outcome", e.code().name(), "facts");
      }
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    if (seconds >= MOST_SECONDS) {
      slow.add(digest + " " + seconds + " s");
    }
  }

  private void compareWithTools(String digest, FactSet facts, JsonNode oracle) {
    for (String property :
        List.of("package", "versionCode", "versionName", "minSdk", "targetSdk")) {
      text(oracle, property)
          .ifPresent(theirs -> checkIdentity(digest, property, facts, property, theirs));
    }
    text(oracle, "label").ifPresent(label -> checkLabel(digest, facts, label));
    if (oracle.path("aapt_ok").asBoolean(false)) {
      agreement.checkSet(
          digest,
          "permissions",
          values(facts, FactKind.PERMISSION, Field.NAME, fact -> true),
          strings(oracle.path("permissions")));
      agreement.checkSet(
          digest,
          "launchable",
          values(facts, FactKind.COMPONENT, Field.NAME, f -> f.text(Field.ROLE).equals("launcher")),
          strings(oracle.path("launchable")));
    }
    boolean verifies = oracle.path("verify_ok").asBoolean(false);
    agreement.check(digest, "verifies", String.valueOf(verified(facts)), String.valueOf(verifies));
    if (verifies) {
      agreement.checkSet(digest, "schemes", schemes(facts), strings(oracle.path("sig_schemes")));
      agreement.checkSet(
          digest,
          "certificates",
          values(
              facts,
              FactKind.CERTIFICATE,
              Field.SHA256,
              fact -> !fact.text(Field.ROLE).equals("earlier_signer")),
          strings(oracle.path("cert_sha256")));
    }
  }

  /** What the tests of the project expect in which a package lay. */
  private void compareWithProject(String digest, FactSet facts, JsonNode expected) {
    for (String property : expected.propertyNames()) {
      JsonNode theirs = expected.path(property);
      String named = "project's " + property;
      if (IDENTITY.containsKey(property)) {
        checkIdentity(digest, named, facts, property, theirs.asString());
        continue;
      }
      switch (property) {
        case "label" ->
            agreement.checkHolds(digest, named, labels(facts, ""), List.of(theirs.asString()));
        case "label_zh-CN" ->
            agreement.checkHolds(digest, named, labels(facts, "zh-CN"), List.of(theirs.asString()));
        case "permissions", "index_uses-permission" ->
            agreement.checkHolds(
                digest,
                named,
                values(facts, FactKind.PERMISSION, Field.NAME, fact -> true),
                strings(theirs));
        case "schemes" -> agreement.checkHolds(digest, named, links(facts, 0), strings(theirs));
        case "deep_links" -> agreement.checkHolds(digest, named, links(facts, 1), strings(theirs));
        case "native" ->
            agreement.checkSet(
                digest,
                named,
                values(facts, FactKind.NATIVE_LIB, Field.TYPE, fact -> true),
                strings(theirs));
        case "index_signer" ->
            agreement.checkHolds(
                digest,
                named,
                values(facts, FactKind.CERTIFICATE, Field.SHA256, fact -> true),
                List.of(theirs.asString()));
        case "sig_v1", "sig_v2" ->
            agreement.check(
                digest,
                named,
                String.valueOf(schemes(facts).contains(property.substring(4))),
                theirs.asString());
        case "verify_apk_signature" ->
            agreement.check(digest, named, String.valueOf(verified(facts)), theirs.asString());
        case "ApkVerifierTest" -> theirs.forEach(each -> checkVerifier(digest, facts, each));
        default -> {} // MD5 of an old index, names of signature files: no facts of ours
      }
    }
  }

  /** Only what apksig's own test says for the platforms that the package states. */
  private void checkVerifier(String digest, FactSet facts, JsonNode test) {
    if (!test.hasNonNull("sdk")) {
      String ours = verified(facts) ? "verified" : "fail";
      agreement.check(digest, "apksig's own test", ours, test.path("result").asString(""));
    }
  }

  private static boolean verified(FactSet facts) {
    return facts.of(FactKind.SIGNATURE_SCHEME).stream()
        .anyMatch(f -> f.flag(Field.VERIFIED).orElse(false) && f.text(Field.DETAIL).isEmpty());
  }

  private static Set<String> schemes(FactSet facts) {
    return values(
        facts, FactKind.SIGNATURE_SCHEME, Field.NAME, f -> f.flag(Field.VERIFIED).orElse(false));
  }

  /** The schemes (0) or hosts (1) of the addresses that components open. */
  private static Set<String> links(FactSet facts, int part) {
    TreeSet<String> found = new TreeSet<>();
    for (Fact component : facts.of(FactKind.COMPONENT)) {
      for (String item : component.texts(Field.ITEMS)) {
        if (item.contains("://")) {
          found.add(item.split("://", -1)[part]);
        }
      }
    }
    return found;
  }

  private static List<String> labels(FactSet facts, String locale) {
    return facts.of(FactKind.IDENTITY).stream()
        .filter(f -> f.text(Field.NAME).equals("label") && f.text(Field.LOCALE).equals(locale))
        .map(f -> f.text(Field.VALUE))
        .toList();
  }

  private void checkLabel(String digest, FactSet facts, String label) {
    Set<String> ours =
        values(facts, FactKind.IDENTITY, Field.VALUE, f -> f.text(Field.NAME).equals("label"));
    if (label.isEmpty()) {
      agreement.checkSet(digest, "label", ours, List.of());
    } else {
      agreement.checkHolds(digest, "label", ours, List.of(label));
    }
  }

  private void checkIdentity(
      String digest, String named, FactSet facts, String property, String theirs) {
    String ours = facts.identity(IDENTITY.getOrDefault(property, property)).orElse("");
    agreement.check(digest, named, ours, theirs);
  }

  private static Set<String> values(
      FactSet facts, FactKind kind, Field field, Predicate<Fact> which) {
    TreeSet<String> values = new TreeSet<>();
    facts.of(kind).stream().filter(which).forEach(fact -> values.add(fact.text(field)));
    return values;
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(item -> strings.add(item.asString("")));
    return strings;
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(node.path(name).asString("")) : Optional.empty();
  }
}
