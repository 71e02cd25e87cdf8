package cn.beian.server.filings;

/**
 * A finding of an earlier version of the same app that was dismissed, on the same evidence: a
 * proposal that a reviewer takes up or not.
 *
 * @param judgement as it was made then
 * @param number of the filing in which it was made; empty where none was given yet
 * @param sameApplication whether it was made in this application, of a package since replaced
 */
public record EarlierDismissal(Judgement judgement, String number, boolean sameApplication) {}
