package cn.beian.cli;

import cn.beian.rules.LocalText;
import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** A Markdown page for each rule, in both languages, and an index. */
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

  /** Title, demand, remedy, and where the law says so. */
  static String page(Rulebook rulebook, Rule rule, Language language) {
    Locale locale = language.locale();
    ResourceBundle messages = language.messages();
    StringBuilder text = new StringBuilder();
    text.append("# ").append(rule.id()).append("  ").append(rule.title().in(locale));
    text.append("\n\n");
    line(text, messages, "explain.demand", rule.demand().in(locale));
    line(text, messages, "explain.remedy", rule.remedy().in(locale));
    for (LocalText because : rulebook.because(rule.id())) {
      line(text, messages, "explain.because", because.in(locale));
    }
    for (var basis : rule.basis()) {
      String source = basis.text(locale);
      String requirement = basis.requirement().isEmpty() ? "" : " [" + basis.requirement() + "]";
      line(
          text,
          messages,
          "explain.basis",
          source + requirement,
          basis.effectiveFrom().toString(),
          basis.checkedOn().toString());
    }
    rule.basis().stream()
        .map(basis -> basis.requirement())
        .filter(requirement -> messages.containsKey("requirement." + requirement))
        .distinct()
        .forEach(
            requirement ->
                line(
                    text,
                    messages,
                    "explain.requirement",
                    requirement,
                    messages.getString("requirement." + requirement)));
    String formats =
        List.copyOf(rule.formats()).stream()
            .map(format -> messages.getString("format." + format))
            .reduce((one, other) -> one + messages.getString("list.separator") + other)
            .orElse(messages.getString("format.all"));
    line(text, messages, "explain.formats", formats);
    line(
        text,
        messages,
        "explain.severity",
        messages.getString("severity." + rule.severity().name().toLowerCase(Locale.ROOT)));
    line(
        text,
        messages,
        "explain.effort",
        messages.getString("effort." + rule.effort().name().toLowerCase(Locale.ROOT)));
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
