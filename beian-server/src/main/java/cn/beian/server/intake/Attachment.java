package cn.beian.server.intake;

import java.time.Instant;
import java.util.UUID;

/**
 * A document beside an application; {@code mediaType} was found from its content, not believed from
 * its name.
 */
public record Attachment(
    UUID id,
    UUID organizationId,
    UUID uploadedBy,
    Instant uploadedAt,
    String fileName,
    String mediaType,
    String sha256,
    long sizeBytes) {}
