package cn.beian.cli;

import cn.beian.rules.Rule;
import cn.beian.rules.book.CompiledRule;
import cn.beian.rules.book.Rulebook;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Prints which rules apply to which formats, and why the others do not. */
final class RuleFormatsText {
  /** Marks a rule that applies, in a table. */
  private static final String ASKED = "asked";

  /** Marks a rule that another rule replaces for the format. */
  private static final String OTHER = "other";

  /** The words for why a rule does not apply, as used in rules. */
  private static final List<String> NOT_ASKED =
      List.of("no-such-thing", "host", "not-shown", "not-demanded", CompiledRule.UNREAD);

  /** Output format. */
  enum Format {
    TEXT,
    JSON,
    TSV
  }

  private final Console console;
  private final Rulebook rulebook;

  RuleFormatsText(Console console, Rulebook rulebook) {
    this.console = console;
    this.rulebook = rulebook;
  }

  /**
   * {@code asked}, a word for why it does not apply, or the id of the rule that replaces it there.
   */
  private static String cell(CompiledRule rule, String format) {
    Set<String> formats = rule.rule().formats();
    return formats.isEmpty() || formats.contains(format)
        ? ASKED
        : rule.elsewhere().getOrDefault(format, "");
  }

  /** One line per rule and one column per format, separated by tabs, for programs. */
  String tsv() {
    StringBuilder text = new StringBuilder();
    row(
        text,
        console.text("rules.formats.rule"),
        format -> console.text("rules.formats.of." + format));
    for (CompiledRule rule : rulebook.compiled().rules()) {
      row(text, rule.rule().id(), format -> word(cell(rule, format)));
    }
    row(
        text,
        console.text("rules.formats.count"),
        format -> String.valueOf(counts(format).getOrDefault(ASKED, 0)));
    text.append('\n').append(console.text("rules.formats.words")).append('\n');
    return text.toString();
  }

  /** For people: the shares, the table of marks, and a key to the marks. */
  String text() {
    TextTable shares = new TextTable();
    shares.row(heads(console.text("rules.formats.share", rulebook.rules().size())));
    List<String> marks = new ArrayList<>(List.of(ASKED, OTHER));
    marks.addAll(NOT_ASKED);
    for (String mark : marks) {
      List<String> row = new ArrayList<>(List.of(console.text("rules.formats.share." + mark)));
      CompiledRule.FORMATS.forEach(format -> row.add(share(mark, format)));
      shares.row(row);
    }
    TextTable table = new TextTable();
    table.row(heads(console.text("rules.formats.rule")));
    for (CompiledRule rule : rulebook.compiled().rules()) {
      List<String> row = new ArrayList<>(List.of(rule.rule().id()));
      CompiledRule.FORMATS.forEach(format -> row.add(mark(cell(rule, format))));
      table.row(row);
    }
    StringBuilder text = new StringBuilder(shares.text()).append('\n').append(table.text());
    text.append('\n').append(console.text("rules.formats.legend")).append('\n');
    marks.forEach(
        mark ->
            text.append("  ").append(console.text("rules.formats.legend." + mark)).append('\n'));
    text.append(console.text("rules.formats.more")).append('\n');
    return text.toString();
  }

  /**
   * For some rules, the formats they apply to, and in a sentence why they do not apply to others.
   */
  String reasons(List<String> ids) throws InputException {
    StringBuilder text = new StringBuilder();
    for (String id : ids) {
      Rule rule = ExplainCommand.rule(rulebook, id);
      CompiledRule compiled =
          rulebook.compiled().rules().stream()
              .filter(one -> one.rule().equals(rule))
              .findFirst()
              .orElseThrow();
      text.append(rule.id()).append("  ");
      text.append(rule.title().in(console.language().locale())).append('\n');
      TextTable table = new TextTable();
      for (String format : CompiledRule.FORMATS) {
        String cell = cell(compiled, format);
        table.row(
            List.of(
                "  " + console.text("rules.formats.of." + format),
                isRule(cell)
                    ? console.text("rules.formats.why.other", cell)
                    : console.text("rules.formats.why." + cell)));
      }
      text.append(table.text());
    }
    return text.toString();
  }

  private List<String> heads(String first) {
    List<String> heads = new ArrayList<>(List.of(first));
    CompiledRule.FORMATS.forEach(format -> heads.add(console.text("rules.formats.of." + format)));
    return heads;
  }

  private String share(String mark, String format) {
    int count = counts(format).getOrDefault(mark, 0);
    int all = rulebook.rules().size();
    return mark.equals(ASKED)
        ? count + " (" + Math.round(100.0 * count / Math.max(1, all)) + " %)"
        : count == 0 ? "-" : String.valueOf(count);
  }

  /** Number of rules for each mark. */
  private Map<String, Integer> counts(String format) {
    Map<String, Integer> counts = new TreeMap<>();
    for (CompiledRule rule : rulebook.compiled().rules()) {
      String cell = cell(rule, format);
      counts.merge(isRule(cell) ? OTHER : cell, 1, Integer::sum);
    }
    return counts;
  }

  private static boolean isRule(String cell) {
    return !cell.isEmpty() && Character.isUpperCase(cell.charAt(0));
  }

  private String mark(String cell) {
    return isRule(cell) ? cell : console.text("rules.formats.mark." + cell);
  }

  private String word(String cell) {
    return cell.isEmpty() || isRule(cell) ? cell : console.text("rules.formats." + cell);
  }

  private static void row(StringBuilder text, String first, UnaryOperator<String> cells) {
    text.append(first);
    for (String format : CompiledRule.FORMATS) {
      text.append('\t').append(cells.apply(format));
    }
    text.append('\n');
  }

  /** For programs: for each rule the formats it applies to, and why it does not apply to others. */
  String json() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator out =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("beian", "rule-formats/1");
      out.writeStringProperty("rulebookVersion", rulebook.version());
      out.writeArrayPropertyStart("rules");
      for (CompiledRule rule : rulebook.compiled().rules()) {
        out.writeStartObject();
        out.writeStringProperty("rule", rule.rule().id());
        for (String format : CompiledRule.FORMATS) {
          out.writeStringProperty(format, cell(rule, format));
        }
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return text.toString(StandardCharsets.UTF_8) + '\n';
  }
}
