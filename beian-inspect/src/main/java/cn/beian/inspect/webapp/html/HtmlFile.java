package cn.beian.inspect.webapp.html;

import cn.beian.inspect.markup.Entities;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web page taken apart; both texts are of the length of the page, and of the pages in its frames
 * behind it, with all else blank.
 *
 * @param markup without scripts and styles
 * @param script all scripts in it together
 * @param sources of scripts that it loads, as {@code ./js/a.js}
 * @param handlers code that stands in attributes of events
 * @param title empty where it has none
 * @param base where addresses in it begin; empty where it does not say
 * @param whole false where frames in frames hold pages that are deeper than is read
 */
public record HtmlFile(
    String markup,
    String script,
    List<String> sources,
    List<Handler> handlers,
    String title,
    String base,
    boolean whole) {
  private static final int MAX_HANDLERS = 10_000;

  /** An event, or an address that is code, with its value in quotes or without. */
  private static final Pattern EVENT =
      Pattern.compile(
          "(?i)(?<=[\\s/\"'])(?:on[a-z]{3,24}|(href|src|action|formaction))\\s*+=\\s*+"
              + "(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>][^\\s>]*+))");

  private static final Pattern SCHEME = Pattern.compile("(?i)\\s*+javascript:");

  /** A handler that only calls a function of the page; where that is used is told of controls. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\s*(?:return\\s+)?[\\w$]+\\((?:[\\w$.]+(?:\\s*,\\s*[\\w$.]+)*)?\\)\\s*;?\\s*");

  /**
   * Code in an attribute.
   *
   * @param at where it begins in the page
   */
  public record Handler(int at, String code) {
    private static final Pattern RETURN = Pattern.compile("\\breturn\\b");

    /** The same as a script, which cannot return. */
    Handler withoutReturn() {
      return new Handler(at, RETURN.matcher(code).replaceAll(";     "));
    }
  }

  private static final Pattern BASE = Pattern.compile("(?i)<base\\b");
  private static final Pattern RAW = Pattern.compile("(?i)<(script|style|title)\\b");
  private static final Pattern SRC =
      Pattern.compile("(?i)(?<![\\w-])(?:src|href)\\s*=\\s*[\"']?([^\"'\\s>]+)");

  /** What the script itself loads, as the loaders of Vite do. */
  private static final Pattern LATER =
      Pattern.compile("(?i)-(?:src|href)\\s*=\\s*[\"']?([^\"'\\s>]+)");

  /** What only XML has around a script. */
  private static final Pattern MARKS = Pattern.compile("<!\\[CDATA\\[|\\]\\]>");

  /** Whether it has code. */
  public boolean runs() {
    return !script.isBlank() || !sources.isEmpty() || !handlers.isEmpty();
  }

  public static HtmlFile of(String page) {
    DataAddresses.Unfolded unfolded = DataAddresses.unfolded(page);
    String text = unfolded.text();
    char[] markup = text.toCharArray();
    char[] script = text.toCharArray();
    blank(script, 0, script.length);
    List<String> sources = new ArrayList<>();
    String title = "";
    Matcher raw = RAW.matcher(text);
    int at = 0;
    String lower = lower(text);
    while (at < text.length() && raw.find(at)) {
      int head = text.indexOf('>', raw.end());
      if (head < 0) {
        break;
      }
      String attributes = text.substring(raw.end(), head++);
      String name = raw.group(1).toLowerCase(Locale.ROOT);
      int close = lower.indexOf("</" + name, head);
      int end = close < 0 ? text.length() : close;
      if (name.equals("title") && head <= page.length()) {
        title = TemplateExpressions.collapsed(text.substring(head, end));
      }
      Matcher src = SRC.matcher(attributes);
      if (name.equals("script") && src.find()) {
        Optional<String> written = DataAddresses.content(attributes, src.start(1));
        written.ifPresent(code -> put(code, script, raw.end() + src.start(1)));
        if (written.isEmpty()) {
          sources.add(source(src));
        }
      } else if (name.equals("script") && !attributes.contains("text/template")) {
        text.getChars(head, end, script, head);
        Matcher mark = MARKS.matcher(text).region(head, end);
        while (mark.find()) {
          blank(script, mark.start(), mark.end());
        }
        script[head - 1] = ';';
        Matcher later = LATER.matcher(attributes);
        if (later.find()) {
          sources.add(source(later));
        }
      }
      int after = text.indexOf('>', end);
      blank(markup, raw.start(), after < 0 ? text.length() : after + 1);
      at = end;
    }
    String shown = new String(markup);
    return new HtmlFile(
        shown,
        new String(script),
        List.copyOf(sources),
        handlers(shown),
        title,
        base(shown),
        unfolded.whole());
  }

  /** Puts code, which is shorter than what it was written as, at its place. */
  private static void put(String code, char[] script, int at) {
    int length = Math.min(code.length(), script.length - at);
    code.getChars(0, length, script, at);
    script[at - 1] = ';';
  }

  private static String base(String markup) {
    Matcher tag = BASE.matcher(markup);
    if (!tag.find()) {
      return "";
    }
    int end = markup.indexOf('>', tag.end());
    Matcher href = SRC.matcher(markup.substring(tag.end(), end < 0 ? tag.end() : end));
    return href.find() ? Entities.decoded(href.group(1)) : "";
  }

  private static String source(Matcher attribute) {
    String source = Entities.decoded(attribute.group(1));
    return source.startsWith(".") || source.startsWith("/") ? source : "./" + source;
  }

  /** An address with its escapes undone, never longer than before. */
  static String unescaped(String address) {
    try {
      return address.indexOf('%') < 0
          ? address
          : URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return address; // no escapes
    }
  }

  private static List<Handler> handlers(String markup) {
    List<Handler> found = new ArrayList<>();
    Matcher event = EVENT.matcher(markup);
    while (found.size() < MAX_HANDLERS && event.find()) {
      int group = event.start(2) >= 0 ? 2 : event.start(3) >= 0 ? 3 : 4;
      String code = Entities.decoded(event.group(group)); // never longer than before
      if (event.start(1) >= 0) {
        Matcher scheme = SCHEME.matcher(code);
        code = scheme.lookingAt() ? unescaped(code.substring(scheme.end())) : "";
      }
      code = code.strip();
      code = code.startsWith("return ") ? code.substring("return ".length()) : code;
      if (!code.isBlank() && !PLAIN.matcher(code).matches()) {
        found.add(new Handler(event.start(group), code));
      }
    }
    return List.copyOf(found);
  }

  /**
   * The scripts in the page with some of its handlers, each at its line.
   *
   * @param chosen of those of this page
   */
  public String scriptWith(List<Handler> chosen) {
    StringBuilder all = new StringBuilder(script);
    for (Handler each : chosen) {
      String body = each.code();
      if (body.length() + 1 <= all.length() - each.at()) {
        all.replace(each.at(), each.at() + body.length(), body);
        all.setCharAt(each.at() - 1, ';');
        all.setCharAt(each.at() + body.length(), ';');
      }
    }
    return all.toString();
  }

  /** With the letters of ASCII lower-case: of the same length. */
  private static String lower(String text) {
    char[] lower = text.toCharArray();
    for (int i = 0; i < lower.length; i++) {
      char c = lower[i];
      lower[i] = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
    return new String(lower);
  }

  private static void blank(char[] text, int from, int to) {
    for (int i = from; i < Math.min(to, text.length); i++) {
      text[i] = text[i] == '\n' ? '\n' : ' ';
    }
  }
}
