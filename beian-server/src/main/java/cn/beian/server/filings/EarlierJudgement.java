package cn.beian.server.filings;

/**
 * A judgement of the same rule in another application.
 *
 * @param appName of the app that was judged
 * @param number of its filing; empty where none was given yet
 */
public record EarlierJudgement(Judgement judgement, String appName, String number) {}
