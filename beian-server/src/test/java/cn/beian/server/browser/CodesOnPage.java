package cn.beian.server.browser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** What stands on a page for people and is a name of the program: a key of a text, a constant. */
final class CodesOnPage {
  /** What a key that has no text looks like, and what a key looks like that was shown as it is. */
  private static final Pattern KEY =
      Pattern.compile(
          "\\?\\?\\S+|(?<![\\w./-])(?:" + String.join("|", areas()) + ")(?:\\.\\w[\\w-]*)+");

  private static final Pattern CONSTANT =
      Pattern.compile("(?<![\\w.$/-])[A-Z][A-Z0-9_]{3,}(?![\\w-])");

  /** Constants whose names are also how people call the thing. */
  private static final Set<String> WORDS =
      Set.of("HTML", "JSON", "SARIF", "XLSX", "HTTP", "HTTPS", "SHA256", "ANDROID_ID");

  /** Identifiers, names of classes, values as Java or JSON prints them. */
  private static final List<Pattern> PRINTED =
      List.of(
          Pattern.compile("(?i)(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
          Pattern.compile("(?<![\\w./@-])(?:cn\\.beian|java|javax|org\\.[a-z]+)(?:\\.\\w+)+"),
          Pattern.compile("(?<!\\w)[A-Z]\\w+(?:Exception|Error)(?!\\w)"),
          Pattern.compile("(?<!\\w)[A-Z]\\w+\\[\\w*(?:=|\\])|Optional(?:\\.empty|\\[)"),
          Pattern.compile("\\{\\s*\"\\w+\"\\s*:|\\[\\s*\\{\\s*\"|\\[\\]|\\{\\}"),
          Pattern.compile("(?m)^\\s*(?:null|NaN|undefined|true|false)\\s*$"));

  private static final Set<String> CONSTANTS = constants();

  /** Texts that people read, without those that are told letter by letter. */
  private static final String TEXTS =
      """
      const verbatim = 'code, pre, script, style, textarea, .mono, .code, .digest';
      const texts = [document.title];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        if (!walk.currentNode.parentElement.closest(verbatim)) texts.push(walk.currentNode.data);
      }
      for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
        document.querySelectorAll(`[${name}]`).forEach(e => texts.push(e.getAttribute(name)));
      }
      return texts.join('\\n');
      """;

  private CodesOnPage() {}

  static List<String> on(ChromeDriver driver) {
    return in(String.valueOf(driver.executeScript(TEXTS)));
  }

  static List<String> in(String text) {
    return Stream.of(
            KEY.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(key -> !key.endsWith(".apk")), // the name of a file
            CONSTANT
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> !WORDS.contains(word))
                .filter(word -> word.indexOf('_') > 0 || CONSTANTS.contains(word)),
            PRINTED.stream().flatMap(one -> one.matcher(text).results()).map(MatchResult::group))
        .flatMap(found -> found)
        .distinct()
        .toList();
  }

  /** First parts of the keys of all texts. */
  private static Set<String> areas() {
    Set<String> areas = new TreeSet<>();
    for (Resource file : resources("classpath*:i18n/*_zh.properties")) {
      Properties texts = new Properties();
      try (Reader in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
        texts.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      texts.stringPropertyNames().forEach(key -> areas.add(key.replaceAll("\\..*", "")));
    }
    return areas;
  }

  /** Names of our own constants. */
  private static Set<String> constants() {
    Set<String> names = new TreeSet<>();
    for (String part : List.of("filing", "rules", "server")) {
      for (Resource file : resources("classpath*:cn/beian/" + part + "/**/*.class")) {
        String path = String.valueOf(file.toString());
        String name =
            path.substring(path.lastIndexOf("cn/beian/"), path.lastIndexOf(".class"))
                .replace('/', '.');
        Class<?> type =
            ClassUtils.resolveClassName(
                name, Objects.requireNonNull(CodesOnPage.class.getClassLoader()));
        if (type.isEnum()) {
          Stream.of(type.getEnumConstants()).forEach(one -> names.add(((Enum<?>) one).name()));
        }
      }
    }
    return names;
  }

  private static Resource[] resources(String pattern) {
    try {
      return new PathMatchingResourcePatternResolver().getResources(pattern);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
