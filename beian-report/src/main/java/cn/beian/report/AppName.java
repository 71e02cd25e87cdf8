package cn.beian.report;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import java.util.List;
import java.util.Locale;

/**
 * What an app is called.
 *
 * @param label as people see it, empty where the package carries none
 * @param packageId application id or AppID, empty where there is none
 * @param version name and code, empty where there is none
 */
record AppName(String label, String packageId, String version) {
  static AppName of(FactSet facts, Locale locale) {
    String name = facts.identity("version_name").orElse("");
    String code = facts.identity("version_code").orElse("");
    String version =
        code.isEmpty() || code.equals(name) ? name : (name + " (" + code + ")").strip();
    return new AppName(label(facts, locale), facts.identity("package").orElse(""), version);
  }

  /** The label in the reader's language, else the default one, else any. */
  private static String label(FactSet facts, Locale locale) {
    List<Fact> labels =
        facts.of(FactKind.IDENTITY).stream()
            .filter(fact -> fact.text(Field.NAME).equals("label"))
            .toList();
    return labels.stream()
        .filter(fact -> fact.text(Field.LOCALE).startsWith(locale.getLanguage()))
        .findFirst()
        .or(() -> labels.stream().filter(fact -> fact.text(Field.LOCALE).isEmpty()).findFirst())
        .or(() -> labels.stream().findFirst())
        .map(fact -> fact.text(Field.VALUE))
        .orElse("");
  }

  /** The best single name there is, empty where there is none. */
  String best() {
    return label.isEmpty() ? packageId : label;
  }
}
