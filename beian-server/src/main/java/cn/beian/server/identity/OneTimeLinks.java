package cn.beian.server.identity;

import cn.beian.server.BeianSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links that may be used once. The database knows only the digest of a token. */
@Component
class OneTimeLinks {
  private static final int TOKEN_BYTES = 32;
  private static final UUID NOBODY = new UUID(0, 0);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Clock clock;
  private final BeianSettings settings;

  OneTimeLinks(JdbcClient jdbc, Clock clock, BeianSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  enum Purpose {
    SET_UP,
    INVITATION,
    RECOVERY
  }

  /** A new token, 64 hex digits. */
  String open(Purpose purpose, @Nullable UUID accountId) {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    jdbc.sql(
            "INSERT INTO one_time_link (token_sha256, purpose, account_id, expires_at) VALUES (:token, :purpose, :account, :expires)")
        .param("token", digest(token))
        .param("purpose", purpose.name())
        .param("account", accountId, java.sql.Types.OTHER)
        .param("expires", now().plus(settings.linkLifetime()))
        .update();
    return token;
  }

  /** The account of a link that may still be used; an all-zero id for a set-up link. */
  Optional<UUID> find(Purpose purpose, String token) {
    return jdbc.sql(
            "SELECT coalesce(account_id, ?) FROM one_time_link WHERE token_sha256 = ? AND purpose = ? AND used_at IS NULL AND expires_at > ?")
        .params(NOBODY, digest(token), purpose.name(), now())
        .query(UUID.class)
        .optional();
  }

  /**
   * Uses a link; false when it is unknown, used or expired. Of two at the same moment only one is
   * told true.
   */
  boolean use(Purpose purpose, String token) {
    return jdbc.sql(
                "UPDATE one_time_link SET used_at = ? WHERE token_sha256 = ? AND purpose = ? AND used_at IS NULL AND expires_at > ?")
            .params(now(), digest(token), purpose.name(), now())
            .update()
        == 1;
  }

  /** Ends all open links of a person. */
  void endAll(UUID accountId) {
    jdbc.sql("UPDATE one_time_link SET used_at = ? WHERE account_id = ? AND used_at IS NULL")
        .params(now(), accountId)
        .update();
  }

  /** Ends all open links of a purpose. */
  void endAll(Purpose purpose) {
    jdbc.sql("UPDATE one_time_link SET used_at = ? WHERE purpose = ? AND used_at IS NULL")
        .params(now(), purpose.name())
        .update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String digest(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
