package cn.beian.server.web.intake;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import java.util.List;

/** What a package says of itself, for the first look. */
public record AppSummary(
    String label,
    String packageId,
    String versionName,
    String format,
    List<String> permissions,
    List<String> domains,
    int screens,
    long sizeBytes) {

  static AppSummary of(FactSet facts) {
    return new AppSummary(
        label(facts),
        facts.identity("package").orElse(""),
        facts.identity("version_name").orElse(""),
        facts.header().format(),
        names(facts, FactKind.PERMISSION),
        names(facts, FactKind.DOMAIN),
        facts.of(FactKind.SCREEN).size(),
        facts.header().sizeBytes());
  }

  /** The Chinese label where there is one, else the default one; empty where there is none. */
  public static String label(FactSet facts) {
    return facts.of(FactKind.IDENTITY).stream()
        .filter(fact -> fact.text(Field.NAME).equals("label"))
        .filter(fact -> fact.text(Field.LOCALE).startsWith("zh"))
        .map(fact -> fact.text(Field.VALUE))
        .findFirst()
        .or(() -> facts.identity("label"))
        .orElse("");
  }

  private static List<String> names(FactSet facts, FactKind kind) {
    return facts.of(kind).stream()
        .filter(fact -> !fact.text(Field.ROLE).equals("mention"))
        .map(fact -> fact.text(Field.NAME))
        .distinct()
        .sorted()
        .toList();
  }
}
