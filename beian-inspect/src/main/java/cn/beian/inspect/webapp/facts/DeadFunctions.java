package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.View;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of pages that nothing names: no template, no call and no string. What they would do
 * nobody can make them do, as where a button was commented out and its handler was left.
 */
final class DeadFunctions {
  /**
   * Templates as written, which name their handlers; elements in scripts may pass them as values.
   */
  private static final Pattern TEMPLATE = Pattern.compile(".*\\.(?:wxml|axml|vue|ux)");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  /** What the platforms call: life cycle and page events. */
  private static final Pattern CALLED_BY_PLATFORM =
      Pattern.compile(
          "on[A-Z].*|created|attached|ready|moved|detached|error|show|hide|resize|mounted|(?:before|un|de|re)?[A-Za-z]*(?:[Mm]ount(?:ed)?|[Cc]reate|[Uu]pdated?|[Dd]estroy(?:ed)?|activated)|setup|data|computed|watch|init");

  private final Set<String> named = new HashSet<>();
  private final Set<String> scripts = new HashSet<>();

  DeadFunctions(ProjectFiles source, ProjectModel app) {
    for (View view : app.views().values()) {
      names(view.template());
      Script script = app.scripts().get(view.script());
      boolean written = TEMPLATE.matcher(view.file()).matches() && !source.isRestored(view.file());
      if (written && script != null && script.parsed()) {
        scripts.add(view.script());
      }
    }
    for (Script script : app.scripts().values()) {
      for (Call call : script.calls()) {
        add(call.name());
      }
      for (Literal literal : script.literals()) {
        if (literal.text().length() < 100) {
          add(literal.text());
        }
      }
      named.addAll(script.dataKeys().keySet());
      script.aliases().values().forEach(this::add);
      script.globals().values().forEach(this::add);
      script.exports().forEach((name, value) -> named.add(name));
    }
  }

  private void names(Element element) {
    for (Attribute attribute : element.attributes().values()) {
      add(attribute.value());
    }
    for (Markup child : element.children()) {
      if (child instanceof Element inner) {
        names(inner);
      }
    }
  }

  private void add(String text) {
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      named.add(name.group());
    }
  }

  /** Whether a function of that script is named nowhere; no where that cannot be known. */
  boolean contains(String script, String function) {
    return !function.isEmpty()
        && scripts.contains(script)
        && !named.contains(function)
        && !CALLED_BY_PLATFORM.matcher(function).matches();
  }
}
