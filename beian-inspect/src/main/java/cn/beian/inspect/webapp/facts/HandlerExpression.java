package cn.beian.inspect.webapp.facts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Code in the attribute of an event, as {@code submit(item)} or {@code () => sign(day)}: which
 * functions it calls or hands over. Nothing of it is run or fully parsed.
 *
 * @param functions dotted names that are called or that the code consists of, in order, each once
 * @param literals its strings, in order
 */
public record HandlerExpression(List<String> functions, List<String> literals) {
  private static final int MAX_CHARS = 4_000;
  private static final Pattern STRING = Pattern.compile("'[^'\n]*'|\"[^\"\n]*\"|`[^`]*`");
  private static final String CHAIN = "[A-Za-z_$][\\w$]*+(?:(?:\\?)?\\.[A-Za-z_$][\\w$]*)*+";

  /** A chain and what makes it a call: none is looked at again from its middle. */
  private static final Pattern CALL = Pattern.compile("(" + CHAIN + ")(\\s*+(?:\\?\\.)?\\()?");

  private static final Pattern NAME = Pattern.compile(CHAIN);
  private static final Set<String> WORDS =
      Set.of(
          "if", "for", "while", "switch", "function", "return", "async", "await", "catch", "new");

  public static HandlerExpression of(String code) {
    String text = code.substring(0, Math.min(MAX_CHARS, code.length())).strip();
    List<String> literals = new ArrayList<>();
    StringBuilder rest = new StringBuilder(text);
    Matcher string = STRING.matcher(text);
    while (string.find()) {
      literals.add(text.substring(string.start() + 1, string.end() - 1));
      for (int i = string.start(); i < string.end(); i++) {
        rest.setCharAt(i, ' ');
      }
    }
    Set<String> functions = new LinkedHashSet<>();
    String bare = rest.toString().strip();
    if (NAME.matcher(bare).matches()) {
      functions.add(plain(bare));
    }
    Matcher call = CALL.matcher(rest);
    while (call.find()) {
      if (call.group(2) == null) {
        continue;
      }
      String name = plain(call.group(1));
      if (name.endsWith(".bind") || name.endsWith(".call") || name.endsWith(".apply")) {
        name = name.substring(0, name.lastIndexOf('.'));
      }
      if (!WORDS.contains(name)) {
        functions.add(name);
      }
    }
    return new HandlerExpression(List.copyOf(functions), literals);
  }

  private static String plain(String chain) {
    return chain.replace("?", "");
  }

  /** The first function, by which a person would call the handler; empty where there is none. */
  String first() {
    return functions.isEmpty() ? "" : functions.get(0);
  }
}
