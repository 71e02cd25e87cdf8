package cn.beian.server.testing;

import java.time.Instant;

/**
 * A package that could not be read.
 *
 * @param appId declared AppID, empty where none is needed
 * @param fileName as the first unit that sent these bytes called it
 * @param unit which that was
 * @param endedAt when reading was given up
 */
public record FailedInspection(
    String sha256,
    String appId,
    String fileName,
    long sizeBytes,
    String unit,
    Instant endedAt,
    Inspection inspection) {}
