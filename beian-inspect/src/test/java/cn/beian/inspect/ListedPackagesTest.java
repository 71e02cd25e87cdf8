package cn.beian.inspect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every hap, app, ipa and rpk of a list of packages beside what the list says of it: {@code
 * expected} by the project it is from, {@code derived} by a plain look at its manifest. The list is
 * that of the shared corpus, or the one that {@code beian.list} names; a package lies where its
 * {@code file} says, seen from the list, or in the folder {@code beian.packages} as {@code first 12
 * digits of SHA-256.type}. Of another list disagreements are printed and fail nothing.
 */
class ListedPackagesTest {
  private static final Set<String> TYPES = Set.of("hap", "app", "ipa", "rpk");

  /** Name of a property in the list, and of ours. */
  private static final Map<String, String> IDENTITY =
      Map.ofEntries(
          Map.entry("bundleId", "package"),
          Map.entry("bundleName", "package"),
          Map.entry("package", "package"),
          Map.entry("version", "version_name"),
          Map.entry("versionName", "version_name"),
          Map.entry("build", "version_code"),
          Map.entry("versionCode", "version_code"),
          Map.entry("minOS", "min_os"),
          Map.entry("moduleName", "module"),
          Map.entry("moduleType", "module_type"),
          Map.entry("minPlatformVersion", "min_platform"),
          Map.entry("release_type", "distribution"),
          Map.entry("team", "team"));

  private final Agreement agreement = new Agreement("listed-packages");

  @Test
  void everyListedPackage_isWhatTheListSays() throws Exception {
    String named = System.getProperty("beian.list", "");
    Path root = Path.of(System.getProperty("beian.root", ".."));
    Path list =
        named.isEmpty() ? root.resolve("../shared/corpus/packages-dev.jsonl") : Path.of(named);
    assumeTrue(Files.exists(list), "absent: the list of packages");
    Path others = Path.of(System.getProperty("beian.packages", "."));
    JsonMapper json = new JsonMapper();
    for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
      JsonNode node = json.readTree(line);
      String type = node.path("type").asString("");
      String digest = node.path("sha256").asString("").substring(0, 12);
      Path file =
          node.hasNonNull("file")
              ? list.resolveSibling(node.path("file").asString(""))
              : others.resolve(digest + "." + type);
      if (TYPES.contains(type) && Files.exists(file)) {
        inspect(type, digest, file, node);
      }
    }
    if (named.isEmpty()) {
      agreement.judge();
    } else {
      agreement.print();
    }
  }

  private void inspect(String type, String digest, Path file, JsonNode node) throws IOException {
    boolean isOne =
        node.at("/derived/bundleName").isString()
            || node.at("/derived/package").isString()
            || node.at("/derived/bundleId").isString();
    String expected = isOne ? "facts" : "none";
    try {
      FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
      agreement.outcome(digest, type + ", facts");
      agreement.check(digest, type + ", outcome", "facts", expected);
      if (isOne) {
        Compared compared = new Compared(type, digest, facts, node.path("derived"));
        compared.derived();
        compared.expected(node.path("expected"));
      }
    } catch (PackageFormatException e) {
      String code = e.code().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      agreement.outcome(digest, type + ", " + code);
      agreement.check(digest, type + ", outcome", "none", expected);
    }
  }

  /** One package that has facts. */
  private final class Compared {
    private final String type;
    private final String digest;
    private final FactSet facts;
    private final JsonNode derived;

    Compared(String type, String digest, FactSet facts, JsonNode derived) {
      this.type = type;
      this.digest = digest;
      this.facts = facts;
      this.derived = derived;
    }

    void derived() {
      identity(derived, "");
      text("/displayName", "label", label());
      if (!derived.has("displayName")) {
        text("/name", "label", label());
      }
      text("/platform", "platform", facts.identity("platform").orElse("").toLowerCase(Locale.ROOT));
      text("/model", "model", facts.identity("model").orElse(""), s -> s.toLowerCase(Locale.ROOT));
      text("/minAPI", "min_sdk", level("min_sdk", "min_api_version"));
      text("/targetAPI", "target_sdk", level("target_sdk", "target_api_version"));
      text("/version/code", "version_code", facts.identity("version_code").orElse(""));
      text("/version/name", "version_name", facts.identity("version_name").orElse(""));
      text("/pages", "pages", count(FactKind.SCREEN, fact -> true));
      text("/native_so", "native libraries", count(FactKind.NATIVE_LIB, fact -> true));
      text("/abilities", "abilities", count(FactKind.COMPONENT, this::isAbility));
      text("/code_signature", "signed", scheme("apple-code"));
      if (derived.path("hap_sign_block").asBoolean(false)) { // looked for by its newer mark only
        text("/hap_sign_block", "signed", scheme("hap"));
      }
      text("/rpk_sig_block", "signed", scheme("rpk"));
      items("/permissions", "permissions", names(FactKind.PERMISSION, fact -> true));
      agreement.checkHolds(
          digest,
          type + ", features",
          names(FactKind.PERMISSION, fact -> true),
          strings(derived.path("features")));
      items("/usage_descriptions", "reasons", names(FactKind.PERMISSION, this::isReason));
      items("/url_schemes", "schemes", identities("url_scheme"));
      items("/deviceTypes", "devices", identities("device_family"));
      size("/appex", "extensions", names(FactKind.COMPONENT, this::isExtension));
      items("/extensionAbilities", "extensions", extensions());
      size("/packages", "modules", identities("module"));
      profile();
    }

    private void profile() {
      text("/profile/name", "profile name", facts.identity("profile_name").orElse(""));
      text("/profile/team", "team", facts.identity("team").orElse(""));
      text("/profile/devices", "profile devices", facts.identity("profile_devices").orElse("0"));
      text(
          "/profile/expires",
          "profile expires",
          facts.identity("profile_expires").orElse(""),
          s -> s.replace(' ', 'T') + "Z");
      Predicate<Fact> debug =
          fact ->
              fact.text(Field.NAME).equals("get-task-allow")
                  && fact.text(Field.TYPE).equals("profile_entitlement");
      text("/profile/get-task-allow", "profile debuggable", values(FactKind.PERMISSION, debug));
    }

    void expected(JsonNode expected) {
      identity(expected, "project's ");
      if (expected.hasNonNull("name")) {
        check("project's label", label(), expected.path("name").asString(""));
      }
      if (expected.hasNonNull("plugins")) {
        agreement.checkSet(
            digest,
            type + ", project's plugins",
            names(FactKind.COMPONENT, this::isExtension),
            strings(expected.path("plugins")));
      }
      if (expected.hasNonNull("Verify")) {
        boolean verified =
            facts.of(FactKind.SIGNATURE_SCHEME).stream()
                .anyMatch(fact -> fact.flag(Field.VERIFIED).orElse(false));
        String theirs = expected.path("Verify").asString("");
        check("project's signature", verified ? "VERIFY_SUCCESS" : "VERIFY_FAIL", theirs);
      }
    }

    private void identity(JsonNode said, String whose) {
      IDENTITY.forEach(
          (property, name) -> {
            if (said.path(property).isValueNode() && said.hasNonNull(property)) {
              String ours = facts.identity(name).orElse("");
              check(whose + name, ours, said.path(property).asString(""));
            }
          });
    }

    private void check(String property, String ours, String theirs) {
      agreement.check(digest, type + ", " + property, ours, theirs);
    }

    private void text(String pointer, String property, String ours) {
      text(pointer, property, ours, Function.identity());
    }

    private void text(
        String pointer, String property, String ours, Function<String, String> normal) {
      JsonNode said = derived.at(pointer);
      if (said.isValueNode() && !said.isNull()) {
        check(property, ours, normal.apply(said.asString("")));
      }
    }

    private void items(String pointer, String property, List<String> ours) {
      JsonNode said = derived.at(pointer);
      if (said.isArray()) {
        agreement.checkSet(digest, type + ", " + property, ours, strings(said));
      }
    }

    private void size(String pointer, String property, List<String> ours) {
      JsonNode said = derived.at(pointer);
      if (said.isArray()) {
        check(property, String.valueOf(ours.size()), String.valueOf(said.size()));
      }
    }

    private List<String> extensions() {
      return facts.of(FactKind.COMPONENT).stream()
          .filter(fact -> !isAbility(fact))
          .map(fact -> fact.text(Field.TYPE))
          .toList();
    }

    private boolean isExtension(Fact fact) {
      return fact.text(Field.TYPE).equals("extension");
    }

    private String label() {
      return facts.identity("label").orElse("");
    }

    private String level(String number, String full) {
      return facts.identity(full).or(() -> facts.identity(number)).orElse("");
    }

    private boolean isAbility(Fact fact) {
      return Set.of("ability", "page", "service", "data").contains(fact.text(Field.TYPE));
    }

    private boolean isReason(Fact fact) {
      return fact.text(Field.NAME).endsWith("UsageDescription");
    }

    private String scheme(String name) {
      return String.valueOf(
          facts.of(FactKind.SIGNATURE_SCHEME).stream()
              .anyMatch(fact -> fact.text(Field.NAME).equals(name)));
    }

    private String count(FactKind kind, Predicate<Fact> which) {
      return String.valueOf(facts.of(kind).stream().filter(which).count());
    }

    private List<String> names(FactKind kind, Predicate<Fact> which) {
      return facts.of(kind).stream().filter(which).map(f -> f.text(Field.NAME)).toList();
    }

    private String values(FactKind kind, Predicate<Fact> which) {
      return facts.of(kind).stream()
          .filter(which)
          .map(f -> f.text(Field.REASON))
          .findFirst()
          .orElse("");
    }

    private List<String> identities(String name) {
      return facts.of(FactKind.IDENTITY).stream()
          .filter(fact -> fact.text(Field.NAME).equals(name))
          .map(fact -> fact.text(Field.VALUE))
          .toList();
    }

    private List<String> strings(JsonNode array) {
      return StreamSupport.stream(array.spliterator(), false).map(n -> n.asString("")).toList();
    }
  }
}
