package cn.beian.inspect.webapp.vue;

import cn.beian.inspect.js.ScriptReader.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that holds template, script and style of one page or component: {@code .vue}, {@code
 * .wpy}, {@code .ux}. Its parts are given as texts of the length of the whole file in which all
 * else is blank, so that lines and positions stay what they are.
 *
 * @param template inner text of the template
 * @param templateLanguage as stated; empty for the usual one
 * @param script inner text of all scripts together
 * @param syntax of the scripts
 * @param custom inner text of the first further part of each name that is asked for
 * @param heads start tags of other parts, as {@code <import name="x" src="./x">}
 */
public record SingleFile(
    Optional<String> template,
    String templateLanguage,
    String script,
    Syntax syntax,
    Map<String, String> custom,
    List<String> heads) {
  private static final Pattern TAG = Pattern.compile("<!--|<(/?)([A-Za-z][\\w-]*)");
  private static final Pattern LANGUAGE = Pattern.compile("\\slang\\s*=\\s*[\"']?([\\w.-]+)");

  /** Scripts for a layer of their own, renderjs or wxs, which export beside the main one. */
  private static final Pattern MODULE =
      Pattern.compile("\\s(?:module\\s*=|lang=\"(?:renderjs|wxs))");

  private static final String EXPORT = "export default";

  /** Further parts that are asked for; all others stand in the file and nowhere else. */
  private static final Set<String> ASKED = Set.of("route", "config");

  static SingleFile of(String text) {
    char[] template = blank(text);
    char[] script = blank(text);
    String templateLanguage = "";
    boolean templated = false;
    Syntax syntax = Syntax.JAVASCRIPT;
    Map<String, String> custom = new HashMap<>();
    List<String> heads = new ArrayList<>();
    Matcher tag = TAG.matcher(text);
    int at = 0;
    while (at < text.length() && tag.find(at)) {
      if (tag.group().equals("<!--")) {
        int end = text.indexOf("-->", tag.end());
        at = end < 0 ? text.length() : end + 3;
        continue;
      }
      int headEnd = headEnd(text, tag.end());
      String head = text.substring(tag.start(), headEnd);
      if (!tag.group(1).isEmpty() || head.endsWith("/>")) {
        heads.add(head);
        at = headEnd;
        continue;
      }
      String name = tag.group(2);
      int end = end(text, name, headEnd);
      Matcher language = LANGUAGE.matcher(head);
      String lang = language.find() ? language.group(1) : "";
      if (name.equals("template")) {
        copy(text, headEnd, end, template);
        templateLanguage = templated ? templateLanguage : lang;
        templated = true;
      } else if (name.equals("script")) {
        copy(text, headEnd, end, script);
        script[Math.max(headEnd - 1, 0)] = ';';
        if (MODULE.matcher(head).find()) {
          unexport(text, headEnd, end, script);
        }
        syntax = syntax(lang, syntax);
      } else {
        heads.add(head);
        if (ASKED.contains(name) && !custom.containsKey(name)) {
          char[] part = blank(text);
          copy(text, headEnd, end, part);
          custom.put(name, new String(part));
        }
      }
      at = Math.max(end, headEnd);
    }
    return new SingleFile(
        templated ? Optional.of(new String(template)) : Optional.empty(),
        templateLanguage,
        new String(script),
        syntax,
        custom,
        heads);
  }

  private static Syntax syntax(String language, Syntax before) {
    return switch (language) {
      case "ts", "typescript" -> Syntax.TYPESCRIPT;
      case "tsx", "jsx" -> Syntax.ELEMENTS;
      default -> before;
    };
  }

  /** Past the end of a start tag; quotes are honoured. */
  private static int headEnd(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return text.length();
  }

  /** Where the part ends; templates may hold further templates. */
  private static int end(String text, String name, int from) {
    if (!name.equals("template")) {
      int end = text.indexOf("</" + name, from);
      return end < 0 ? text.length() : end;
    }
    int depth = 1;
    int last = -1;
    Matcher tag = TAG.matcher(text);
    int at = from;
    while (at < text.length() && tag.find(at)) {
      if (tag.group().equals("<!--")) {
        int end = text.indexOf("-->", tag.end());
        at = end < 0 ? text.length() : end + 3;
        continue;
      }
      String found = tag.group(2);
      at = tag.end();
      if (found.equals("template")) {
        int headEnd = headEnd(text, tag.end());
        if (!tag.group(1).isEmpty()) {
          last = tag.start();
          if (--depth == 0) {
            return last;
          }
        } else if (text.charAt(headEnd - 2) != '/') {
          depth++;
        }
        at = headEnd;
      } else if ((found.equals("script") || found.equals("style")) && last >= 0) {
        return last;
      }
    }
    return last < 0 ? text.length() : last;
  }

  /** Only one script of a file can export: of the others the exported value is just evaluated. */
  private static void unexport(String text, int from, int to, char[] script) {
    int at = text.indexOf(EXPORT, from);
    if (at >= 0 && at < to) {
      "void          ".getChars(0, EXPORT.length(), script, at);
    }
  }

  private static char[] blank(String text) {
    char[] blank = new char[text.length()];
    Arrays.fill(blank, ' ');
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      blank[i] = '\n';
    }
    return blank;
  }

  private static void copy(String text, int from, int to, char[] into) {
    if (from < to) {
      text.getChars(from, to, into, from);
    }
  }
}
