package cn.beian.server.intake;

import java.time.Instant;
import java.util.UUID;

/**
 * A package as it was handed in.
 *
 * @param sha256 of its bytes, lower-case hex; also its place in the object store
 * @param appId AppID that the uploader declared; empty where none is needed
 */
public record StoredPackage(
    UUID id,
    UUID organizationId,
    UUID uploadedBy,
    Instant uploadedAt,
    String fileName,
    String sha256,
    long sizeBytes,
    String appId) {}
