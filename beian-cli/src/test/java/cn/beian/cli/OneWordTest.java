package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Each concept has one word and one count, in the texts of all modules and in both languages. */
class OneWordTest {
  private static final String[] PLACES = {
    "classpath*:i18n/*_%s.properties", "classpath*:cn/beian/**/*_%s.properties"
  };

  @Test
  void certificate_isCalledTheSameEverywhere() throws IOException {
    Path root = Path.of(System.getProperty("beian.root", ".."));
    try (Stream<Path> guides = Files.walk(root.resolve("docs/guide"))) {
      for (Path guide :
          Stream.concat(Stream.of(root.resolve("README.zh.md")), guides)
              .filter(Files::isRegularFile)
              .toList()) {
        assertThat(Files.readString(guide)).as(guide.toString()).doesNotContain("备案证书");
      }
    }
    assertThat(texts("zh").values()).noneMatch(text -> text.contains("备案证书"));
    assertThat(texts("zh").values()).anyMatch(text -> text.contains("备案凭证"));
  }

  @Test
  void levelOfPrefectures_isCalledTheSameEverywhere() throws IOException {
    assertThat(texts("zh").values())
        .noneMatch(text -> Pattern.compile("(?<!地)市级").matcher(text).find());
    assertThat(texts("zh").values()).anyMatch(text -> text.contains("地市级"));
  }

  /** The act by which a national reviewer ends the review. */
  @Test
  void handingACaseToTheSigner_isCalledTheSameEverywhere() throws IOException {
    Path root = Path.of(System.getProperty("beian.root", ".."));
    Pattern shortened = Pattern.compile("(?<!审毕)送签");
    assertThat(Files.readString(root.resolve("docs/guide/reviewer-nation.md")))
        .contains("审毕送签")
        .doesNotContainPattern(shortened);
    assertThat(texts("zh").values()).noneMatch(text -> shortened.matcher(text).find());
    Map<String, String> english = texts("en");
    texts("zh")
        .forEach(
            (key, text) -> {
              if (text.contains("审毕送签")) {
                assertThat(english.get(key))
                    .as(key)
                    .containsPattern("sen[dt] (?:it )?to the signer");
              }
            });
  }

  /** Proof files, URLs and tiles count from 0; so does everything shown to people. */
  @Test
  void entriesOfTheLedger_areCountedByTheirIndex() throws IOException {
    assertThat(texts("zh").entrySet())
        .noneMatch(
            text ->
                text.getKey()
                        .matches(
                            "(?:ledger\\.|fsck\\.|check\\.|certificate\\.|portal\\.(?:verify|record)\\.).*")
                    && Pattern.compile("第 \\{\\d} 条").matcher(text.getValue()).find());
    for (String language : new String[] {"zh", "en"}) {
      String from0 = language.equals("zh") ? "从 0 计" : "from 0";
      for (String key :
          new String[] {
            "portal.record.entry", "portal.verify.holdsText", "certificate.entry", "check.holds"
          }) {
        assertThat(texts(language).get(key)).as(language + " " + key).contains(from0);
      }
    }
    for (Resource page : resources("classpath*:templates/**/*.html")) {
      assertThat(page.getContentAsString(StandardCharsets.UTF_8))
          .as(String.valueOf(page.getFilename()))
          .doesNotContainPattern("[iI]ndex *\\+ *1");
    }
  }

  private static Map<String, String> texts(String language) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String place : PLACES) {
      for (Resource file : resources(place.formatted(language))) {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          properties.load(in);
        }
        properties
            .stringPropertyNames()
            .forEach(key -> texts.put(key, properties.getProperty(key)));
      }
    }
    assertThat(texts).hasSizeGreaterThan(1000);
    return texts;
  }

  private static Resource[] resources(String pattern) throws IOException {
    return new PathMatchingResourcePatternResolver().getResources(pattern);
  }
}
