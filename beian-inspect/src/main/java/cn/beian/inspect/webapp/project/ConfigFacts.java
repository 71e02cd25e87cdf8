package cn.beian.inspect.webapp.project;

import static cn.beian.facts.FactKind.IDENTITY;
import static cn.beian.facts.FactKind.UI_TEXT;

import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import java.util.Map;

/** Facts of configuration files that are the same in every family. */
public final class ConfigFacts {
  private ConfigFacts() {}

  /** The text of a tab, which belongs to the page it leads to. */
  public static void tab(ProjectFiles source, String file, String route, Json text) {
    if (!text.text().isBlank()) {
      source
          .facts()
          .add(
              UI_TEXT,
              Origin.APP,
              route,
              source.at(file, text.line()),
              Map.of(Field.TEXT, text.text(), Field.ROLE, "tab"));
    }
  }

  /** What identifies the app, by the name of the identity. */
  public static void identity(
      ProjectFiles source, String file, Json at, String name, String value) {
    source
        .facts()
        .add(IDENTITY, source.at(file, at.line()), Map.of(Field.NAME, name, Field.VALUE, value));
  }
}
