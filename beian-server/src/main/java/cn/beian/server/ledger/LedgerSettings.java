package cn.beian.server.ledger;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who signs the ledger. Origin and key are fixed at the first entry.
 *
 * @param origin name of the log in its checkpoints, a URL without scheme
 * @param publishedHead file that keeps the last published size and root outside the database,
 *     beside the signing key by default. Put it where a restored backup of the data folder does not
 *     reach it, and set it as environment variable BEIAN_LEDGER_PUBLISHEDHEAD, so that beian ledger
 *     fsck sees it too
 * @param clockWasAheadUntil where the clock was once ahead and checkpoints of both ledgers carry
 *     times to come: the latest of them, as an instant like 2027-01-11T00:00:00Z. Until that time
 *     passes checkpoints are signed with the time of the last one; without it none are signed while
 *     the clock is behind the last one
 */
@ConfigurationProperties("beian.ledger")
public record LedgerSettings(
    @DefaultValue("beian.example/ledger") String origin,
    @Nullable Path publishedHead,
    @Nullable Instant clockWasAheadUntil) {}
