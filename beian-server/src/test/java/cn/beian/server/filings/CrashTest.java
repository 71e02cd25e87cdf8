package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the server, of its PostgreSQL, and of both, at a random moment under load: what
 * somebody was told is done, is done; no number is given twice or left out; the ledger is clean;
 * the queue goes on.
 *
 * <p>{@code -Dcrash.seed=N} repeats a run's moments, {@code -Dcrash.rounds=N} sets its length.
 */
@Tag("once")
class CrashTest {
  private static final int SHORT_ROUNDS = 3; // each victim once
  private static final int DEEP_ROUNDS = 50;
  private static final int LONGEST_LOAD_MILLIS = 1500;
  private static final int LONGEST_PART_MILLIS = 500;

  private enum Victim {
    SERVER,
    POSTGRES,
    BOTH
  }

  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();

  @Test
  void killedUnderLoad_losesNoDecisionAndGivesNoNumberTwice() throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    int rounds =
        Integer.getInteger(
            "crash.rounds", Boolean.getBoolean("beian.deep") ? DEEP_ROUNDS : SHORT_ROUNDS);
    System.out.println("crash.seed=" + seed + ", rounds " + rounds);
    Random random = new Random(seed);
    ServerProcess server = new ServerProcess(folder.resolve("data"), told);
    try {
      for (int round = 0; round < rounds; round++) {
        Victim victim = Victim.values()[round % Victim.values().length];
        server.command("load");
        server.await("ACCEPTED");
        server.work(random.nextInt(LONGEST_LOAD_MILLIS));
        server = kill(server, victim);
        check(server, "round " + round + ", " + victim);
      }
      server.command("drain");
      assertThat(server.await("DRAINED")).as("tests still waiting, failed").endsWith(" 0 0");
    } finally {
      server.end();
    }
  }

  /** A list is written by a job in parts, each in a transaction of its own. */
  @Test
  @Tag("deep")
  void killedWhileAListIsWritten_writesEachRowOnce() throws Exception {
    Random random = new Random(Long.getLong("crash.seed", System.nanoTime()));
    ServerProcess server = new ServerProcess(folder.resolve("data"), told);
    int kills = 0;
    try {
      server.command("list");
      server.await("LISTED");
      for (Victim victim : List.of(Victim.SERVER, Victim.BOTH, Victim.SERVER)) {
        for (long before = left(server); left(server) == before && before > 0; ) {
          server.work(100); // until it goes on by itself
        }
        server.work(random.nextInt(LONGEST_PART_MILLIS));
        long left = left(server);
        kills += left > 0 ? 1 : 0;
        if (victim != Victim.SERVER) {
          server.killPostgres();
        }
        server.kill();
        server = new ServerProcess(folder.resolve("data"), told);
        System.out.println(victim + " killed with " + left + " rows left");
      }
      while (left(server) > 0) {
        server.work(500);
      }
      server.command("check");
      assertThat(server.await("CHECKED")).startsWith("CHECKED clean");
      try (Connection db = server.database()) {
        assertThat(count(db, "select count(distinct official_number) from filing_record"))
            .isEqualTo(CrashLoad.LISTED);
        assertThat(
                count(
                    db,
                    "select max(n) from (select count(*) as n from filing_revision"
                        + " group by number) counted"))
            .as("the first entry of a record, and the one with its official number")
            .isEqualTo(2);
      }
      assertThat(kills).as("times it was killed before the end").isPositive();
    } finally {
      server.end();
    }
  }

  private static long left(ServerProcess server) throws Exception {
    try (Connection db = server.database()) {
      return count(db, "select coalesce(sum(left_rows), 0) from table_import");
    }
  }

  private ServerProcess kill(ServerProcess server, Victim victim) throws Exception {
    if (victim != Victim.SERVER) {
      server.killPostgres();
    }
    if (victim == Victim.POSTGRES) {
      server.catchUp();
      server.await("ACCEPTED"); // the same server goes on by itself
      return server;
    }
    server.kill();
    return new ServerProcess(folder.resolve("data"), told);
  }

  private void check(ServerProcess server, String round) throws Exception {
    server.command("check");
    assertThat(server.await("CHECKED")).as(round).startsWith("CHECKED clean");
    try (Connection db = server.database()) {
      List<String> lost = new ArrayList<>();
      for (String line : told) {
        if (!isThere(db, line.split(" "))) {
          lost.add(line);
        }
      }
      assertThat(lost).as("told but not there after " + round).isEmpty();
      long numbers = count(db, "select count(*) from filing_record");
      assertThat(count(db, "select max(last) from filing_serial"))
          .as("highest serial, with " + numbers + " numbers given")
          .isEqualTo(numbers);
      System.out.println(round + ": " + told.size() + " lines told, " + numbers + " numbers");
    }
  }

  /** Whether what a line tells is in the database. */
  private boolean isThere(Connection db, String[] words) throws Exception {
    return switch (words[0]) {
      case "READIED" ->
          holds(db, "select ready or state <> 'DRAFT' from application where id = ?::uuid", words);
      case "SUBMITTED" ->
          holds(db, "select signed_at is not null from application where id = ?::uuid", words);
      case "VOTED" ->
          holds(
              db, "select true from seat_vote where application_id = ?::uuid and seat = ?", words);
      case "ACCEPTED" ->
          holds(
              db,
              "select a.state = 'ACCEPTED' and a.number = r.number from application a"
                  + " join filing_record r on r.application_id = a.id"
                  + " where a.id = ?::uuid and r.number = ?",
              words);
      case "LAUNCHED" ->
          holds(
              db,
              "select r.revision = 2 from filing_record r"
                  + " join filing_package p on p.number = r.number"
                  + " where r.application_id = ?::uuid and p.sha256 = ?",
              words);
      case "TAKEN" ->
          holds(db, "select true from package_upload where id = ?::uuid and sha256 = ?", words)
              && isStored(words[2]);
      case "READY", "REFUSED", "CHECKED", "DRAINED" -> true;
      default -> throw new AssertionError(String.join(" ", words));
    };
  }

  private boolean isStored(String sha256) throws Exception {
    Path file =
        folder.resolve(
            Path.of(
                "data",
                "objects",
                "sha256",
                sha256.substring(0, 2),
                sha256.substring(2, 4),
                sha256));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest).equals(sha256);
  }

  private static boolean holds(Connection db, String sql, String[] words) throws SQLException {
    try (PreparedStatement statement = db.prepareStatement(sql)) {
      for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
        statement.setString(i, words[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static long count(Connection db, String sql) throws SQLException {
    try (PreparedStatement statement = db.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
