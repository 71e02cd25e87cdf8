package cn.beian.inspect.webapp;

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
import cn.beian.inspect.webapp.project.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every rpk, amr and wxapkg of the shared corpus ends in facts or in a documented code, and says
 * what a plain look at its manifest says, which the corpus notes under {@code derived}. What does
 * not lie in the corpus is read from the folder that {@code beian.packages} names, as {@code first
 * 12 digits of SHA-256.type}.
 */
class PackagedCorpusTest {
  private static final Set<String> TYPES = Set.of("rpk", "amr", "wxapkg");
  private static final Map<String, String> IDENTITY =
      Map.of(
          "package", "package",
          "uid", "package",
          "name", "label",
          "version", "version_name",
          "versionName", "version_name",
          "versionCode", "version_code");

  private final Agreement agreement = new Agreement("packaged-corpus");

  @Test
  void everyPackage_agreesWithItsManifest() throws Exception {
    Path corpus = Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
    Path list = corpus.resolve("packages-dev.jsonl");
    assumeTrue(Files.exists(list), "absent: the shared corpus");
    Path others = Path.of(System.getProperty("beian.packages", "."));
    for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
      Json json = Json.parse(line, 50);
      String type = json.get("type").text();
      String digest = json.get("sha256").text().substring(0, 12);
      String file = json.get("file").text();
      Path path = file.isEmpty() ? others.resolve(digest + "." + type) : corpus.resolve(file);
      if (TYPES.contains(type) && Files.exists(path)) {
        inspect(digest, path, json);
      }
    }
    agreement.judge();
  }

  private void inspect(String digest, Path file, Json json) {
    String type = json.get("type").text();
    try {
      FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
      agreement.outcome(digest, type + ", facts");
      agreement.check(digest, "outcome", "facts", "facts");
      agreement.check(digest, "format", facts.header().format(), type);
      compare(digest, json.get("derived"), facts);
    } catch (PackageFormatException e) {
      agreement.outcome(
          digest, type + ", " + e.code().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      agreement.check(digest, "outcome", e.getMessage(), "facts");
    }
  }

  private void compare(String digest, Json derived, FactSet facts) {
    IDENTITY.forEach(
        (member, name) -> {
          String stated = derived.get(member).text();
          if (!stated.isEmpty()) {
            agreement.check(digest, name, facts.identity(name).orElse(""), stated);
          }
        });
    String pages = derived.get("pages").text();
    if (!pages.isEmpty()) {
      agreement.check(digest, "pages", String.valueOf(facts.of(FactKind.SCREEN).size()), pages);
    }
    String title = derived.get("title").text();
    if (!title.isEmpty()) {
      agreement.checkHolds(digest, "title", texts(facts, FactKind.UI_TEXT), List.of(title));
    }
    String signed = derived.get("rpk_sig_block").text();
    if (!signed.isEmpty()) {
      boolean verified =
          facts.of(FactKind.SIGNATURE_SCHEME).stream()
              .anyMatch(scheme -> scheme.flag(Field.VERIFIED).orElse(false));
      agreement.check(digest, "signature verifies", String.valueOf(verified), signed);
    }
    agreement.checkHolds(
        digest,
        "features",
        facts.of(FactKind.PERMISSION).stream().map(fact -> fact.text(Field.NAME)).toList(),
        derived.get("features").items().stream().map(Json::text).toList());
  }

  private static List<String> texts(FactSet facts, FactKind kind) {
    return facts.of(kind).stream().map((Fact fact) -> fact.text(Field.TEXT)).toList();
  }
}
