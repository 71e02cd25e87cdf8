package cn.beian.server.identity;

import java.util.UUID;

/**
 * Somebody is to get roles; published in the transaction that asks for it.
 *
 * @param organization unit of the account
 * @param region in which the roles are to act
 */
public record RolesAsked(UUID request, UUID organization, String region) {}
