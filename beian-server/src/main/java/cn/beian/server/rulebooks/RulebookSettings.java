package cn.beian.server.rulebooks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The rulebook.
 *
 * @param key file with the Ed25519 key pair (PEM) that signs versions of the rulebook, {@code
 *     rulebook/signing.key} in the data folder by default, where it is made at the first start. All
 *     nodes that share a database need the same one; keep a copy apart from the database
 */
@ConfigurationProperties("beian.rulebook")
public record RulebookSettings(@Nullable Path key) {}
