package cn.beian.server.personal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Encryption of personal data in the database.
 *
 * @param key file with the key that encrypts contact details, second factors and webhooks in the
 *     database, {@code keys/personal.key} in the data folder by default, where it is made at the
 *     first start. All nodes that share a database need the same one; keep a copy apart from the
 *     database and its backups
 */
@ConfigurationProperties("beian.personal")
public record PersonalSettings(@Nullable Path key) {}
