package cn.beian.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.Grade;
import cn.beian.rules.JsonFormatException;
import cn.beian.rules.Outcome;
import cn.beian.rules.TestResult;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.rules.evaluation.Evaluation.Project;
import cn.beian.rules.evaluation.Evaluation.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final String LABELS =
      "{\"repo\":\"a/one\",\"root\":\".\",\"license\":null,\"confidence\":0.7,"
          + "\"labels\":{\"CHECKIN\":true,\"POINTS\":true,\"RANKING\":false},"
          + "\"disputed\":[\"POINTS\"]}\n"
          + "{\"repo\":\"a/two\",\"root\":\"src\","
          + "\"labels\":{\"CHECKIN\":false,\"POINTS\":false,\"RANKING\":true},\"disputed\":[]}\n";

  @TempDir Path folder;

  private List<Project> projects(String labels) throws IOException {
    return Evaluation.projects(Files.writeString(folder.resolve("labels.jsonl"), labels));
  }

  private static TestResult checkInPage() {
    return page(FactKind.CONTROL, Map.of(Field.TEXT, "签到", Field.HANDLER, "sign"));
  }

  private static TestResult page(FactKind kind, Map<Field, ?> values) {
    FactSet.Collector facts = new FactSet.Collector();
    facts.add(kind, Origin.APP, "pages/a", Locator.entry("a"), values);
    for (String name : List.of("text", "pages")) {
      facts.add(
          FactKind.COVERAGE,
          Locator.PACKAGE,
          Map.of(Field.NAME, name, Field.READABLE, 1L, Field.TOTAL, 1L));
    }
    PackageHeader header =
        new PackageHeader("wechat-source", "native", "00", "00", 1, "test", "00", "standard");
    return RuleEngine.evaluate(
        facts.toFactSet(header), Context.EMPTY, Rulebook.bundled(), LocalDate.of(2026, 11, 1));
  }

  private static Score score(Evaluation evaluation, Grade least, String category) {
    return evaluation.scores(least).stream()
        .filter(score -> score.category().equals(category))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void scores_ofTwoProjects_countEachKindOfDecision() throws IOException {
    Evaluation evaluation = new Evaluation();
    for (Project project : projects(LABELS)) {
      evaluation.add(project, checkInPage());
    }
    Score checkIn = score(evaluation, Grade.INDICATOR, "CHECKIN");
    assertThat(checkIn.truePositives()).isEqualTo(1);
    assertThat(checkIn.falsePositives()).isEqualTo(1);
    assertThat(checkIn.precision()).isEqualTo(0.5);
    assertThat(checkIn.recall()).isEqualTo(1);
    assertThat(checkIn.cases().get(1).evidence()).singleElement().asString().contains("签到");
    assertThat(score(evaluation, Grade.INDICATOR, "RANKING").falseNegatives()).isEqualTo(1);
    assertThat(score(evaluation, Grade.INDICATOR, "POINTS").cases()).as("disputed").hasSize(1);
  }

  @Test
  void scores_atProof_doNotCountAnIndicator() throws IOException {
    Evaluation evaluation = new Evaluation();
    evaluation.add(projects(LABELS).get(0), checkInPage());
    assertThat(score(evaluation, Grade.PROOF, "CHECKIN").falseNegatives()).isEqualTo(1);
  }

  @Test
  void projects_somethingElse_saysWhat() {
    assertThatThrownBy(() -> projects("{\"repo\":\"a/b\"}\n"))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("member labels is missing");
  }

  @Test
  void scores_lineThatNamesOnlyAProduct_isShownThoughItViolates() throws IOException {
    TestResult result =
        page(FactKind.UI_TEXT, Map.of(Field.TEXT, "© 2026 MyHelper", Field.ROLE, "text"));
    Evaluation evaluation = new Evaluation();
    evaluation.add(
        projects(
                "{\"repo\":\"a/b\",\"root\":\".\",\"labels\":{\"FILING_DISPLAY\":true},\"disputed\":[]}\n")
            .get(0),
        result);

    assertThat(result.finding("DISP-201").orElseThrow().outcome()).isEqualTo(Outcome.VIOLATION);
    assertThat(score(evaluation, Grade.INDICATOR, "FILING_DISPLAY").truePositives()).isEqualTo(1);
  }

  private static String project(String name, String blocks) {
    return "{\"repo\":\"a/%s\",\"root\":\".\",\"labels\":{\"CHECKIN\":true},\"disputed\":[]%s}\n"
        .formatted(name, blocks);
  }

  private static String blocks(boolean block, boolean doubtful, String rules) {
    return ",\"blocks\":{\"block\":%s,\"doubtful\":%s,\"rules\":[%s]}"
        .formatted(block, doubtful, rules);
  }

  private static TestResult blockingPage() {
    FactSet.Collector facts = new FactSet.Collector();
    facts.add(
        FactKind.CONTROL,
        Origin.APP,
        "pages/a",
        Locator.entry("a"),
        Map.of(Field.TEXT, "签到", Field.HANDLER, "sign"));
    facts.add(
        FactKind.UI_TEXT,
        Origin.APP,
        "pages/a",
        Locator.entry("a"),
        Map.of(Field.TEXT, "未签到名单", Field.ROLE, "text"));
    PackageHeader header =
        new PackageHeader("wechat-source", "native", "00", "00", 1, "test", "00", "standard");
    Context staff =
        new Context(
            new Context.Declared(
                true, "", "", "", "", List.of(), "", Set.of(Context.Audience.STAFF), List.of()),
            Optional.empty(),
            List.of());
    return RuleEngine.evaluate(
        facts.toFactSet(header), staff, Rulebook.bundled(), LocalDate.of(2026, 11, 1));
  }

  @Test
  void blocks_ofProjects_countRightWrongAndMissedAndLeaveOutTheDoubtful() throws IOException {
    List<Project> projects =
        projects(
            project("right", blocks(true, false, "\"FORM-101\""))
                + project("wrong", blocks(false, false, ""))
                + project("missed", blocks(true, false, "\"FORM-103\""))
                + project("doubtful", blocks(true, true, "\"FORM-101\""))
                + project("unjudged", ""));
    Evaluation evaluation = new Evaluation();
    for (Project project : projects) {
      evaluation.add(
          project, project.repository().equals("a/missed") ? checkInPage() : blockingPage());
    }
    BlockScore score = evaluation.blocks();
    assertThat(score.scored()).isEqualTo(3);
    assertThat(score.right()).containsExactly("a/right");
    assertThat(score.wrong()).containsExactly("a/wrong");
    assertThat(score.missed()).containsExactly("a/missed");
    assertThat(score.findings()).isEqualTo(2);
    assertThat(score.rightFindings()).isEqualTo(1);
  }

  @Test
  void projects_blockWithoutARule_isRefused() {
    assertThatThrownBy(() -> projects(project("one", blocks(true, false, ""))))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("rules are named");
  }
}
