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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Set<String> BLOCKS = Set.of("block", "rules", "ground", "doubtful");
  private static final Predicate<String> BLOCKING_RULE =
      Pattern.compile("FORM-1(0\\d|1[0-5])").asMatchPredicate();
  private static final Pattern LOCKED =
      Pattern.compile("(?m)^ {4}(?<digest>[0-9a-f]{64}) {2}(?<file>\\S+\\.jsonl)$");

  /** Released before projects of this quarter were reserved for blind measurement. */
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

  @Test
  void aBlock_namesItsRulesAndTheSign_andStandsInEveryProjectOfItsSet() throws IOException {
    int sets = 0;
    for (Path file : files()) {
      List<JsonNode> projects = projects(file);
      if (projects.stream().noneMatch(project -> project.has("blocks"))) {
        continue;
      }
      sets++;
      for (JsonNode project : projects) {
        JsonNode blocks = project.path("blocks");
        String name = file.getFileName() + " " + project.path("repo").asString();
        assertThat(names(blocks)).as(name).isEqualTo(BLOCKS);
        assertThat(blocks.path("block").isBoolean()).as(name).isTrue();
        assertThat(blocks.path("doubtful").isBoolean()).as(name).isTrue();
        boolean block = blocks.path("block").booleanValue();
        assertThat(blocks.path("rules").isEmpty()).as(name).isEqualTo(!block);
        assertThat(texts(blocks.path("rules"))).as(name).allMatch(BLOCKING_RULE);
        assertThat(blocks.path("ground").asString())
            .as(name)
            .matches(block ? ".+: \\S+:[1-9]\\d*:.+" : ".+");
      }
    }
    assertThat(sets).isPositive();
  }

  /** A set is locked before it is evaluated: a change in it changes its line in the table. */
  @Test
  void aLockedSet_hasTheDigestThatTheReadmeNames() throws Exception {
    Matcher line = LOCKED.matcher(Files.readString(LABELS.resolve("README.md")));
    Set<String> locked = new HashSet<>();
    while (line.find()) {
      byte[] set = Files.readAllBytes(LABELS.resolve(line.group("file")));
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(set));
      assertThat(digest).as(line.group("file")).isEqualTo(line.group("digest"));
      locked.add(line.group("file"));
    }
    assertThat(locked).contains("drawn-2026-12.jsonl");
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
