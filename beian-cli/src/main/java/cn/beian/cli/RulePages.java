package cn.beian.cli;

import cn.beian.report.RuleText;
import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;

/** Writes a Markdown page for each rule, in both languages, and an index. */
final class RulePages {
  private RulePages() {}

  static void write(Rulebook rulebook, Path folder) throws IOException {
    for (Language language : Language.values()) {
      Locale locale = language.locale();
      Path pages = Files.createDirectories(folder.resolve(locale.getLanguage()));
      StringBuilder index = new StringBuilder();
      for (Rule rule : rulebook.rules()) {
        String page = rule.id() + ".md";
        Files.writeString(
            pages.resolve(page), page(rulebook, rule, language), StandardCharsets.UTF_8);
        index.append("* [").append(rule.id()).append("](").append(page).append(") ");
        index.append(rule.title().in(locale)).append('\n');
      }
      Files.writeString(pages.resolve("README.md"), index, StandardCharsets.UTF_8);
    }
  }

  /** The details of a rule, one per line. */
  static String page(Rulebook rulebook, Rule rule, Language language) {
    ResourceBundle messages = language.messages();
    RuleText told = RuleText.of(rulebook, rule, language.locale());
    StringBuilder text = new StringBuilder();
    text.append("# ").append(told.id()).append("  ").append(told.title()).append("\n\n");
    line(text, messages, "explain.demand", told.demand());
    line(text, messages, "explain.remedy", told.remedy());
    told.because().forEach(because -> line(text, messages, "explain.because", because));
    told.follows().forEach(follows -> line(text, messages, "explain.follows", follows));
    for (RuleText.Basis basis : told.basis()) {
      String requirement = basis.requirement().isEmpty() ? "" : " [" + basis.requirement() + "]";
      line(
          text,
          messages,
          "explain.basis",
          basis.source() + requirement,
          basis.effectiveFrom().toString(),
          basis.checkedOn().toString());
    }
    told.requirements()
        .forEach(one -> line(text, messages, "explain.requirement", one.id(), one.text()));
    line(text, messages, "explain.formats", told.formats());
    line(text, messages, "explain.severity", told.severity());
    line(text, messages, "explain.effort", told.effort());
    return text.toString();
  }

  private static void line(
      StringBuilder text, ResourceBundle messages, String key, String... parameters) {
    String line = messages.getString(key);
    for (int i = 0; i < parameters.length; i++) {
      line = line.replace("{" + i + "}", parameters[i]);
    }
    text.append(line).append('\n');
  }
}
