package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Labelled projects are data of the repository: complete, counted, and never in two sets. */
class LabelsTest {
  private static final Path LABELS = Run.project("labels");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> CATEGORIES =
      Set.of(
          "CHECKIN",
          "POINTS",
          "RANKING",
          "DURATION",
          "TRACE",
          "ENGAGEMENT",
          "REPORTING",
          "COMPLAINT",
          "FILING_DISPLAY");

  /** Released before projects of this quarter were kept for blind measurement. */
  private static final Set<String> RELEASED =
      Set.of("miniprograms-dev.jsonl", "government-dev.jsonl", "released-102.jsonl");

  @Test
  void everyProject_hasNineLabelsAndEvidenceOfThoseThatAreTrue() throws IOException {
    for (Path file : files()) {
      for (JsonNode project : projects(file)) {
        String name = file.getFileName() + " " + project.path("repo").asString();
        assertThat(project.path("repo").asString()).as(name).matches("[\\w.-]+/[\\w.-]+");
        assertThat(project.path("commit").asString()).as(name).matches("[0-9a-f]{40}");
        assertThat(project.path("root").asString()).as(name).isNotEmpty().doesNotContain("..");
        assertThat(names(project.path("labels"))).as(name).isEqualTo(CATEGORIES);
        assertThat(CATEGORIES).as(name).containsAll(texts(project.path("disputed")));
        for (String category : CATEGORIES) {
          boolean labelled = project.path("labels").path(category).booleanValue();
          assertThat(!project.path("evidence").path(category).isEmpty())
              .as(name + ' ' + category)
              .isEqualTo(labelled);
          for (JsonNode place : project.path("evidence").path(category)) {
            assertThat(place.path("path").asString()).as(name).isNotEmpty();
            assertThat(place.path("line").asInt()).as(name).isPositive();
            assertThat(place.path("word").asString()).as(name).isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void everySet_standsInTheTableWithItsNumbers() throws IOException {
    String readme = Files.readString(LABELS.resolve("README.md"));
    for (Path file : files()) {
      int positives = 0;
      int disputed = 0;
      for (JsonNode project : projects(file)) {
        disputed += project.path("disputed").size();
        for (JsonNode label : project.path("labels")) {
          positives += label.booleanValue() ? 1 : 0;
        }
      }
      assertThat(readme)
          .contains(
              "| %s | %d | %d | %d |"
                  .formatted(file.getFileName(), projects(file).size(), positives, disputed));
    }
  }

  @Test
  void noProject_standsInTwoSets_orIsKeptForBlindMeasurement() throws Exception {
    Set<String> seen = new HashSet<>();
    for (Path file : files()) {
      for (JsonNode project : projects(file)) {
        String repository = project.path("repo").asString();
        assertThat(seen.add(repository + ' ' + project.path("root").asString()))
            .as(repository)
            .isTrue();
        if (!RELEASED.contains(file.getFileName().toString())) {
          assertThat(keptBlind(repository)).as(repository).isFalse();
        }
      }
    }
  }

  private static boolean keptBlind(String repository) throws NoSuchAlgorithmException {
    byte[] name = repository.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
    return "0123".indexOf(HexFormat.of().formatHex(digest).charAt(0)) >= 0;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(LABELS)) {
      List<Path> sets = files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
      assertThat(sets).isNotEmpty();
      return sets;
    }
  }

  private static List<JsonNode> projects(Path file) throws IOException {
    List<JsonNode> projects = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      projects.add(JSON.readTree(line));
    }
    return projects;
  }

  private static Set<String> names(JsonNode object) {
    return Set.copyOf(object.propertyNames());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
