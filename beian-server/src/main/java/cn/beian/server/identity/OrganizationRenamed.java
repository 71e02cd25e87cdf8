package cn.beian.server.identity;

import java.util.UUID;

/** A unit has another name; published in the transaction that gives it. */
public record OrganizationRenamed(UUID id, String name) {}
