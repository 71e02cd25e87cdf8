package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page helps in place, or it is said why not. A row of the access table that shows a page
 * shows it by one of these templates: there is no other way into the layout.
 */
class HelpOfPagesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path TEMPLATES = RESOURCES.resolve("templates");
  private static final int MOST_WORDS = 90;
  private static final int MOST_CHARACTERS = 180;

  /** Names of the templates that are whole pages. */
  private static Set<String> pages() throws IOException {
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".html")).toList()) {
        if (Files.readString(file).contains("layout :: page(")) {
          pages.add(TEMPLATES.relativize(file).toString().replaceFirst("\\.html$", ""));
        }
      }
    }
    return pages;
  }

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    try (Reader file =
        Files.newBufferedReader(RESOURCES.resolve("i18n/help_" + language + ".properties"))) {
      texts.load(file);
    }
    return texts;
  }

  /** Pages that have none, with the reason. */
  private static Map<String, String> without() throws IOException {
    Map<String, String> without = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/pages-without-help.tsv"))) {
      String[] cells = line.split("\t", 2);
      assertThat(cells).as(line).hasSize(2);
      without.put(cells[0], cells[1]);
    }
    return without;
  }

  @Test
  void everyPage_hasHelp_orAReasonWhyNot() throws IOException {
    Set<String> helped = new TreeSet<>();
    for (String page : pages()) {
      if (texts("zh").containsKey(PageHelp.Help.of(page).key())) {
        helped.add(page);
      }
    }
    Set<String> neither = new TreeSet<>(pages());
    neither.removeAll(helped);
    neither.removeAll(without().keySet());
    assertThat(neither).as("pages with neither help nor a reason").isEmpty();
    assertThat(without().keySet())
        .as("a reason is for a page without")
        .doesNotContainAnyElementsOf(helped);
    assertThat(pages()).as("pages that have a reason").containsAll(without().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void help_isOfAPage_andShort(String language) throws IOException {
    List<String> keys = pages().stream().map(page -> PageHelp.Help.of(page).key()).toList();
    Properties texts = texts(language);
    for (String key : texts.stringPropertyNames()) {
      if (key.equals("help.summary") || key.equals("help.more")) {
        continue;
      }
      assertThat(keys).contains(key);
      String text = texts.getProperty(key);
      assertThat(text.split(" ")).as(key).hasSizeLessThanOrEqualTo(MOST_WORDS);
      assertThat(text.split(language.equals("zh") ? "[。]" : "[.] ?")).as(key).hasSizeBetween(2, 5);
      if (language.equals("zh")) {
        assertThat(text).as(key).hasSizeLessThanOrEqualTo(MOST_CHARACTERS);
      }
    }
  }
}
