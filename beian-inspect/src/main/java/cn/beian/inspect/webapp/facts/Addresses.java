package cn.beian.inspect.webapp.facts;

import static cn.beian.facts.FactKind.URL_PATH;

import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.shared.AddressUse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Network addresses in texts; the host stands behind the user name, if there is one. What of a
 * script or of markup uses one is told by the call, key or attribute that it stands in.
 */
final class Addresses {
  private static final Pattern URL_FORM =
      Pattern.compile(
          "(?:https?|wss?|ftp)://(?:[^\\s'\"<>）)/?#@\\\\]*@)?"
              + "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\])[^\\s'\"<>）)]*");
  private static final Pattern PATH_FORM =
      Pattern.compile("/?[A-Za-z][A-Za-z0-9_-]*(?:/[A-Za-z0-9_.{}:-]+)+/?(?:\\?[^\\s]*)?");
  private static final Pattern FILE =
      Pattern.compile(
          "(?i).*\\.(?:png|jpe?g|gif|svg|webp|bmp|ico|mp3|mp4|wav|ttf|woff2?|js|ts|wxs|wxss|css|json|wxml)");

  /** Calls, in lower case, that compare names of formats or take addresses apart. */
  private static final Set<String> NAMING =
      Set.of("url", "createdocument", "createdocumenttype", "lookupnamespaceuri", "lookupprefix");

  /** Calls, in lower case, that can only go to the address they are given. */
  private static final Pattern REQUEST =
      Pattern.compile(".*(?:request|fetch|ajax|axios|upload|download|socket|beacon)");

  /** Calls, in lower case, that go to an address, or do the like with other things. */
  private static final Pattern MAYBE_REQUEST =
      Pattern.compile(
          ".*(?:http|load|navigate|redirect)"
              + "|get|post|put|delete|patch|open|connect|assign|replace|use|src");

  /** Names, in lower case, of what holds an address that is used. */
  private static final Pattern SETTING =
      Pattern.compile(
          ".*(?:url|uri|host|server|domain|endpoint|api|root|base|path|src|href|action|proxy|target)");

  private Addresses() {}

  /** What a script does with a text that it holds. */
  static AddressUse use(Literal literal) {
    String call = literal.call();
    String last = call.substring(call.lastIndexOf('.') + 1);
    String lower = last.toLowerCase(Locale.ROOT);
    if (NAMING.contains(lower) || last.endsWith("NS")) {
      return AddressUse.NAMED;
    }
    if (REQUEST.matcher(lower).matches()) {
      return AddressUse.USED;
    }
    boolean kept =
        MAYBE_REQUEST.matcher(lower).matches()
            || SETTING.matcher(literal.key().toLowerCase(Locale.ROOT)).matches()
            || (call.isEmpty() && literal.function().isEmpty());
    return kept ? AddressUse.KEPT : AddressUse.UNKNOWN;
  }

  /** What an element does with the value of an attribute. */
  static AddressUse use(String attribute) {
    if (attribute.equals("xmlns") || attribute.startsWith("xmlns:")) {
      return AddressUse.NAMED;
    }
    return SETTING.matcher(attribute.toLowerCase(Locale.ROOT)).matches()
        ? AddressUse.USED
        : AddressUse.UNKNOWN;
  }

  /** Adds URL and DOMAIN facts for all addresses in the text; true where there was one. */
  static boolean add(
      FactSink facts, Origin origin, String screen, Locator at, String text, AddressUse use) {
    if (!text.contains("://")) {
      return false;
    }
    Matcher url = URL_FORM.matcher(text);
    boolean found = false;
    while (url.find()) {
      found = true;
      use.add(facts, origin, screen, at, text, url.start(), url.group(), url.group(1));
    }
    return found;
  }

  /** Adds a URL_PATH fact where the text is the path of a service; true where it was one. */
  static boolean addPath(FactSink facts, Origin origin, String screen, Locator at, String text) {
    if (text.length() > 200 || text.indexOf('/') < 0 || !PATH_FORM.matcher(text).matches()) {
      return false;
    }
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    if (FILE.matcher(path).matches() || isMediaType(path)) {
      return false;
    }
    facts.add(URL_PATH, origin, screen, at, Map.of(Field.TEXT, path));
    return true;
  }

  private static boolean isMediaType(String path) {
    return path.startsWith("application/")
        || path.startsWith("text/")
        || path.startsWith("image/")
        || path.startsWith("multipart/")
        || path.startsWith("video/")
        || path.startsWith("audio/");
  }
}
