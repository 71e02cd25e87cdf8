package cn.beian.server.ledger;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who signs the ledger. Origin and key are fixed at the first entry.
 *
 * @param origin name of the log in its checkpoints, a URL without scheme
 */
@ConfigurationProperties("beian.ledger")
public record LedgerSettings(@DefaultValue("beian.example/ledger") String origin) {}
