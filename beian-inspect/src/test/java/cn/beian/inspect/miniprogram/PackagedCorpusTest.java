package cn.beian.inspect.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.Limits;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every rpk and amr of the shared corpus is read, and says what a plain look at its manifest says,
 * which the corpus notes under {@code derived}.
 */
class PackagedCorpusTest {
  private static final Map<String, String> IDENTITY =
      Map.of(
          "package", "package",
          "uid", "package",
          "name", "label",
          "version", "version_name",
          "versionName", "version_name",
          "versionCode", "version_code");

  @Test
  void everyPackage_agreesWithItsManifest() throws Exception {
    Path corpus = Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
    Path list = corpus.resolve("packages-dev.jsonl");
    assumeTrue(Files.exists(list), "absent: the shared corpus");
    int read = 0;
    for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
      Json json = Json.parse(line, 50);
      String type = json.get("type").text();
      if ((type.equals("rpk") || type.equals("amr")) && !json.get("file").text().isEmpty()) {
        FactSet facts =
            PackageInspector.inspect(
                PackageInput.of(List.of(corpus.resolve(json.get("file").text()))),
                Limits.standard());
        assertThat(facts.header().format()).isEqualTo(type);
        compare(json, facts);
        read++;
      }
    }
    assertThat(read).isPositive();
  }

  private static void compare(Json json, FactSet facts) {
    String file = json.get("file").text();
    Json derived = json.get("derived");
    IDENTITY.forEach(
        (member, name) -> {
          String stated = derived.get(member).text();
          if (!stated.isEmpty()) {
            assertThat(facts.identity(name)).as("%s %s", file, name).contains(stated);
          }
        });
    if (!derived.get("pages").text().isEmpty()) {
      assertThat(facts.of(FactKind.SCREEN))
          .as("%s pages", file)
          .hasSize(Integer.parseInt(derived.get("pages").text()));
    }
    if (derived.get("rpk_sig_block").text().equals("true")) {
      assertThat(facts.of(FactKind.SIGNATURE_SCHEME))
          .as("%s signature", file)
          .singleElement()
          .satisfies(scheme -> assertThat(scheme.flag(Field.VERIFIED)).contains(true));
    }
    List<String> features = derived.get("features").items().stream().map(Json::text).toList();
    assertThat(facts.of(FactKind.PERMISSION))
        .extracting(permission -> permission.text(Field.NAME))
        .as("%s features", file)
        .containsAll(features);
  }
}
