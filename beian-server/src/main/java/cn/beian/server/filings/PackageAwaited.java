package cn.beian.server.filings;

import java.util.UUID;

/**
 * A package was put into an application, which waits for it where it is not read yet. What ends
 * reading before that is committed finds nobody waiting.
 */
public record PackageAwaited(UUID packageId) {}
