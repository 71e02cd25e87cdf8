package cn.beian.inspect.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import java.util.Map;
import java.util.regex.Pattern;

/** Paths of servers, and texts that may be keys, among the texts of the app's own code. */
public final class LiteralFacts {
  private static final Pattern PATH = Pattern.compile("/?[A-Za-z][\\w.-]*(/[\\w.{}-]+)+/?");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/=_-]{20,128}");
  private static final int MIN_KEY = 20;
  private static final int MAX_PATH = 200;

  private LiteralFacts() {}

  /** Adds a URL_PATH or CONST_STRING fact where the text looks like either. */
  public static void add(FactSink facts, String text, Locator at) {
    if (text.length() < MAX_PATH && text.indexOf('/') >= 0 && PATH.matcher(text).matches()) {
      facts.add(FactKind.URL_PATH, at, Map.of(Field.TEXT, text));
    } else if (text.length() >= MIN_KEY && hasDigit(text) && KEY.matcher(text).matches()) {
      facts.add(FactKind.CONST_STRING, at, Map.of(Field.TEXT, text));
    }
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        return true;
      }
    }
    return false;
  }
}
