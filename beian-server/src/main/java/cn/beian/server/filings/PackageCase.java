package cn.beian.server.filings;

import java.util.UUID;

/**
 * A case that was sent in with a package.
 *
 * @param organizationId unit that files
 * @param division of that unit
 */
public record PackageCase(UUID id, UUID organizationId, String division) {}
