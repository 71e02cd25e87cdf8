package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever has an app for one platform reads what is to be done on that one. */
class PlatformSentencesTest {
  private static final Map<String, Pattern> NAMES =
      Map.of(
          "android", Pattern.compile("Android|usesCleartext"),
          "ios", Pattern.compile("iOS|Xcode|URLSession|钥匙串|keychain"),
          "harmony", Pattern.compile("HarmonyOS|鸿蒙|DevEco|HUKS"));

  @Test
  void sentenceOfAPlatform_isForItsAppsAlone() {
    String text = "Use HTTPS, e.g. v1.2. Android: set a.b=\"c\". iOS: archive it. Test it again.";
    assertThat(PlatformSentences.of(text, "android"))
        .isEqualTo("Use HTTPS, e.g. v1.2. Set a.b=\"c\". Test it again.");
    assertThat(PlatformSentences.of(text, "ios"))
        .isEqualTo("Use HTTPS, e.g. v1.2. Archive it. Test it again.");
    assertThat(PlatformSentences.of(text, "quick-app"))
        .isEqualTo("Use HTTPS, e.g. v1.2. Test it again.");
    assertThat(PlatformSentences.of("改用 HTTPS。Android：设置甲；再设置乙。iOS：重新归档。", "android"))
        .isEqualTo("改用 HTTPS。设置甲；再设置乙。");
    assertThat(PlatformSentences.of("没有句号", "ios")).isEqualTo("没有句号");
    assertThat(PlatformSentences.of("", "ios")).isEmpty();
  }

  /** A rule that is for several platforms tells each only of itself, and each something. */
  @Test
  void remedies_nameNoOtherPlatform() {
    for (Rule rule : Rulebook.bundled().rules()) {
      for (String platform : NAMES.keySet()) {
        if (rule.formats().isEmpty()
            || (rule.formats().size() > 1 && rule.formats().contains(platform))) {
          for (String remedy : List.of(rule.remedy().zh(), rule.remedy().en())) {
            String told = PlatformSentences.of(remedy, platform);
            assertThat(told).as(rule.id() + " " + platform).isNotBlank();
            NAMES.forEach(
                (other, name) ->
                    assertThat(other.equals(platform) || !name.matcher(told).find())
                        .as(rule.id() + " on " + platform + ": " + told)
                        .isTrue());
          }
        }
      }
    }
  }
}
