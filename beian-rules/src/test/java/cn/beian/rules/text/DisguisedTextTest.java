package cn.beian.rules.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.Finding;
import cn.beian.rules.Grade;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words written so that a search for them fails, and texts made to hurt. */
class DisguisedTextTest {
  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
  private static final PackageHeader HEADER =
      new PackageHeader("wechat-source", "native", "00", "00", 1, "test", "00", "standard");

  private static Finding checkIn(String text) {
    FactSet.Collector facts = new FactSet.Collector();
    facts.add(
        FactKind.SCREEN,
        Origin.APP,
        "",
        Locator.entry("a"),
        Map.of(Field.NAME, "pages/a", Field.ROLE, "launch"));
    facts.add(
        FactKind.CONTROL,
        Origin.APP,
        "pages/a",
        Locator.line("a", 2),
        Map.of(Field.TYPE, "button", Field.TEXT, text, Field.HANDLER, "tap"));
    return RuleEngine.evaluate(
            facts.toFactSet(HEADER), Context.EMPTY, Rulebook.bundled(), LocalDate.of(2026, 11, 1))
        .finding("FORM-101")
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "打·卡",
        "打 卡",
        "打\u3000卡",
        "打\u200B\u200D卡",
        "打\u202E卡\u202C",
        "打-卡",
        "打 * 卡",
        "打_卡",
        "打|卡",
        "打\uFE0F卡",
        "打\uD83D\uDD25卡",
        "打\u2014卡",
        "打\u2605卡",
        "\u2705 打\u2764\uFE0F卡",
        "簽到",
        "每日簽\u00AD到",
        "<b>打</b>卡 打卡<script>alert(1)</script>",
        "\u202B打卡\u202C",
        "ＣＨＥＣＫ－ＩＮ",
        "check\u200B-in",
        "сhесk-in",
        "daka",
        "打\u034F卡",
        "打\u206A\u180E卡",
        "打\uDB40\uDC41卡",
        "打\u0001卡",
        "每日\u3164打\u115F卡",
        "每日打\u2800卡",
        "每日打\uFFFC卡",
        "d@ka",
        "DАКА",
        "立即qiandao",
        "打卡 ᠮᠣᠩᠭᠣᠯ བོད་ཡིག ئۇيغۇرچە",
      })
  void control_disguisedWord_isDetected(String text) {
    Finding finding = checkIn(text);
    assertThat(finding.grade()).as(text).contains(Grade.INDICATOR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"打开卡片", "投诉/建议", "安装点名称", "印度卡车", "a@b.cn", "dakar", "卡打不开"})
  void control_innocentNeighbour_isNotDetected(String text) {
    assertThat(checkIn(text).grade()).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "每日登录+5积分",
        "每日登录+\u00AD5积\u00AD分",
        "每日登录+5\u200B积\uDB40\uDC20分\u0007",
        "每\u200B日\u200B登\u200B录\u200B+\u200B5\u200B积\u200B分\u200B"
      })
  void patterns_seeWhatShows_evidenceIsTheText(String text) {
    FactSet.Collector facts = new FactSet.Collector();
    facts.add(
        FactKind.UI_TEXT,
        Origin.APP,
        "pages/a",
        Locator.line("a", 2),
        Map.of(Field.TEXT, text, Field.ROLE, "text"));
    Finding finding =
        RuleEngine.evaluate(
                facts.toFactSet(HEADER),
                Context.EMPTY,
                Rulebook.bundled(),
                LocalDate.of(2026, 11, 1))
            .finding("FORM-102")
            .orElseThrow();
    assertThat(finding.grade()).contains(Grade.INDICATOR);
    assertThat(finding.evidence()).anyMatch(evidence -> evidence.text().equals(text));
  }

  @Test
  void control_tenMegabytes_takeTimeInProportion() {
    StringBuilder text = new StringBuilder(TEN_MEGABYTES + 8);
    while (text.length() < TEN_MEGABYTES) {
      text.append("签签打打卡未\u200B· -@");
    }
    text.append("打 卡");
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(5),
        () -> {
          Finding finding = checkIn(text.toString());
          assertThat(finding.grade()).contains(Grade.INDICATOR);
          assertThat(finding.evidence())
              .allSatisfy(evidence -> assertThat(evidence.text().length()).isLessThan(300));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00打卡", "\u0000打卡\u0000", "\uFFFF", "", " "})
  void control_brokenText_isReadAllTheSame(String text) {
    assertThatCode(() -> checkIn(text)).doesNotThrowAnyException();
  }
}
