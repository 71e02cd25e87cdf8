package cn.beian.server.filings;

import java.util.UUID;

/**
 * A filed version of an app.
 *
 * @param packageId under which it was taken in
 * @param number of the filing
 * @param appId app that it is of
 */
public record FiledVersion(UUID packageId, String number, UUID appId) {}
