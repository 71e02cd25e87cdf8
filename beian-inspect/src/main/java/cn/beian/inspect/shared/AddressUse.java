package cn.beian.inspect.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether anything may call an address that a text holds. What stands in a sentence, as in a
 * licence or a message that leads to documentation, is read and not called; a name of a format (XML
 * Names 1.0, SAX features) is compared and not called; an address of the device itself is mostly a
 * base that relative addresses are resolved against. All of these count where the code is seen to
 * use them, whatever their host; a lone address counts as called, since code may keep it anywhere.
 */
public enum AddressUse {
  /** An argument of a request, the target of a link or source, a setting. */
  USED,
  /** A constant of the whole module, a setting, or given to what may go there. */
  KEPT,
  /** Nothing is known of it. */
  UNKNOWN,
  /** Handed to something that names formats or takes addresses apart. */
  NAMED;

  /** {@link Field#ROLE} of an address that nothing calls. */
  public static final String MENTION = "mention";

  private static final Pattern FORMAT =
      Pattern.compile(
          "http://(?:www\\.w3\\.org/(?:1998/Math/MathML|1999/(?:xhtml|xlink|XSL/\\w+|02/22-rdf-[\\w-]+)"
              + "|2000/(?:svg|xmlns|01/rdf-schema|09/xmldsig)|2001/(?:XMLSchema[\\w-]*|04/\\w+|10/\\S+)"
              + "|2005/\\w+|XML/1998/namespace|ns/\\w+|TR/[\\w.-]+(?:/DTD/\\S+)?)"
              + "|schemas\\.android\\.com/\\S+|schemas\\.(?:xmlsoap|openxmlformats)\\.org/\\S+"
              + "|schemas\\.microsoft\\.com/\\S+|ns\\.adobe\\.com/\\S+"
              + "|xmlpull\\.org/v1/doc/\\S+|(?:xml|xml\\.apache|apache)\\.org/(?:sax|xml|xslt|xalan)\\S*)[/#]?");
  private static final Pattern DEVICE =
      Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[::1\\]");
  private static final Pattern WORD = Pattern.compile("\\p{IsHan}{2}|\\p{L}{2,}");

  /** Before an address that markup or code in a text puts to use: an attribute, a literal. */
  private static final String OPENERS = "\"'=`";

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final int FEW_WORDS = 3;
  private static final int FEW_SIGNS = 4;

  /**
   * Adds URL and DOMAIN facts of one address, unless it is only the name of a format.
   *
   * @param text that it stands in
   * @param from where in the text it begins
   * @param url as it stands there
   * @param host of it
   */
  public void add(
      FactSink facts,
      Origin origin,
      String screen,
      Locator at,
      String text,
      int from,
      String url,
      String host) {
    String plain = host.toLowerCase(Locale.ROOT);
    if (this != USED && FORMAT.matcher(url).matches()) {
      return;
    }
    boolean mention =
        this == NAMED
            || isInSentence(text, from, url)
            || (this == UNKNOWN && DEVICE.matcher(plain).matches());
    facts.add(FactKind.URL, origin, screen, at, values(Field.TEXT, url, mention));
    facts.add(FactKind.DOMAIN, origin, screen, at, values(Field.NAME, plain, mention));
  }

  private static Map<Field, Object> values(Field field, String value, boolean mention) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(field, value);
    if (mention) {
      values.put(Field.ROLE, MENTION);
    }
    return values;
  }

  /** Whether words stand around the address, and nothing that would put it to use. */
  private static boolean isInSentence(String text, int from, String url) {
    if (text.length() == url.length()
        || (from > 0 && OPENERS.indexOf(text.charAt(from - 1)) >= 0)) {
      return false;
    }
    String rest = text.substring(0, from) + ' ' + text.substring(from + url.length());
    boolean words =
        rest.strip().indexOf(' ') >= 0
            && WORD.matcher(rest).results().limit(FEW_WORDS).count() == FEW_WORDS;
    return words || HAN.matcher(rest).results().limit(FEW_SIGNS).count() == FEW_SIGNS;
  }
}
