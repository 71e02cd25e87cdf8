package cn.beian.inspect.webapp.project;

import static cn.beian.facts.FactKind.UI_TEXT;

import cn.beian.facts.Field;
import cn.beian.inspect.reader.PackageFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Language files: JSON below a folder of languages, whose name is a language tag. */
public final class Languages {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?(?:locales?|lang|langs|i18n|languages?)/(?:.*/)?([a-z]{2}(?:[-_][A-Za-z]+)?)\\.json");
  private static final int MAX_DEPTH = 12;

  private Languages() {}

  /** Adds their texts as visible and gives those in Chinese, or else the others, by key. */
  public static Map<String, String> add(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    Map<String, String> texts = new HashMap<>();
    List<String> paths = new ArrayList<>();
    for (String path : source.ending(".json")) {
      if (FILE.matcher(path).matches()) {
        paths.add(path);
      }
    }
    for (Map.Entry<String, Json> file : parsing.jsons(paths).entrySet()) {
      Matcher name = FILE.matcher(file.getKey());
      if (name.matches()) {
        String language = name.group(1).replace('_', '-');
        collect(source, file.getKey(), language, file.getValue(), "", 0, texts);
      }
    }
    return texts;
  }

  private static void collect(
      ProjectFiles source,
      String path,
      String language,
      Json value,
      String key,
      int depth,
      Map<String, String> texts) {
    for (Map.Entry<String, Json> member : value.members().entrySet()) {
      if (depth < MAX_DEPTH) {
        String inner = key.isEmpty() ? member.getKey() : key + "." + member.getKey();
        collect(source, path, language, member.getValue(), inner, depth + 1, texts);
      }
    }
    if (!value.text().isBlank() && !key.isEmpty()) {
      if (language.startsWith("zh")) {
        texts.put(key, value.text());
      } else {
        texts.putIfAbsent(key, value.text());
      }
      source
          .facts()
          .add(
              UI_TEXT,
              source.origin(path),
              "",
              source.at(path, value.line()),
              Map.of(
                  Field.TEXT, value.text(), Field.ROLE, "string_resource", Field.LOCALE, language));
    }
  }
}
