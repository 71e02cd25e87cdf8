package cn.beian.server.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ledger that keeps the heads of the audit trail. Origin and key are fixed at the first entry.
 *
 * @param origin name of that log in its checkpoints, a URL without scheme; another than that of the
 *     register
 * @param publishedHead file that keeps its last signed size and root outside the database, beside
 *     its key in {@code audit} of the data folder by default; as environment variable
 *     BEIAN_AUDIT_PUBLISHEDHEAD it is seen by beian audit verify too
 */
@ConfigurationProperties("beian.audit")
public record AuditSettings(
    @DefaultValue("beian.example/audit") String origin, @Nullable Path publishedHead) {}
