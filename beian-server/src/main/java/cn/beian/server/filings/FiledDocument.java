package cn.beian.server.filings;

import java.util.UUID;

/**
 * A document of another application of the unit that was accepted.
 *
 * @param number of that filing, as the system counts
 */
public record FiledDocument(
    String field, UUID attachmentId, String fileName, String number, String appName) {}
