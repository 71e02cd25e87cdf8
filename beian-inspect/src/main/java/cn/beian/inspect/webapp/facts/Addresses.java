package cn.beian.inspect.webapp.facts;

import static cn.beian.facts.FactKind.DOMAIN;
import static cn.beian.facts.FactKind.URL;
import static cn.beian.facts.FactKind.URL_PATH;

import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.shared.UrlFacts;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Network addresses in texts; the host stands behind the user name, if there is one. Names of XML
 * namespaces are none.
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

  private Addresses() {}

  /** Adds URL and DOMAIN facts for all addresses in the text; true where there was one. */
  static boolean add(FactSink facts, Origin origin, String screen, Locator at, String text) {
    if (!text.contains("://")) {
      return false;
    }
    Matcher url = URL_FORM.matcher(text);
    boolean found = false;
    while (url.find()) {
      found = true;
      String host = url.group(1).toLowerCase(Locale.ROOT);
      if (!UrlFacts.isNamespace(host)) {
        facts.add(URL, origin, screen, at, Map.of(Field.TEXT, url.group()));
        facts.add(DOMAIN, origin, screen, at, Map.of(Field.NAME, host));
      }
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
