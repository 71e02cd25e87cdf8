package cn.beian.report;

import cn.beian.facts.FactKind;
import cn.beian.facts.Unread;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Evidence;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a piece of evidence says to a person: before what stands there, what the rule says of it; of
 * what readers say in words of their own a sentence in the language of the person.
 */
public final class EvidenceText {
  private static final String BECAUSE = "why.because";

  /** Anomalies of which there are many: apksig has some hundred of its own for signatures. */
  private static final Pattern OF_MANY = Pattern.compile("(signature-|template_).*");

  /** Words that stand in sentences of the readers, not in names. */
  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?s)[^:/]*\\b(?:a|and|are|cannot|for|holds|is|not|of|says|than|the|to)\\b[^:/]*");

  private static final Pattern SYSTEMS = Pattern.compile("API (from|up to) (24|28|23)(?: on)?");
  private static final Pattern CERTIFICATE =
      Pattern.compile("(?s)([0-9]{4}-[0-9-]{5}T[0-9:.]+Z)/([0-9]{4}-[0-9-]{5}T[0-9:.]+Z) (.*)");
  private static final Pattern LIBRARY = Pattern.compile("(?s)(.*) \\[(.*)]");

  private static final Messages CHINESE = Messages.in(Locale.CHINESE);
  private static final Messages ENGLISH = Messages.in(Locale.ENGLISH);

  /** Stands behind a value that nothing states. */
  private static final String DEFAULT = " (default)";

  private EvidenceText() {}

  /** In the language of the locale; the matched term stands in it as it stands in the evidence. */
  public static String of(Evidence evidence, Locale locale) {
    String because =
        evidence.why().code().startsWith(BECAUSE) ? evidence.why().text(locale).strip() : "";
    String text = evidence.text();
    if (evidence.kind() == FactKind.ANOMALY) {
      return anomaly(text, because, locale);
    }
    if (evidence.kind() == FactKind.COVERAGE) {
      return coverage(text, because, locale);
    }
    boolean told = !because.isEmpty() && evidence.kind() == FactKind.IDENTITY && isNamed(text);
    String said = told ? "" : said(evidence.kind(), text, in(locale));
    return because.isEmpty() || said.isEmpty()
        ? because + said
        : in(locale).text("evidence.because", because, said);
  }

  /** What stands there, where readers say it in words of their own; else the text as it is. */
  private static String said(FactKind kind, String text, Messages messages) {
    return switch (kind) {
      case IDENTITY -> identity(text, messages);
      case CERTIFICATE -> certificate(text, messages);
      case NATIVE_LIB -> library(text, messages);
      case SIGNATURE_SCHEME -> scheme(text, messages);
      default -> text;
    };
  }

  /** Of {@code name = value}; a name that nothing is said of stays. */
  private static String identity(String text, Messages messages) {
    if (text.endsWith(DEFAULT)) {
      String stated = text.substring(0, text.length() - DEFAULT.length());
      return messages.text("identity.default", identity(stated, messages));
    }
    int equals = text.indexOf(" = ");
    String name = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 3);
    String words = messages.nameOf("identity.", name + '.' + value);
    if (!words.equals(name + '.' + value)) {
      return words;
    }
    return messages.has("identity." + name)
        ? messages.text("identity." + name, ChinaTime.of(value))
        : text;
  }

  /** Whether it is a property whose value has words of its own, which a rule says as well. */
  private static boolean isNamed(String text) {
    return CHINESE.has("identity." + text.replace(" = ", "."));
  }

  private static String certificate(String text, Messages messages) {
    Matcher dated = CERTIFICATE.matcher(text);
    return dated.matches()
        ? messages.text(
            "certificate.dated",
            ChinaTime.dayOf(dated.group(1)),
            ChinaTime.dayOf(dated.group(2)),
            dated.group(3))
        : text;
  }

  private static String library(String text, Messages messages) {
    Matcher built = LIBRARY.matcher(text);
    if (!built.matches()) {
      return text;
    }
    return built.group(2).isEmpty()
        ? built.group(1)
        : messages.text("library.built", built.group(1), built.group(2));
  }

  private static String scheme(String text, Messages messages) {
    int blank = text.indexOf(' ');
    String name = messages.nameOf("scheme.", blank < 0 ? text : text.substring(0, blank));
    return blank < 0
        ? name
        : messages.text(
            "evidence.because",
            name,
            CoverageSummary.why("signature", text.substring(blank + 1), messages.locale()));
  }

  /** Of the part and why it was not read; what a rule says of it is said first. */
  private static String coverage(String text, String because, Locale locale) {
    int blank = text.indexOf(' ');
    String part = blank < 0 ? text : text.substring(0, blank);
    String said = because.isEmpty() ? in(locale).nameOf("coverage.", part) : because;
    return blank < 0
        ? said
        : in(locale)
            .text(
                "evidence.because",
                said,
                CoverageSummary.why(part, text.substring(blank + 1), locale));
  }

  /** The same, in quotation marks where it stands in the package word for word. */
  static String quoted(Evidence evidence, Messages messages) {
    String told = of(evidence, messages.locale());
    return told.isEmpty() || !told.equals(evidence.text())
        ? told
        : messages.text("evidence.quote", told);
  }

  /** The same evidence with the text that a person reads. */
  public static Evidence told(Evidence evidence, Locale locale) {
    return new Evidence(
        evidence.at(),
        evidence.screen(),
        of(evidence, locale),
        evidence.term(),
        evidence.kind(),
        evidence.why());
  }

  /** What an anomaly is, by its code; the code itself where nothing is said of it. */
  public static String anomaly(String code, Locale locale) {
    Messages messages = in(locale);
    Matcher many = OF_MANY.matcher(code);
    return many.matches() && !messages.has("anomaly.is." + code)
        ? messages.text("anomaly.is." + many.group(1) + "other")
        : messages.nameOf("anomaly.is.", code);
  }

  /** What an anomaly adds to its sentence: what it names, never a sentence of the reader. */
  public static String named(String code, String detail, Locale locale) {
    String added = detail.strip();
    Matcher systems = SYSTEMS.matcher(added);
    if (systems.matches()) {
      return in(locale).text("systems." + systems.group(1).charAt(0) + systems.group(2));
    }
    if (anomaly(code, locale).equals(code)) {
      return added;
    }
    Optional<Unread.Said> said = Unread.of(added);
    if (said.isPresent()) {
      return said.get().named();
    }
    int blank = added.lastIndexOf(' ');
    if (blank < 0 || !isProse(added, blank)) {
      boolean english = blank >= 0 && SENTENCE.matcher(added).matches();
      return english && Messages.isChinese(locale) ? "" : added;
    }
    String last = added.substring(blank + 1);
    if (isProse(last, last.length())) {
      return "";
    }
    return last.chars().anyMatch(c -> c == '.' || c == ':' || c == '/') ? last : added;
  }

  /** Whether up to there words of the reader stand alone; a loop, as names may be of any length. */
  private static boolean isProse(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && c != ' ' && c != '\'' && c != ',' && c != '-') {
        return false;
      }
    }
    return end > 0;
  }

  /** Of the code, a blank and the detail. */
  private static String anomaly(String text, String because, Locale locale) {
    int blank = text.indexOf(' ');
    String code = blank < 0 ? text : text.substring(0, blank);
    String said = because.isEmpty() ? anomaly(code, locale) : because;
    String named = named(code, blank < 0 ? "" : text.substring(blank), locale);
    if (named.isEmpty()) {
      return said;
    }
    return because.isEmpty()
        ? said + " " + named
        : in(locale).text("evidence.because", said, named);
  }

  private static Messages in(Locale locale) {
    return Messages.isChinese(locale) ? CHINESE : ENGLISH;
  }
}
