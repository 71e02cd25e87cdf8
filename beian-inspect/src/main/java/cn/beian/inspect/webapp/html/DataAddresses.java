package cn.beian.inspect.webapp.html;

import cn.beian.inspect.markup.Entities;
import cn.beian.inspect.markup.TextBytes;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scripts and pages that are written in an address (RFC 2397: {@code data:text/html;base64,…}). */
final class DataAddresses {
  private static final String SCHEME = "data:";
  private static final String BASE64 = ";base64";

  /** A page in a frame, in quotes. */
  private static final Pattern PAGE =
      Pattern.compile(
          "(?i)([\"'])\\s{0,9}(data:(?:text/html|application/xhtml\\+xml)[^,\"']{0,100},[^\"']*)\\1");

  /** Pages in each other are taken apart so deep. */
  static final int MAX_DEPTH = 3;

  private DataAddresses() {}

  /**
   * A page with the pages in its frames behind it.
   *
   * @param text of which what stands in {@code srcdoc} is blank where it was
   * @param whole false where there are pages in it that are deeper than is read
   */
  record Unfolded(String text, boolean whole) {}

  static Unfolded unfolded(String page) {
    StringBuilder text = new StringBuilder(page);
    int from = 0;
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
      List<String> found = SourceDocuments.taken(text, from);
      Matcher frame = PAGE.matcher(text);
      for (boolean next = frame.find(from); next; next = frame.find()) {
        content(Entities.decoded(frame.group(2))).ifPresent(found::add);
      }
      if (found.isEmpty() || depth == MAX_DEPTH) {
        return new Unfolded(text.toString(), found.isEmpty());
      }
      from = text.length();
      found.forEach(each -> text.append('\n').append(each));
    }
    return new Unfolded(text.toString(), false);
  }

  /**
   * What is written in the value of an attribute; empty where that is no such address.
   *
   * @param at where the value begins, behind its quote
   */
  static Optional<String> content(String attributes, int at) {
    if (!attributes.regionMatches(true, at, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    char quote = attributes.charAt(at - 1);
    int end = quote == '"' || quote == '\'' ? attributes.indexOf(quote, at) : -1;
    return content(Entities.decoded(attributes.substring(at, end < 0 ? attributes.length() : end)));
  }

  /** What an address holds; empty where it is no such address. */
  static Optional<String> content(String address) {
    int comma = address.indexOf(',');
    if (comma < 0) {
      return Optional.empty();
    }
    String body = HtmlFile.unescaped(address.substring(comma + 1));
    if (!address.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(BASE64)) {
      return Optional.of(body);
    }
    try {
      return Optional.of(TextBytes.of(Base64.getMimeDecoder().decode(body)).text());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
