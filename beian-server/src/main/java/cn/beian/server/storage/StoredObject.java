package cn.beian.server.storage;

/**
 * Bytes that came in.
 *
 * @param sha256 their digest, in lower-case hex
 */
public record StoredObject(String sha256, long sizeBytes) {}
