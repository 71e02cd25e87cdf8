package cn.beian.cli;

import cn.beian.rules.book.CompiledRule;
import cn.beian.rules.book.Rulebook;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Prints which rule is asked of which format, and why not of the others. */
final class RuleFormatsText {
  /** In a table, where a rule is asked. */
  private static final String ASKED = "asked";

  private final Console console;
  private final Rulebook rulebook;

  RuleFormatsText(Console console, Rulebook rulebook) {
    this.console = console;
    this.rulebook = rulebook;
  }

  /** {@code asked}, a word why not, or the id of the rule that asks it there. */
  private static String cell(CompiledRule rule, String format) {
    Set<String> formats = rule.rule().formats();
    return formats.isEmpty() || formats.contains(format)
        ? ASKED
        : rule.elsewhere().getOrDefault(format, "");
  }

  /** A line for a rule, how many are asked of each format, and what the words stand for. */
  String text() {
    StringBuilder text = new StringBuilder();
    row(
        text,
        console.text("rules.formats.rule"),
        format -> console.text("rules.formats.of." + format));
    Map<String, Integer> asked = new TreeMap<>();
    for (CompiledRule rule : rulebook.compiled().rules()) {
      row(text, rule.rule().id(), format -> word(cell(rule, format)));
      for (String format : CompiledRule.FORMATS) {
        asked.merge(format, cell(rule, format).equals(ASKED) ? 1 : 0, Integer::sum);
      }
    }
    row(text, console.text("rules.formats.count"), format -> String.valueOf(asked.get(format)));
    text.append('\n').append(console.text("rules.formats.words")).append('\n');
    return text.toString();
  }

  private String word(String cell) {
    return cell.isEmpty() || Character.isUpperCase(cell.charAt(0))
        ? cell
        : console.text("rules.formats." + cell);
  }

  private static void row(StringBuilder text, String first, UnaryOperator<String> cells) {
    text.append(first);
    for (String format : CompiledRule.FORMATS) {
      text.append('\t').append(cells.apply(format));
    }
    text.append('\n');
  }

  /** The same for machines: of each rule what it is asked of, and why not of the others. */
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
