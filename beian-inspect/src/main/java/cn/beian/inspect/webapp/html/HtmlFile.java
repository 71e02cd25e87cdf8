package cn.beian.inspect.webapp.html;

import cn.beian.inspect.webapp.project.TemplateExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web page taken apart; both texts are of the length of the page with all else blank.
 *
 * @param markup without scripts and styles
 * @param script all scripts in it together
 * @param sources of scripts that it loads, as {@code ./js/a.js}
 * @param title empty where it has none
 */
public record HtmlFile(String markup, String script, List<String> sources, String title) {
  private static final Pattern RAW = Pattern.compile("(?i)<(script|style|title)\\b");
  private static final Pattern SRC = Pattern.compile("(?i)\\bsrc\\s*=\\s*[\"']?([^\"'\\s>]+)");

  public static HtmlFile of(String text) {
    char[] markup = text.toCharArray();
    char[] script = text.toCharArray();
    blank(script, 0, script.length);
    List<String> sources = new ArrayList<>();
    String title = "";
    Matcher raw = RAW.matcher(text);
    int at = 0;
    String lower = text.toLowerCase(Locale.ROOT);
    while (at < text.length() && raw.find(at)) {
      int head = text.indexOf('>', raw.end());
      if (head < 0) {
        break;
      }
      String attributes = text.substring(raw.end(), head++);
      String name = raw.group(1).toLowerCase(Locale.ROOT);
      int close = lower.length() == text.length() ? lower.indexOf("</" + name, head) : -1;
      int end = close < 0 ? text.length() : close;
      if (name.equals("title")) {
        title = TemplateExpressions.collapsed(text.substring(head, end));
      }
      Matcher src = SRC.matcher(attributes);
      if (name.equals("script") && src.find()) {
        String source = src.group(1);
        sources.add(source.startsWith(".") || source.startsWith("/") ? source : "./" + source);
      } else if (name.equals("script") && !attributes.contains("text/template")) {
        text.getChars(head, end, script, head);
        script[head - 1] = ';';
      }
      int after = text.indexOf('>', end);
      blank(markup, raw.start(), after < 0 ? text.length() : after + 1);
      at = end;
    }
    return new HtmlFile(new String(markup), new String(script), List.copyOf(sources), title);
  }

  private static void blank(char[] text, int from, int to) {
    for (int i = from; i < Math.min(to, text.length); i++) {
      text[i] = text[i] == '\n' ? '\n' : ' ';
    }
  }
}
