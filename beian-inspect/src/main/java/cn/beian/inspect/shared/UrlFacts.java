package cn.beian.inspect.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs and the hosts in them, which stand behind the user name if there is one: {@code
 * https://good.example@evil.example/} leads to the second. Of those that nothing calls, {@link
 * AddressUse} tells.
 */
public final class UrlFacts {
  private static final Pattern URL =
      Pattern.compile(
          "(?:https?|wss?|ftp)://(?:[^\\s\"'<>/?#@\\\\]*@)?"
              + "([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])[^\\s\"'<>]*");
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(:\\d{1,5})?");

  private UrlFacts() {}

  /** Adds URL and DOMAIN facts; false where the text holds none. */
  public static boolean add(FactSink facts, String text, Origin origin, Locator at) {
    if (text.length() < 16 && ADDRESS.matcher(text).matches() && isAddress(text)) {
      facts.add(FactKind.DOMAIN, origin, "", at, Map.of(Field.NAME, text.replaceAll(":.*", "")));
      return true;
    }
    if (!text.contains("://")) {
      return false;
    }
    boolean any = false;
    Matcher matcher = URL.matcher(text);
    while (matcher.find()) {
      AddressUse.UNKNOWN.add(
          facts, origin, "", at, text, matcher.start(), matcher.group(), matcher.group(1));
      any = true;
    }
    return any;
  }

  /** Four numbers up to 255 that do not look like a version: the first is above nine. */
  private static boolean isAddress(String text) {
    String[] parts = text.replaceAll(":.*", "").split("\\.", -1);
    for (String part : parts) {
      if (Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return Integer.parseInt(parts[0]) > 9;
  }
}
