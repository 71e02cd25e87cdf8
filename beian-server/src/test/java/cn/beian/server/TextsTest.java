package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text is there in both languages, and every text that a template names is there. */
class TextsTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Pattern NAMED = Pattern.compile("#\\{([a-zA-Z][A-Za-z0-9.-]*)[}(]");

  @Test
  void languages_haveTheSameKeysAndArguments() throws IOException {
    List<Path> chinese = files("_zh.properties", RESOURCES.resolve("i18n"));
    assertThat(chinese).isNotEmpty();
    for (Path file : chinese) {
      Properties zh = read(file);
      Properties en =
          read(file.resolveSibling(file.getFileName().toString().replace("_zh.", "_en.")));
      assertThat(en.stringPropertyNames()).as(file.toString()).isEqualTo(zh.stringPropertyNames());
      for (String key : zh.stringPropertyNames()) {
        assertThat(zh.getProperty(key)).as(key).isNotBlank();
        // MessageFormat eats or doubles ', depending on whether there are arguments: write ’.
        assertThat(zh.getProperty(key) + en.getProperty(key)).as(key).doesNotContain("'");
        assertThat(arguments(en.getProperty(key)))
            .as(key)
            .isEqualTo(arguments(zh.getProperty(key)));
      }
    }
  }

  /** One word for one thing; the columns of tables that are sent may be called otherwise. */
  @Test
  void forms_andTheChoiceOfWhatWasApproved_haveOneWordEach() throws IOException {
    for (Path file : files("_zh.properties", RESOURCES.resolve("i18n"))) {
      Properties texts = read(file);
      for (String key : texts.stringPropertyNames()) {
        if (!key.endsWith(".also")) {
          assertThat(texts.getProperty(key))
              .as(key)
              .doesNotContain("移动应用、", "应用程序（APP）", "移动应用（", "网页等", "网页及其他", "公众号")
              .doesNotContain("占用它", "使用这件", "直接引用", "可以引用");
        }
      }
    }
  }

  @Test
  void noText_standsTwiceInAFile() throws IOException {
    for (Path file : files(".properties", RESOURCES.resolve("i18n"))) {
      assertThat(Files.readAllLines(file).stream().filter(line -> line.contains("=")))
          .as(file.toString())
          .extracting(line -> line.substring(0, line.indexOf('=')))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void templates_nameOnlyTextsThatExist() throws IOException {
    Set<String> known = new TreeSet<>();
    for (Path file : files("_zh.properties", RESOURCES.resolve("i18n"))) {
      known.addAll(read(file).stringPropertyNames());
    }
    Set<String> missing = new TreeSet<>();
    for (Path template : files(".html", RESOURCES.resolve("templates"))) {
      Matcher named = NAMED.matcher(Files.readString(template));
      while (named.find()) {
        if (!known.contains(named.group(1)) && filing(named.group(1)).isEmpty()) {
          missing.add(template.getFileName() + " " + named.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void templates_holdNothingInline() throws IOException {
    for (Path template : files(".html", RESOURCES.resolve("templates"))) {
      assertThat(Files.readString(template))
          .as(template.toString())
          .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*src)");
    }
  }

  private static String filing(String key) {
    try {
      return cn.beian.filing.Messages.in(Locale.CHINESE).text(key);
    } catch (java.util.MissingResourceException e) {
      return "";
    }
  }

  private static int arguments(String text) {
    return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties;
  }

  private static List<Path> files(String ending, Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return new ArrayList<>(all.filter(file -> file.toString().endsWith(ending)).toList());
    }
  }
}
