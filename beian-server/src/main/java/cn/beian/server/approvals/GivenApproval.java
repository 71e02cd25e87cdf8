package cn.beian.server.approvals;

/**
 * An approval that was given.
 *
 * @param authority the unit that gave it
 */
public record GivenApproval(ProjectApproval approval, String authority) {}
