package cn.beian.server.ledger;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who signs the ledger and where that is kept. Origin and key are fixed at the first entry.
 *
 * @param origin name of the log in its checkpoints, a URL without scheme
 * @param directory folder of the signing key and of the last published head, outside the database
 */
@ConfigurationProperties("beian.ledger")
public record LedgerSettings(
    @DefaultValue("beian.example/ledger") String origin,
    @DefaultValue("beian-data/ledger") Path directory) {}
