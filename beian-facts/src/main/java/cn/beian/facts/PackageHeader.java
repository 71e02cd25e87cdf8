package cn.beian.facts;

/**
 * The package that a set of facts was read from, and what read it.
 *
 * @param format package format: {@code apk}, {@code wechat-source}, …
 * @param framework framework the app was built with: {@code native}, {@code uni-app}, …
 * @param sha256 digest of the package, lower-case hex; for a folder, the digest over its sorted
 *     (path, digest) list
 * @param sm3 the same with SM3 (GB/T 32905)
 * @param sizeBytes size of the package; for a folder, the total
 * @param inspector version of the inspector
 * @param catalogue digest of the catalogue of SDKs and packers, lower-case hex
 * @param limits the limits in force, in canonical text form
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
