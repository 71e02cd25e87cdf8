package cn.beian.inspect.ios;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.shared.UiText;
import cn.beian.inspect.shared.UrlFacts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in {@code LANGUAGE.lproj/TABLE.strings} and {@code .stringsdict}, and in the newer {@code
 * TABLE.loctable}, which holds all languages. Of a component the default, Chinese and English alone
 * become facts, as components carry dozens of translations.
 */
final class StringTables {
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?([^/]+)\\.lproj/(?:.*/)?([^/]+)\\.(?:strings|stringsdict)");
  private static final Pattern ALL_LANGUAGES = Pattern.compile("(?:.*/)?([^/]+)\\.loctable");
  private static final Map<String, String> OLD_NAMES =
      Map.of("English", "en", "Chinese", "zh", "Base", "", "zh_CN", "zh-CN", "zh_TW", "zh-TW");

  /** By table and key, the text of each language. */
  private final Map<String, Map<String, Map<String, String>>> tables = new HashMap<>();

  static boolean isTable(String name) {
    return FILE.matcher(name).matches() || ALL_LANGUAGES.matcher(name).matches();
  }

  /** Takes a table; its texts become facts. */
  void add(String entry, Plist content, boolean ofApp, Origin origin, FactSink facts) {
    Matcher file = FILE.matcher(entry);
    Matcher all = ALL_LANGUAGES.matcher(entry);
    if (file.matches()) {
      add(entry, language(file.group(1)), file.group(2), content, ofApp, origin, facts);
    } else if (all.matches()) {
      content
          .members()
          .forEach(
              (language, texts) -> {
                if (!language.equals("LocProvenance")) {
                  add(entry, language(language), all.group(1), texts, ofApp, origin, facts);
                }
              });
    }
  }

  private static String language(String folder) {
    return OLD_NAMES.getOrDefault(folder, folder.replace('_', '-'));
  }

  private void add(
      String entry,
      String language,
      String table,
      Plist content,
      boolean ofApp,
      Origin origin,
      FactSink facts) {
    boolean info = table.equals("InfoPlist");
    boolean told = origin == Origin.APP || language.isEmpty() || isCommon(language);
    content
        .members()
        .forEach(
            (key, value) -> {
              if (ofApp && value.isText()) {
                put(table, key, language, value.text());
              }
              if (told && !info) {
                texts(value).forEach(text -> fact(entry, key, text, language, origin, facts));
              }
            });
  }

  private static boolean isCommon(String language) {
    return language.startsWith("zh") || language.startsWith("en");
  }

  private synchronized void put(String table, String key, String language, String text) {
    tables
        .computeIfAbsent(table, t -> new HashMap<>())
        .computeIfAbsent(key, k -> new TreeMap<>())
        .putIfAbsent(language, text);
  }

  private static void fact(
      String entry, String key, String text, String language, Origin origin, FactSink facts) {
    Locator at = Locator.member(entry, key);
    UrlFacts.add(facts, text, origin, at);
    UiText.add(facts, Map.of(language, text), "string_resource", origin, "", at);
  }

  /** A text, or those of its plural forms. */
  private static List<String> texts(Plist value) {
    if (value.isText()) {
      return List.of(value.text());
    }
    List<String> texts = new ArrayList<>();
    Deque<Plist> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      for (Map.Entry<String, Plist> each : open.pop().members().entrySet()) {
        if (each.getValue().isText() && !each.getKey().startsWith("NSStringFormat")) {
          texts.add(each.getValue().text());
        } else if (!each.getValue().isText()) {
          open.push(each.getValue());
        }
      }
    }
    return texts;
  }

  /** A text of the app in every language that has it, by language tag; in no order of languages. */
  synchronized Map<String, String> texts(String table, String key) {
    return new TreeMap<>(tables.getOrDefault(table, Map.of()).getOrDefault(key, Map.of()));
  }

  /** All texts of a table of the app, by key and language tag. */
  synchronized Map<String, Map<String, String>> table(String table) {
    return new TreeMap<>(tables.getOrDefault(table, Map.of()));
  }
}
