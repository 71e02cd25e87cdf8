package cn.beian.server.testing;

import cn.beian.rules.Context;
import cn.beian.rules.TestResult;
import java.time.Instant;
import java.util.UUID;

/**
 * A rulebook applied to a package.
 *
 * @param resultDigest SHA-256 of the canonical JSON result: the digest of record
 */
public record TestRun(
    UUID id,
    UUID packageId,
    TestResult result,
    String resultDigest,
    Context context,
    Instant ranAt) {}
