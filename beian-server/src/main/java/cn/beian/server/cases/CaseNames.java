package cn.beian.server.cases;

/**
 * What a procedure is called.
 *
 * @param acts before the name of each act in the audit trail
 * @param subject its cases in the audit trail
 * @param messages before the keys of its problems: {@code <messages>.problem.state} and {@code
 *     .prepared}; what all procedures word alike is under {@code cases.problem}
 * @param page address of a case without its id
 */
public record CaseNames(String acts, String subject, String messages, String page) {}
