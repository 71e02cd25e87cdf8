package cn.beian.rules.text;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.rules.book.Rulebook;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Automata that the build kept find what those find that are made of the same terms. */
class TermAutomatonTest {
  private static final Rulebook KEPT = Rulebook.bundled();

  @Test
  void theBundledRulebookIsTheOneThatItsBytesMake() throws Exception {
    Rulebook made = made();

    assertThat(KEPT.version()).isEqualTo(made.version());
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    KEPT.writeTerms(kept);
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    made.writeTerms(again);
    assertThat(kept.toByteArray()).isEqualTo(again.toByteArray());
  }

  @Test
  void findsTheSameInWordsNamesAndNoise() throws Exception {
    TermMatcher made = made().compiled().matcher();
    TermMatcher kept = KEPT.compiled().matcher();
    Random random = new Random(20261129);
    String words = "每日打卡签到积分排名排行榜必须未完成通报批评在线时长随手拍上传照片投诉举报备案号隐私政策a b";
    String names = "onCheckInTap_rank list.score upload_daka jifen getLocation SignIn";
    int hits = 0;
    for (int i = 0; i < 20_000; i++) {
      boolean word = i % 2 == 0;
      String text = pieces(random, word ? words : names);
      Field field = word ? Field.TEXT : Field.HANDLER;
      FactKind kind = word ? FactKind.UI_TEXT : FactKind.CONTROL;
      List<TermMatcher.Hit> found = kept.hits(kind, field, text);
      assertThat(found).as(text).isEqualTo(made.hits(kind, field, text));
      hits += found.size();
    }
    assertThat(hits).isGreaterThan(5_000);
  }

  private static String pieces(Random random, String of) {
    StringBuilder text = new StringBuilder();
    for (int piece = random.nextInt(6); piece >= 0; piece--) {
      int begin = random.nextInt(of.length());
      int end = Math.min(of.length(), begin + 1 + random.nextInt(12));
      text.append(of, begin, end);
    }
    return text.toString();
  }

  private static Rulebook made() throws Exception {
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    KEPT.write(canonical);
    return Rulebook.of(canonical.toByteArray());
  }
}
