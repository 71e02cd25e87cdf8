package cn.beian.report;

import cn.beian.facts.FactKind;
import cn.beian.rules.Evidence;
import java.util.Locale;

/**
 * What a piece of evidence says to a person: before what stands there, what the rule says of it; of
 * an anomaly a sentence in place of its code and its detail.
 */
public final class EvidenceText {
  private static final String BECAUSE = "why.because";

  private static final Messages CHINESE = Messages.in(Locale.CHINESE);
  private static final Messages ENGLISH = Messages.in(Locale.ENGLISH);

  private EvidenceText() {}

  /** In the language of the locale; the matched term stands in it as it stands in the evidence. */
  public static String of(Evidence evidence, Locale locale) {
    String because =
        evidence.why().code().equals(BECAUSE) ? evidence.why().text(locale).strip() : "";
    String text = evidence.text();
    if (evidence.kind() == FactKind.ANOMALY) {
      return anomaly(text, because, locale);
    }
    return because.isEmpty() || text.isEmpty()
        ? because + text
        : in(locale).text("evidence.because", because, text);
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
    return in(locale).nameOf("anomaly.is.", code);
  }

  /** What an anomaly adds to its sentence: what it names, never a sentence of the reader. */
  public static String named(String code, String detail) {
    String added = detail.strip();
    if (CHINESE.nameOf("anomaly.is.", code).equals(code)) {
      return added;
    }
    int blank = added.lastIndexOf(' ');
    if (blank < 0 || !isProse(added, blank)) {
      return added;
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
    String named = named(code, blank < 0 ? "" : text.substring(blank));
    return named.isEmpty() ? said : said + " " + named;
  }

  private static Messages in(Locale locale) {
    return Messages.isChinese(locale) ? CHINESE : ENGLISH;
  }
}
