package cn.beian.rules;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

/**
 * Where the law demands what a rule checks.
 *
 * @param instrument Chinese title of the law, measure or standard
 * @param article as cited; empty where it could not be checked and the instrument alone is cited
 * @param requirement our R-number, empty where there is none
 * @param reading whether this is our own reading of the requirement: no text known to us asks for
 *     it
 * @param effectiveFrom when the instrument took effect
 * @param checkedOn when number and wording were last compared with a public text
 */
public record LegalBasis(
    String instrument,
    String article,
    String requirement,
    boolean reading,
    LocalDate effectiveFrom,
    LocalDate checkedOn) {

  /** Instrument and article; of a reading, that it is one and of which requirement. */
  public String text(Locale locale) {
    String source = (instrument + ' ' + article).strip();
    return reading
        ? new Reason("basis.reading", Map.of("source", source, "requirement", requirement))
            .text(locale)
        : source;
  }
}
