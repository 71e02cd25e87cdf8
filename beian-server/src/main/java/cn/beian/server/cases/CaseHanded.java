package cn.beian.server.cases;

import cn.beian.filing.Role;
import java.util.UUID;

/**
 * Somebody was given a case by another. Published within the transaction.
 *
 * @param procedure as the audit trail calls its cases
 * @param role by which he has it
 */
public record CaseHanded(String procedure, UUID caseId, Role role, UUID person) {}
