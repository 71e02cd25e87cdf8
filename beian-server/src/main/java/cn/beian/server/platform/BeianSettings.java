package cn.beian.server.platform;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set.
 *
 * @param dataDir folder of the embedded database, packages and keys
 * @param demo whether the demo country is loaded; only on a loopback address
 * @param publicUrl address under which the public reaches this server, used in links, certificates
 *     and QR codes; without it the address the server is bound to
 * @param linkLifetime how long a set-up, invitation or recovery link may be used
 * @param db database; without {@code db.url} an embedded PostgreSQL runs in {@code dataDir}
 * @param login limits of the log-in
 */
@ConfigurationProperties("beian")
public record BeianSettings(
    @DefaultValue("beian-data") Path dataDir,
    @DefaultValue("false") boolean demo,
    @Nullable String publicUrl,
    @DefaultValue("72h") Duration linkLifetime,
    @DefaultValue Db db,
    @DefaultValue Login login) {

  /** The folder is named from the root: processes that read packages stand in another place. */
  public BeianSettings {
    dataDir = dataDir.toAbsolutePath().normalize();
  }

  /**
   * The database.
   *
   * @param url JDBC address of an existing PostgreSQL (environment: BEIAN_DB_URL)
   * @param user the role under which the server works (BEIAN_DB_USER); it should own nothing
   * @param password its password
   * @param owner the role that owns the tables and migrates them (BEIAN_DB_OWNER); without it
   *     {@code user} does that too, and a warning is logged at each start
   * @param ownerPassword its password (BEIAN_DB_OWNER_PASSWORD)
   * @param port port of the embedded PostgreSQL; 0 takes a free one at each start
   * @param binaries folder where the embedded binaries are unpacked; without it {@code
   *     dataDir/postgres}
   * @param connections connections for pages and commands, 2 to 200; jobs have others
   * @param publicConnections connections for what anybody may read, 1 to 200; eight times as many
   *     such requests are let in at once, others are asked to come again
   */
  public record Db(
      @Nullable String url,
      @DefaultValue("beian") String user,
      @DefaultValue("") String password,
      @DefaultValue("") String owner,
      @DefaultValue("") String ownerPassword,
      @DefaultValue("0") int port,
      @Nullable Path binaries,
      @DefaultValue("12") int connections,
      @DefaultValue("4") int publicConnections) {}

  /**
   * The log-in.
   *
   * @param attempts failed attempts per login and address until one has to wait
   * @param refill time in which one attempt comes back
   * @param addressAttempts failed attempts per address, whatever the login, until each login has
   *     but two there
   * @param addressRefill time in which one of them comes back
   * @param hashing how many passwords are computed at the same time, 16 MB each; 0 takes one per
   *     processor
   * @param sessionLimit after which time somebody has to log in again, however busy he is
   * @param secondFactorRequired whether signers, auditors and administrators have to set up a
   *     second factor before they can do anything else
   */
  public record Login(
      @DefaultValue("5") int attempts,
      @DefaultValue("1m") Duration refill,
      @DefaultValue("60") int addressAttempts,
      @DefaultValue("2s") Duration addressRefill,
      @DefaultValue("0") int hashing,
      @DefaultValue("12h") Duration sessionLimit,
      @DefaultValue("false") boolean secondFactorRequired) {}
}
