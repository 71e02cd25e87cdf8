package cn.beian.bench;

import cn.beian.server.platform.RecordRows;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;

/**
 * What it costs to read a list of 20,000 rows as records: by hand, column by column; as {@link
 * RecordRows} does; and, for records without constants and times, as Spring's mapper does. Readers
 * take turns, so that what else the machine does falls on all of them.
 *
 * <p>Arguments: JDBC address, user and password of any PostgreSQL; nothing is written.
 */
public final class RowReading {
  private static final int ROUNDS = Integer.getInteger("rounds", 60);
  private static final int WARM = 15;

  private static final String ROWS =
      """
      select md5(i::text)::uuid as id, 'app ' || i as app_name, i as version,
        (array['MONDAY','FRIDAY','SUNDAY'])[1 + i % 3] as weekday, i % 2 = 0 as open,
        timestamptz '2026-11-01T00:00:00Z' + i * interval '1 second' as made_at,
        case when i % 3 > 0 then date '2026-11-01' + i % 100 end as due_on,
        'note ' || i as note, i % 7 as round, md5(i::text) as sha256
      from generate_series(1, 20000) i
      """;

  private RowReading() {}

  private record Case(
      UUID id,
      String appName,
      int version,
      DayOfWeek weekday,
      boolean open,
      Instant madeAt,
      Optional<LocalDate> dueOn,
      String note,
      int round,
      String sha256) {}

  private record Plain(
      UUID id, String appName, int version, boolean open, String note, int round, String sha256) {}

  /** Runs and prints. */
  public static void main(String[] args) throws SQLException {
    try (PrintStream out =
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Connection database = DriverManager.getConnection(args[0], args[1], args[2])) {
      measure(database, out);
    }
  }

  static void measure(Connection database, PrintStream out) throws SQLException {
    Map<String, Supplier<RowMapper<?>>> readers = new LinkedHashMap<>();
    readers.put("by hand", () -> RowReading::byHand);
    readers.put("records", () -> RecordRows.of(Case.class));
    readers.put("plain, by hand", () -> RowReading::plainByHand);
    readers.put("plain, records", () -> RecordRows.of(Plain.class));
    readers.put("plain, Spring's mapper", () -> new SimplePropertyRowMapper<>(Plain.class));
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    readers.keySet().forEach(name -> millis.put(name, new ArrayList<>()));
    try (Statement statement = database.createStatement()) {
      for (int round = 0; round < WARM + ROUNDS; round++) {
        for (Map.Entry<String, Supplier<RowMapper<?>>> reader : readers.entrySet()) {
          double took = read(statement, reader.getValue().get());
          if (round >= WARM) {
            Objects.requireNonNull(millis.get(reader.getKey())).add(took);
          }
        }
      }
    }
    millis.forEach(
        (name, all) ->
            out.printf(
                Locale.ROOT,
                "%-24s median %7.2f ms, best %7.2f ms%n",
                name,
                at(all, 2),
                at(all, 0)));
  }

  private static double read(Statement statement, RowMapper<?> rows) throws SQLException {
    try (ResultSet result = statement.executeQuery(ROWS)) {
      List<Object> read = new ArrayList<>(20_000);
      long start = System.nanoTime();
      while (result.next()) {
        read.add(rows.mapRow(result, read.size()));
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }

  /** The middle one, or the least. */
  private static double at(List<Double> all, int part) {
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return part == 0 ? sorted[0] : sorted[sorted.length / part];
  }

  private static Case byHand(ResultSet row, int number) throws SQLException {
    return new Case(
        row.getObject("id", UUID.class),
        row.getString("app_name"),
        row.getInt("version"),
        DayOfWeek.valueOf(row.getString("weekday")),
        row.getBoolean("open"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
        row.getString("note"),
        row.getInt("round"),
        row.getString("sha256"));
  }

  private static Plain plainByHand(ResultSet row, int number) throws SQLException {
    return new Plain(
        row.getObject("id", UUID.class),
        row.getString("app_name"),
        row.getInt("version"),
        row.getBoolean("open"),
        row.getString("note"),
        row.getInt("round"),
        row.getString("sha256"));
  }
}
