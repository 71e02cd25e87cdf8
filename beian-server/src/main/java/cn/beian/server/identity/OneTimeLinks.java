package cn.beian.server.identity;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links that may be used once. The database knows only the digest of a token. */
@Component
class OneTimeLinks {
  private static final int TOKEN_BYTES = 32;
  private static final int MOST_ATTEMPTS = 5;
  private static final UUID NOBODY = new UUID(0, 0);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Clock clock;
  private final BeianSettings settings;
  private final RegisterStandings standings;

  OneTimeLinks(JdbcClient jdbc, Clock clock, BeianSettings settings, RegisterStandings standings) {
    this.standings = standings;
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
  @Transactional
  String open(Purpose purpose, @Nullable UUID accountId) {
    return open(purpose, accountId, null);
  }

  /**
   * As {@link #open(Purpose, UUID)}.
   *
   * @param code digest of a code without which the link is of no use; null for none
   */
  @Transactional
  String open(Purpose purpose, @Nullable UUID accountId, @Nullable String code) {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    jdbc.sql(
            """
            insert into one_time_link (token_sha256, purpose, account_id, expires_at, code_sha256)
              values (:token, :purpose, :account, :expires, :code)
            """)
        .param("code", code, java.sql.Types.VARCHAR)
        .param("token", Sha256Hex.of(token))
        .param("purpose", purpose.name())
        .param("account", accountId, java.sql.Types.OTHER)
        .param("expires", at(clock.instant()).plus(settings.linkLifetime()))
        .update();
    record(Optional.ofNullable(accountId));
    return token;
  }

  /** The account of a link that may still be used; an all-zero id for a set-up link. */
  Optional<UUID> find(Purpose purpose, String token) {
    return jdbc.sql(
            """
            select coalesce(account_id, :nobody) from one_time_link
              where token_sha256 = :tokenSha256 and purpose = :purpose and used_at is null
              and expires_at > :expiresAt and attempts < :attempts
            """)
        .param("nobody", NOBODY)
        .param("tokenSha256", Sha256Hex.of(token))
        .param("purpose", purpose.name())
        .param("expiresAt", at(clock.instant()))
        .param("attempts", MOST_ATTEMPTS)
        .query(UUID.class)
        .optional();
  }

  /** Whether a link is of use only with a code. */
  boolean asksCode(String token) {
    return jdbc.sql(
            """
            select exists (select 1 from one_time_link where token_sha256 = :tokenSha256
              and code_sha256 is not null)
            """)
        .param("tokenSha256", Sha256Hex.of(token))
        .query(Boolean.class)
        .single();
  }

  /**
   * Tries the code of a link, outside of any transaction, so that a wrong try counts. After {@value
   * #MOST_ATTEMPTS} the link is of no use.
   */
  boolean tryCode(String token, String code) {
    return jdbc.sql(
            """
            update one_time_link set attempts = attempts + 1
             where token_sha256 = :tokenSha256 and code_sha256 is not null
               and attempts < :attempts
            returning code_sha256
            """)
        .param("tokenSha256", Sha256Hex.of(token))
        .param("attempts", MOST_ATTEMPTS)
        .query(String.class)
        .optional()
        .filter(ShortCode.digest(code)::equals)
        .isPresent();
  }

  /**
   * Uses a link; false when it is unknown, used or expired. Of two at the same moment only one is
   * told true.
   */
  @Transactional
  boolean use(Purpose purpose, String token) {
    Optional<UUID> account =
        jdbc.sql(
                """
                update one_time_link set used_at = :usedAt where token_sha256 = :tokenSha256
                  and purpose = :purpose and used_at is null and expires_at > :usedAt
                  returning coalesce(account_id, :nobody)
                """)
            .param("usedAt", at(clock.instant()))
            .param("tokenSha256", Sha256Hex.of(token))
            .param("purpose", purpose.name())
            .param("nobody", NOBODY)
            .query(UUID.class)
            .optional();
    record(account.filter(one -> !one.equals(NOBODY)));
    return account.isPresent();
  }

  private void record(Optional<UUID> account) {
    account.ifPresent(id -> standings.record(StandingKind.LINK, id.toString()));
  }

  /** Ends all open links of a person. */
  @Transactional
  void endAll(UUID accountId) {
    int ended =
        jdbc.sql(
                """
                update one_time_link set used_at = :usedAt where account_id = :accountId
                  and used_at is null
                """)
            .param("usedAt", at(clock.instant()))
            .param("accountId", accountId)
            .update();
    if (ended > 0) {
      record(Optional.of(accountId));
    }
  }

  /** Ends all open links of a purpose. */
  void endAll(Purpose purpose) {
    jdbc.sql(
            """
            update one_time_link set used_at = :usedAt where purpose = :purpose
              and used_at is null
            """)
        .param("usedAt", at(clock.instant()))
        .param("purpose", purpose.name())
        .update();
  }
}
