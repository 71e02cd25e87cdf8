package cn.beian.facts;

/**
 * What a set of facts was read from and by what.
 *
 * @param format of the package: {@code apk}, {@code wechat-source}, …
 * @param framework the app was made with: {@code native}, {@code uni-app}, …
 * @param sha256 digest of the package, lower-case hex; of a folder, the digest over its sorted
 *     (path, digest) list
 * @param sm3 the same with SM3 (GB/T 32905)
 * @param sizeBytes of the package; of a folder, the sum
 * @param inspector version of the inspector
 * @param catalogue digest of the catalogue of SDKs and packers, lower-case hex
 * @param limits the limits that were in force, in their canonical text
 */
public record PackageHeader(
    String format,
    String framework,
    String sha256,
    String sm3,
    long sizeBytes,
    String inspector,
    String catalogue,
    String limits) {}
