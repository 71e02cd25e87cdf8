package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** All report formats of one test have the same counts. */
class CountsTest {
  private static Run inspect(boolean declared, String... more) {
    List<Object> arguments = new ArrayList<>();
    arguments.add("inspect");
    arguments.add(Run.project("docs/examples/patrol"));
    if (declared) {
      arguments.add("--declared");
      arguments.add(Run.project("docs/examples/declared.json"));
    }
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray());
  }

  private static long count(List<Finding> findings, Predicate<Finding> which) {
    return findings.stream().filter(which).count();
  }

  @Test
  void head_summaryAndMachines_countTheSame() throws IOException {
    for (boolean declared : List.of(true, false)) {
      TestResult result =
          TestResultJson.read(
              new ByteArrayInputStream(
                  inspect(declared, "--format", "json").out().getBytes(StandardCharsets.UTF_8)));
      List<Finding> all = result.findings();
      JsonNode counts =
          new ObjectMapper()
              .readTree(inspect(declared, "--format", "sarif").out())
              .at("/runs/0/properties/findings");
      assertThat(counts.get("blocking").asLong()).isEqualTo(count(all, Finding::blocks));
      assertThat(counts.get("to_explain").asLong())
          .isEqualTo(count(all, Finding::asksExplanation))
          .isEqualTo(result.openExplanations());
      assertThat(counts.get("open").asLong()).isEqualTo(count(all, Finding::leavesOpen));
      assertThat(counts.get("open").asLong() + counts.get("undecided").asLong())
          .isEqualTo(count(all, one -> one.outcome() == Outcome.UNDETERMINED));
      long sum = 0;
      for (JsonNode each : counts) {
        sum += each.asLong();
      }
      assertThat(sum).isEqualTo(all.size());
      String text = inspect(declared).out();
      String head = text.lines().skip(1).findFirst().orElseThrow().replaceFirst(".*?: ", "");
      assertThat(head).contains(counts.get("advice").asLong() + " advised");
      assertThat(inspect(declared, "--format", "html").out()).contains(">" + head + "<");
    }
  }

  @Test
  void whatIsUndetermined_isCountedAtTheHead_whetherOrNotItMayBlock() throws IOException {
    Run run = Run.of("inspect", Run.project("docs/examples/patrol"), "--format", "json");
    TestResult result =
        TestResultJson.read(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)));
    long undecided =
        count(result.findings(), one -> one.outcome() == Outcome.UNDETERMINED && !one.leavesOpen());
    String head = inspect(false).out().lines().skip(1).findFirst().orElseThrow();
    assertThat(head.contains(undecided + " undetermined without effect")).isEqualTo(undecided > 0);
  }
}
