package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.ANOMALY;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.ReaderContract;
import cn.beian.testkit.Samples;
import cn.beian.testkit.miniprogram.TarBytes;
import org.junit.jupiter.api.Test;

class AmrReaderTest extends ReaderContract {
  @Override
  protected byte[] sample() {
    return Samples.amr(Samples.webPages());
  }

  @Override
  protected String format() {
    return "amr";
  }

  @Override
  protected byte[] escaping() {
    return Samples.amr(Samples.webPages().file("../out.js", "a()"));
  }

  @Override
  protected byte[] doubled() {
    return Samples.amr(Samples.webPages().file("www/rank.html", "<p>第二</p>"));
  }

  @Test
  void pageThatIsThereTwice_isNotRead() throws Exception {
    FactSet facts = inspect(doubled());
    assertThat(facts.of(UI_TEXT)).noneMatch(fact -> fact.text(Field.TEXT).equals("第二"));
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(
            fact ->
                fact.text(Field.NAME).equals("text")
                    && fact.text(Field.REASON).startsWith("stored twice"));
  }

  @Test
  void webPages_areScreens() throws Exception {
    FactSet facts = inspect(sample());
    assertThat(facts.identity("package")).contains("66666666");
    assertThat(facts.of(UI_TEXT))
        .filteredOn(fact -> fact.screen().equals("www/index.html"))
        .extracting(fact -> fact.text(Field.TEXT))
        .contains("签到", "立即签到", "排行榜")
        .doesNotContain("假");
    assertThat(facts.of(CONTROL)).anyMatch(fact -> fact.text(Field.HANDLER).equals("onSign"));
    assertThat(facts.of(SCREEN))
        .filteredOn(screen -> screen.text(Field.NAME).equals("www/rank.html"))
        .singleElement()
        .satisfies(screen -> assertThat(screen.flag(Field.REACHABLE)).contains(true));
    assertThat(facts.of(UI_TEXT).get(0).at().entry()).startsWith("66666666.tar!www/");
  }

  @Test
  void tarAlone_isReadToo() throws Exception {
    assertThat(inspect(Samples.webPages().toBytes()).of(SCREEN)).hasSize(2);
  }

  @Test
  void linksAndLongNames() throws Exception {
    String folder = "www/" + "深".repeat(60) + "/";
    FactSet facts =
        inspect(
            Samples.amr(
                Samples.webPages()
                    .entry("www/link.html", '2', new byte[0])
                    .file(folder + "far.html", "<p>远处</p>")));
    assertThat(facts.of(SCREEN)).anyMatch(s -> s.text(Field.NAME).equals(folder + "far.html"));
    assertThat(facts.of(ANOMALY)).anyMatch(fact -> fact.text(Field.CODE).equals("tar_link"));
  }

  @Test
  void miniProgram_saysThatItsTemplatesAreNotRead() throws Exception {
    FactSet facts =
        inspect(
            new TarBytes()
                .file(
                    "appConfig.json",
                    "{\"pages\":[\"pages/home/home\"],\"launchParams\":{\"pages/home/home\":{\"defaultTitle\":\"首页\"}}}")
                .file("index.worker.js", "my.request({ url: '/sign/in' })")
                .toBytes());
    assertThat(facts.of(SCREEN))
        .singleElement()
        .satisfies(s -> assertThat(s.text(Field.LABEL)).isEqualTo("首页"));
    assertThat(facts.of(COVERAGE))
        .filteredOn(fact -> fact.text(Field.NAME).equals("pages"))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.number(Field.READABLE)).hasValue(0);
              assertThat(fact.number(Field.TOTAL)).hasValue(1);
            });
  }
}
