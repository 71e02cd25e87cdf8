package cn.beian.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsJsonTest {
  private static final PackageHeader HEADER =
      new PackageHeader("apk", "native", "ab", "cd", 12, "0.1.0", "ef", "entries=1");

  @Test
  void written_readBack_sameBytesAndDigest() throws IOException {
    FactSet facts = sample(false);
    byte[] bytes = bytes(facts);
    FactSet again = FactsJson.read(new ByteArrayInputStream(bytes));
    assertThat(again.all()).isEqualTo(facts.all());
    assertThat(again.header()).isEqualTo(HEADER);
    assertThat(bytes(again)).isEqualTo(bytes);
    assertThat(FactsJson.digest(again)).isEqualTo(FactsJson.digest(facts));
  }

  @Test
  void orderOfDiscovery_reversed_sameDigest() {
    assertThat(FactsJson.digest(sample(true))).isEqualTo(FactsJson.digest(sample(false)));
  }

  @Test
  void equalFacts_foundOften_countedWithFirstSites() {
    FactSet.Collector collector = new FactSet.Collector();
    for (int line = 50; line > 0; line--) {
      collector.add(FactKind.CONST_STRING, Locator.line("a.js", line), Map.of(Field.TEXT, "签到"));
    }
    Fact fact = collector.toFactSet(HEADER).all().get(0);
    assertThat(fact.count()).isEqualTo(50);
    assertThat(fact.sites()).hasSize(Fact.MAX_SITES).startsWith(Locator.line("a.js", 1));
  }

  @Test
  void loneSurrogate_written_becomesReplacementCharacter() throws IOException {
    FactSet.Collector collector = new FactSet.Collector();
    collector.add(FactKind.CONST_STRING, Locator.entry("a"), Map.of(Field.TEXT, "x\ud800y"));
    assertThat(new String(bytes(collector.toFactSet(HEADER)), StandardCharsets.UTF_8))
        .contains("x\ufffdy");
  }

  @Test
  void loneSurrogates_inPlacesAndScreens_readBackInTheSameOrder() throws IOException {
    FactSet.Collector collector = new FactSet.Collector();
    for (String name : List.of("a\ud800", "a\ue000", "a\udc00")) {
      collector.add(
          FactKind.CONST_STRING,
          Origin.APP,
          name,
          Locator.member(name, name),
          Map.of(Field.TEXT, "x"));
    }
    byte[] bytes = bytes(collector.toFactSet(HEADER));
    assertThat(collector.size()).isEqualTo(2);
    assertThat(bytes(FactsJson.read(new ByteArrayInputStream(bytes)))).isEqualTo(bytes);
  }

  @Test
  void field_ofAnotherKind_isRefused() {
    FactSet.Collector collector = new FactSet.Collector();
    assertThatThrownBy(
            () ->
                collector.add(FactKind.CONST_STRING, Locator.entry("a"), Map.of(Field.KEY_BITS, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void brokenStream_anyKind_namesTheLine() {
    String header =
        "{\"beian\":\"facts/1\",\"format\":\"apk\",\"framework\":\"\",\"sha256\":\"\",\"sm3\":\"\",\"inspector\":\"\",\"catalogue\":\"\",\"limits\":\"\"}\n";
    for (String body :
        List.of(
            "",
            "[]",
            header + "{",
            header + "{\"kind\":\"nothing\"}",
            header + "{\"kind\":\"url\"}",
            header + "{\"kind\":\"url\",\"at\":[{\"entry\":\"a\",\"line\":-1}]}",
            header + "{\"kind\":\"url\",\"at\":[{\"entry\":\"a\",\"line\":4294967297}]}",
            header + "{\"kind\":\"url\",\"count\":0,\"at\":[{\"entry\":\"a\"}]}",
            header + "{\"kind\":\"url\",\"text\":1,\"at\":[{\"entry\":\"a\"}]}")) {
      assertThatThrownBy(
              () -> FactsJson.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
          .isInstanceOf(FactsFormatException.class)
          .hasMessageContaining("line ");
    }
  }

  private static FactSet sample(boolean reversed) {
    List<Runnable> adds = new ArrayList<>();
    FactSet.Collector c = new FactSet.Collector();
    adds.add(
        () ->
            c.add(
                FactKind.UI_TEXT,
                Origin.APP,
                "pages/a",
                Locator.line("pages/a.wxml", 3),
                Map.of(Field.TEXT, "今日打卡", Field.ROLE, "button")));
    adds.add(
        () ->
            c.add(
                FactKind.UI_TEXT,
                Origin.APP,
                "pages/a",
                Locator.line("pages/a.wxml", 3),
                Map.of(Field.TEXT, "\"引号\"\n", Field.ROLE, "text")));
    adds.add(
        () ->
            c.add(
                FactKind.API_CALL,
                Origin.SDK,
                "",
                Locator.member("classes.dex", "a.B.c"),
                Map.of(Field.NAME, "x.y", Field.ARGUMENTS, List.of("1", "二"))));
    adds.add(
        () ->
            c.add(
                FactKind.COVERAGE,
                Locator.PACKAGE,
                Map.of(Field.NAME, "text", Field.READABLE, 3, Field.TOTAL, 4L)));
    adds.add(
        () ->
            c.add(
                FactKind.COMPONENT,
                Locator.offset("AndroidManifest.xml", 77),
                Map.of(Field.NAME, "a.B", Field.EXPORTED, true)));
    if (reversed) {
      Collections.reverse(adds);
    }
    adds.forEach(Runnable::run);
    return c.toFactSet(HEADER);
  }

  private static byte[] bytes(FactSet facts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FactsJson.write(facts, out);
    return out.toByteArray();
  }
}
