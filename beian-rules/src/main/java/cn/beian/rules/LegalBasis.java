package cn.beian.rules;

import java.time.LocalDate;

/**
 * Where the law demands what a rule checks.
 *
 * @param instrument Chinese title of the law, measure or standard
 * @param article as cited; empty where it could not be checked and the instrument alone is cited
 * @param requirement our R-number, empty where there is none
 * @param effectiveFrom when the instrument took effect
 * @param checkedOn when number and wording were last compared with a public text
 */
public record LegalBasis(
    String instrument,
    String article,
    String requirement,
    LocalDate effectiveFrom,
    LocalDate checkedOn) {}
