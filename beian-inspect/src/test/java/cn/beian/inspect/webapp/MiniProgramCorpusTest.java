package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.webapp.project.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The words that people gave as evidence for their labels of real projects are visible texts of the
 * right file. Needs the labels in {@code ../shared/corpus} and check-outs in the folder that the
 * system property {@code beian.sources} names, or {@code ../shared/corpus/sources}, one folder
 * {@code owner+name} each.
 */
class MiniProgramCorpusTest {
  private static final Path SHARED =
      Path.of(System.getProperty("beian.root", "..")).resolve("../shared/corpus");
  private static final Path SOURCES =
      Path.of(System.getProperty("beian.sources", SHARED.resolve("sources").toString()));

  @Test
  @Tag("sources")
  void evidenceOfLabels_isVisibleText() throws Exception {
    assumeTrue(Files.isDirectory(SOURCES), "absent: check-outs of the labelled projects");
    int all = 0;
    int found = 0;
    List<String> missed = new ArrayList<>();
    for (String list : List.of("miniprograms-dev.jsonl", "government-dev.jsonl")) {
      for (String line : Files.readAllLines(SHARED.resolve(list))) {
        Json project = Json.parse(line, 20);
        Path source = SOURCES.resolve(project.get("repo").text().replace('/', '+'));
        if (!project.get("kind").text().equals("wechat-src") || !Files.isDirectory(source)) {
          continue;
        }
        String root = project.get("root").text();
        FactSet facts =
            PackageInspector.inspect(
                PackageInput.of(List.of(source.resolve(root).normalize())), Limits.standard());
        for (Json evidence : project.get("evidence").members().values()) {
          for (Json each : evidence.items()) {
            String path = each.get("path").text();
            path = path.startsWith(root + "/") ? path.substring(root.length() + 1) : path;
            all++;
            if (seen(facts, path, each.get("word").text())) {
              found++;
            } else {
              missed.add(project.get("repo").text() + " " + path + " " + each.get("word").text());
            }
          }
        }
      }
    }
    assertThat(all).isPositive();
    assertThat(found * 100 / all).as("of %s missed %s", all, missed).isGreaterThanOrEqualTo(95);
  }

  private static boolean seen(FactSet facts, String path, String word) {
    for (Fact fact : facts.of(UI_TEXT)) {
      boolean here = fact.sites().stream().anyMatch(site -> site.entry().equals(path));
      if (here && fact.text(Field.TEXT).contains(word)) {
        return true;
      }
    }
    return false;
  }
}
