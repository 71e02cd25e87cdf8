package cn.beian.inspect.android;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.FileTree;
import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages and scripts that an app shows in a web view: uni-app under {@code assets/apps/ID/www},
 * Cordova under {@code assets/www}, Capacitor under {@code assets/public}, and any HTML file in the
 * assets. Gives texts, addresses, calls of the platform and the names of uni-app pages; which text
 * stands on which page is not told, so coverage stays what the framework makes it.
 */
final class WebShell {
  private static final Pattern ROOT = Pattern.compile("assets/(apps/[^/]+/www|www|public)/.*\\.js");
  private static final Pattern HTML = Pattern.compile("assets/.*\\.html?");
  private static final Pattern HINT = Pattern.compile("placeholder\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern PLATFORM =
      Pattern.compile("(uni|plus|wx|cordova|Capacitor|navigator|window\\.plus)\\..+");
  private static final Set<String> TEXT_NODES =
      Set.of("_v", "_c", "h", "createTextVNode", "createElementVNode", "toDisplayString");
  private static final Pattern PAGE = Pattern.compile("/?pages/[\\w./-]+");

  /** Larger files are not parsed. */
  private static final int MAX_BYTES = 6 << 20;

  private final FactSink facts;
  private final ScriptReader scripts;

  WebShell(FactSink facts, int maxNesting) {
    this.facts = facts;
    this.scripts = ScriptReader.parsing(maxNesting);
  }

  /** Whether an entry is a page or script to be read here. */
  static boolean holds(FileTree.Entry entry) {
    String name = entry.name();
    return name.startsWith("assets/")
        && entry.statedBytes() <= MAX_BYTES
        && (ROOT.matcher(name).matches() || HTML.matcher(name).matches());
  }

  /** Takes one; whatever it holds, there is a result. */
  void read(String entry, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (entry.endsWith(".js")) {
      script(entry, text, 0);
    } else {
      page(entry, text);
    }
  }

  /** One pass: texts between tags, hints of inputs, scripts inside. */
  private void page(String entry, String html) {
    String element = "";
    int line = 1;
    int at = 0;
    while (at < html.length()) {
      int from = at;
      int next;
      if (html.charAt(at) != '<') {
        next = end(html, "<", at, 0);
        shown(html.substring(at, next).strip(), role(element), Locator.line(entry, line));
      } else if (html.startsWith("<!--", at)) {
        next = end(html, "-->", at, 3);
      } else {
        next = end(html, ">", at, 1);
        element = element(html, at + 1);
        Matcher hint = HINT.matcher(html).region(at, next);
        if (hint.find()) {
          shown(hint.group(1), "hint", Locator.line(entry, line));
        }
        if (element.equals("script") || element.equals("style")) {
          int close = close(html, element, next);
          if (element.equals("script")) {
            script(entry, html.substring(next, close), line + newlines(html, at, next) - 1);
          }
          next = close;
        }
      }
      line += newlines(html, from, next);
      at = next;
    }
  }

  /** Where the piece that begins at {@code from} ends, its end mark included; or the end of all. */
  private static int end(String html, String mark, int from, int markLength) {
    int found = html.indexOf(mark, from);
    return found < 0 ? html.length() : found + markLength;
  }

  /** Lower-case name of the tag; empty for a closing one. */
  private static String element(String html, int from) {
    int to = from;
    while (to < html.length() && Character.isLetterOrDigit(html.charAt(to))) {
      to++;
    }
    return html.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private static int close(String html, String element, int from) {
    for (int i = html.indexOf("</", from); i >= 0; i = html.indexOf("</", i + 2)) {
      if (html.regionMatches(true, i + 2, element, 0, element.length())) {
        return i;
      }
    }
    return html.length();
  }

  private static int newlines(String text, int from, int to) {
    int lines = 0;
    for (int i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) {
      lines++;
    }
    return lines;
  }

  private static String role(String element) {
    return switch (element) {
      case "title" -> "nav_title";
      case "button" -> "button";
      default -> "text";
    };
  }

  private void script(String entry, String text, int before) {
    Script script = scripts.read(entry, text);
    if (!script.parsed() && !text.isBlank()) {
      facts.anomaly("script-not-parsed", Locator.entry(entry), script.problem());
    }
    for (Literal literal : script.literals()) {
      literal(literal, Locator.line(entry, before + literal.line()));
    }
    for (Call call : script.calls()) {
      if (PLATFORM.matcher(call.name()).matches()) {
        call(call, Locator.line(entry, before + call.line()));
      }
    }
  }

  private void literal(Literal literal, Locator at) {
    String text = literal.text();
    if (Links.add(facts, text, Origin.APP, at)) {
      return;
    }
    if (literal.key().equals("path") && PAGE.matcher(text).matches()) {
      String name = text.startsWith("/") ? text.substring(1) : text;
      facts.add(FactKind.SCREEN, Origin.APP, name, at, Map.of(Field.NAME, name));
    } else if (StringFacts.isChinese(text)) {
      Optional<String> role = role(literal);
      if (role.isPresent()) {
        shown(text, role.get(), at);
      } else {
        facts.add(FactKind.CONST_STRING, at, Map.of(Field.TEXT, text));
      }
    }
  }

  /** How a Chinese literal is shown; empty where that is not known. */
  private static Optional<String> role(Literal literal) {
    String call = literal.call().substring(literal.call().lastIndexOf('.') + 1);
    String byKey =
        switch (literal.key()) {
          case "placeholder" -> "hint";
          case "navigationBarTitleText", "titleText" -> "nav_title";
          default -> "";
        };
    String byCall =
        switch (call) {
          case "showToast", "showLoading", "toast" -> "toast";
          case "showModal", "alert", "confirm", "showActionSheet" -> "modal";
          case "setNavigationBarTitle" -> "nav_title";
          default -> TEXT_NODES.contains(call) ? "text" : "";
        };
    return Optional.of(byKey.isEmpty() ? byCall : byKey).filter(role -> !role.isEmpty());
  }

  private void shown(String text, String role, Locator at) {
    UiText.add(facts, Map.of("", text), role, Origin.APP, "", at);
  }

  private void call(Call call, Locator at) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, call.name());
    if (!call.function().isEmpty()) {
      values.put(Field.CALLER, call.function());
    }
    if (!call.arguments().isEmpty()) {
      values.put(Field.ARGUMENTS, call.arguments());
    }
    facts.add(FactKind.API_CALL, at, values);
  }
}
