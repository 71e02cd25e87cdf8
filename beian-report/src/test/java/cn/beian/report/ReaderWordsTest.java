package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.rules.Evidence;
import cn.beian.rules.Reason;
import cn.beian.rules.book.RuleCondition;
import cn.beian.rules.book.RuleCondition.OfFact;
import cn.beian.rules.book.RuleCondition.Predicate;
import cn.beian.rules.book.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What readers say in words of their own has words in both languages, and no code is shown. */
class ReaderWordsTest {
  private static final Path READERS =
      Path.of(System.getProperty("beian.root", "..")).resolve("beian-inspect/src/main/java");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

  @Test
  void everyAnomalyOfTheReaders_hasWords() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> tree = Files.walk(READERS)) {
      for (Path file : tree.filter(one -> one.toString().endsWith(".java")).toList()) {
        collect(Files.readString(file), codes);
      }
    }
    assertThat(codes).hasSizeGreaterThan(80).contains("zip-crc", "signature-not-by-apple");
    assertThat(codes)
        .allSatisfy(
            code -> {
              String zh = EvidenceText.anomaly(code, Locale.CHINESE);
              assertThat(zh).as(code).matches("(?s).*[\u4E00-\u9FFF].*");
              assertThat(EvidenceText.anomaly(code, Locale.ENGLISH)).as(code).isNotEqualTo(code);
            });
  }

  /** The texts of the first argument of each call, and of what that argument may return. */
  private static void collect(String source, Set<String> codes) {
    Matcher call = Pattern.compile("\\banomaly\\(").matcher(source);
    while (call.find()) {
      texts(source.substring(call.end(), end(source, call.end())), codes);
    }
    Matcher arm =
        Pattern.compile("(?:case|default)[^;]*-> (\"(?:signature|profile)-.*?\");").matcher(source);
    while (arm.find()) {
      texts(arm.group(1), codes);
    }
  }

  private static void texts(String expression, Set<String> codes) {
    Matcher text = TEXT.matcher(expression);
    while (text.find()) {
      codes.add(text.group(1));
    }
  }

  /** Where the first argument ends. */
  private static int end(String source, int from) {
    int depth = 0;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' || c == ',') {
        if (depth == 0) {
          return i;
        }
        depth -= c == ')' ? 1 : 0;
      }
    }
    return source.length();
  }

  @Test
  void everyPropertyThatRulesAskFor_hasWords() {
    Set<String> names = new TreeSet<>();
    Rulebook.bundled().compiled().rules().stream()
        .flatMap(rule -> rule.conditions())
        .forEach(condition -> collect(condition, names));
    assertThat(names).hasSizeGreaterThan(15).contains("profile_not_after");
    assertThat(names)
        .allSatisfy(
            name -> {
              for (Locale locale : new Locale[] {Locale.CHINESE, Locale.ENGLISH}) {
                assertThat(said(FactKind.IDENTITY, name + " = 7", locale))
                    .contains("7")
                    .doesNotContain("_", "{");
              }
            });
  }

  private static void collect(RuleCondition condition, Set<String> names) {
    if (condition instanceof OfFact asked && asked.kinds().contains(FactKind.IDENTITY)) {
      for (Predicate test : asked.tests()) {
        if (test.field() == Field.NAME && test instanceof Predicate.Equals equals) {
          names.addAll(equals.values());
        }
      }
    }
    condition.inner().forEach(inner -> collect(inner, names));
  }

  @Test
  void momentsAreThoseOfChina() {
    String text = "profile_not_after = 2024-01-13T06:32:12Z";
    assertThat(said(FactKind.IDENTITY, text, Locale.CHINESE))
        .isEqualTo("Profile 失效时间 2024-01-13 14:32");
    String certificate = "2024-05-13T20:00:00Z/2025-05-14T03:00:00Z CN=Demo SHA256withRSA";
    assertThat(said(FactKind.CERTIFICATE, certificate, Locale.CHINESE))
        .isEqualTo("有效期 2024-05-14 至 2025-05-14，CN=Demo SHA256withRSA");
    assertThat(said(FactKind.CERTIFICATE, "CN=a/b SHA256withRSA", Locale.CHINESE))
        .isEqualTo("CN=a/b SHA256withRSA");
  }

  @Test
  void whatWasNotRead_librariesAndSchemes_areSaidPlainly() {
    assertThat(
            said(
                FactKind.COVERAGE,
                "signature no platform would install the package",
                Locale.CHINESE))
        .isEqualTo("签名：没有哪个系统版本会接受这个签名");
    assertThat(said(FactKind.NATIVE_LIB, "Demo [arc, pie]", Locale.CHINESE))
        .isEqualTo("Demo（已打开：arc, pie）");
    assertThat(said(FactKind.NATIVE_LIB, "libdata.so []", Locale.CHINESE)).isEqualTo("libdata.so");
    assertThat(said(FactKind.SIGNATURE_SCHEME, "v1", Locale.ENGLISH))
        .isEqualTo("v1 signature (JAR)");
    assertThat(
            said(
                FactKind.SIGNATURE_SCHEME,
                "apple-profile the certificate was not issued by Apple",
                Locale.CHINESE))
        .isEqualTo("描述文件的签名：证书不是苹果签发的");
    assertThat(said(FactKind.ANOMALY, "signature-some-platforms API from 24 on", Locale.CHINESE))
        .isEqualTo("只有部分系统版本认可的签名 Android 7（API 24）及以上");
  }

  private static String said(FactKind kind, String text, Locale locale) {
    return EvidenceText.of(
        new Evidence(Locator.PACKAGE, "", text, "", kind, Reason.of("why." + kind.jsonName())),
        locale);
  }
}
