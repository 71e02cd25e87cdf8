package cn.beian.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Measures public queries on a server with many records: look-up by package, digest and number, and
 * search by name, together with the health endpoint of the same server in the same run; each kind
 * separately, then eight searches for a common word while a visitor opens pages. Compares the
 * search with two others over the same rows: the previous one (fetch, count and sort all records
 * with each pair) and {@code like} over the names.
 *
 * <p>Arguments: URL of a running server, JDBC URL, user and password of its database, and the
 * number of records. Missing records are created with one {@code insert … select} per table.
 */
public final class RecordSearch {
  private static final int THREADS = 8;
  private static final int SECONDS = Integer.getInteger("seconds", 8);
  private static final int SQL_RUNS = 3;
  private static final String UNIQUE = "卓";

  private static final String NUMBER =
      "'ZW-A-330000-' || (3001 + i / 900000) || '-' || lpad((i % 900000 + 1)::text, 6, '0') || '-X'";

  private final URI server;
  private final long records;
  private final PrintStream out;
  private final HttpClient client = HttpClient.newHttpClient();

  private RecordSearch(URI server, long records, PrintStream out) {
    this.server = server;
    this.records = records;
    this.out = out;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    try (PrintStream out =
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Connection database = DriverManager.getConnection(args[1], args[2], args[3])) {
      long records = Long.parseLong(args[4]);
      RecordSearch bench = new RecordSearch(URI.create(args[0]), records, out);
      bench.fill(database);
      bench.overHttp();
      bench.searchesBesidePages();
      bench.besideOtherSearches(database);
    }
  }

  private void fill(Connection database) throws SQLException {
    try (Statement sql = database.createStatement()) {
      if (count(sql) >= records) {
        return;
      }
      long start = System.nanoTime();
      sql.execute("set synchronous_commit = off");
      sql.execute("set maintenance_work_mem = '512MB'");
      String names =
          """
          create temp table made as
          select i, NUMBER as number, gen_random_uuid() as app,
                 (array['政务','智慧','数字','平安','便民','掌上'])[1 + i % 6]
                   || (array['清溪','云州','江东','河西','临湖','望海','南岭','北原'])[1 + i / 6 % 8]
                   || (array['巡河','水务','民政','交通','环保','教育','医保','社保','消防','林业'])[1 + i / 48 % 10]
                   || case when i % 100000 = 7 then 'UNIQUE' || i else '' end as app_name,
                 (array['云州市','清溪县','江东区','临湖市'])[1 + i / 7 % 4]
                   || (array['水务局','民政局','交通运输局','生态环境局','教育局'])[1 + i / 28 % 5] as sponsor_name,
                 (array['A','A','A','A','A','X','X','K'])[1 + i % 8] as kind,
                 case when i % 10000 = 5 then 'REVOKED' when i % 500 = 7 then 'DEREGISTERED' else 'FILED' end as state,
                 case when i % 1000 = 3 then '540102'
                   else (array['330100','330200','320100','440300','650100','110100'])[1 + i / 3 % 6] end as division
            from generate_series(0, LAST) i
          """;
      sql.execute(
          names
              .replace("NUMBER", NUMBER)
              .replace("UNIQUE", UNIQUE)
              .replace("LAST", String.valueOf(records - 1)));
      sql.execute(
          "insert into app (id, form, name, state, created_at)"
              + " select app, 'APP', app_name, 'FILED', now() from made");
      sql.execute(
          "insert into filing_record (number, app_id, application_id, organization_id, kind, state, app_name, sponsor_name,"
              + " credit_code, division, users, filed_on, summary, revision)"
              + " select number, app, app, gen_random_uuid(), kind, state, app_name, sponsor_name, '', division,"
              + " 'STAFF', date '2026-01-01' + (i / 4000)::int,"
              + " '{\"outcomes\":[],\"rulebookVersion\":\"\",\"testDigests\":[],\"exemptions\":[]}', 1 from made order by i");
      sql.execute(
          "insert into filing_package (number, platform, package_id, sha256, signer, version_name, part, added_on)"
              + " select number, 'android', 'cn.bench.p' || i, lpad(to_hex(i), 64, '0'), repeat('cd', 32), '1.0', 'REVIEW',"
              + " date '2026-01-01' from made");
      sql.execute(
          "insert into filing_revision (number, revision, event, entry_index, at)"
              + " select number, 1, 'FILED', 100000000 + i, now() from made");
      sql.execute("alter table filing_name_gram drop constraint filing_name_gram_pkey");
      sql.execute(
          """
          insert into filing_name_gram (gram, place)
          select found.gram, r.place
            from made m join filing_record r on r.number = m.number cross join lateral (
                 select distinct substr(name, at, width) as gram
                   from unnest(array[m.app_name, m.sponsor_name]) name, generate_series(1, char_length(name)) at,
                        generate_series(1, 2) width
                  where at + width - 1 <= char_length(name)) found
          """);
      sql.execute("alter table filing_name_gram add primary key (gram, place)");
      sql.execute("alter table filing_facet drop constraint filing_facet_pkey");
      sql.execute(
          """
          insert into filing_facet (facet, place)
          select facet, r.place from made m join filing_record r on r.number = m.number
           cross join lateral (values ('kind:' || r.kind), ('state:' || r.state),
                 ('region:' || substr(r.division, 1, 2)), ('region:' || substr(r.division, 1, 4)),
                 ('region:' || r.division), ('month:' || to_char(r.filed_on, 'YYYY-MM'))) given (facet)
          """);
      sql.execute("alter table filing_facet add primary key (facet, place)");
      sql.execute("vacuum analyze");
      out.printf(
          Locale.ROOT,
          "%,d records made in %d s%n",
          records,
          (System.nanoTime() - start) / 1_000_000_000);
    }
  }

  private static long count(Statement sql) throws SQLException {
    try (ResultSet row =
        sql.executeQuery("select count(*) from filing_record where number like 'ZW-A-330000-3%'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void overHttp() throws Exception {
    Map<String, LongFunction<String>> kinds = new LinkedHashMap<>();
    kinds.put("health", i -> "/actuator/health");
    kinds.put(
        "look-up by package and signer",
        i ->
            "/api/v1/lookup?platform=android&packageId=cn.bench.p"
                + i
                + "&signer="
                + "cd".repeat(32));
    kinds.put(
        "look-up by digest",
        i -> "/api/v1/lookup?sha256=" + String.format(Locale.ROOT, "%064x", i));
    kinds.put("look-up by number", i -> "/api/v1/lookup?number=" + number(i));
    kinds.put("look-up of what is unknown", i -> "/api/v1/lookup?packageId=cn.nobody.p" + i);
    kinds.put("search, rare name", i -> search(UNIQUE + (i / 100_000 * 100_000 + 7)));
    kinds.put("search, common word (政务)", i -> search("政务"));
    kinds.put("search, one character (政)", i -> search("政"));
    kinds.put("search, one rare character", i -> search(UNIQUE));
    kinds.put("search, two common words", i -> search("政务 教育局"));
    kinds.put("search, no such name", i -> search("龘龘"));
    for (LongFunction<String> path : kinds.values()) {
      load(path, 2); // warm-up
    }
    out.printf(Locale.ROOT, "%n%d clients, %d s each%n", THREADS, SECONDS);
    out.println("| asked | a second | of health | p50 ms | p99 ms | others than 200 |");
    out.println("|---|---|---|---|---|---|");
    for (Map.Entry<String, LongFunction<String>> kind : kinds.entrySet()) {
      Answers before = load(kinds.get("health"), SECONDS / 2);
      Answers asked = load(kind.getValue(), SECONDS);
      Answers after = load(kinds.get("health"), SECONDS / 2);
      double health = (before.perSecond() + after.perSecond()) / 2;
      out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.0f %% | %.1f | %.1f | %d |%n",
          kind.getKey(),
          asked.perSecond(),
          100 * asked.perSecond() / health,
          asked.quantile(0.5),
          asked.quantile(0.99),
          asked.others());
    }
  }

  private static String number(long i) {
    return String.format(Locale.ROOT, "ZW-A-330000-%d-%06d-X", 3001 + i / 900_000, i % 900_000 + 1);
  }

  private static String search(String text) {
    return "/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * One visitor opens the log-in page while forty-eight search for a word that most records have.
   */
  private void searchesBesidePages() throws Exception {
    ExecutorService searchers = Executors.newFixedThreadPool(48);
    List<Future<Answers>> searches = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      searches.add(searchers.submit(() -> one(n -> search("政务"), SECONDS, new Random(7))));
    }
    Answers pages = one(n -> "/login", SECONDS - 1, new Random(7));
    searchers.shutdown();
    Answers all = new Answers(new long[0], SECONDS, 0);
    for (Future<Answers> search : searches) {
      all = all.and(search.get());
    }
    out.printf(
        Locale.ROOT,
        "%nbeside 48 clients that search for 政务 (%.0f a second, %d told to come again): log-in page p50 %.1f ms, p99 %.1f ms, %d not answered%n",
        all.perSecond(),
        all.others(),
        pages.quantile(0.5),
        pages.quantile(0.99),
        pages.others());
  }

  private Answers load(LongFunction<String> path, int seconds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Answers>> parts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(i);
        parts.add(threads.submit(() -> one(path, seconds, random)));
      }
      Answers all = new Answers(new long[0], seconds, 0);
      for (Future<Answers> part : parts) {
        all = all.and(part.get());
      }
      return all;
    } finally {
      threads.shutdown();
    }
  }

  private Answers one(LongFunction<String> path, int seconds, Random random)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Long> took = new ArrayList<>();
    int others = 0;
    while (System.nanoTime() < end) {
      String wanted = path.apply(Math.floorMod(random.nextLong(), records));
      long start = System.nanoTime();
      int status =
          client
              .send(
                  HttpRequest.newBuilder(server.resolve(wanted)).build(), BodyHandlers.discarding())
              .statusCode();
      took.add(System.nanoTime() - start);
      others += status / 100 == 2 || status / 100 == 3 ? 0 : 1;
    }
    return new Answers(took.stream().mapToLong(Long::longValue).toArray(), seconds, others);
  }

  private void besideOtherSearches(Connection database) throws SQLException {
    out.println("\n| name | pairs of before ms | like ms |\n|---|---|---|");
    for (String name : List.of("政务", "政务清溪", UNIQUE + "7")) {
      String before =
          "select * from filing_record where place in (select place from filing_name_gram where gram in ("
              + pairs(name)
              + ") group by place having count(*) = "
              + (name.length() - 1)
              + ") order by filed_on desc, number desc limit 50";
      String like =
          "select * from filing_record where app_name like '%"
              + name
              + "%' or sponsor_name like '%"
              + name
              + "%' order by filed_on desc, number desc limit 50";
      out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f |%n",
          name,
          milliseconds(database, before),
          milliseconds(database, like));
    }
  }

  private static String pairs(String name) {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i + 1 < name.length(); i++) {
      pairs.append(i == 0 ? "'" : ",'").append(name, i, i + 2).append('\'');
    }
    return pairs.toString();
  }

  private static double milliseconds(Connection database, String query) throws SQLException {
    double[] took = new double[SQL_RUNS];
    try (Statement sql = database.createStatement()) {
      for (int i = 0; i < SQL_RUNS; i++) {
        long start = System.nanoTime();
        try (ResultSet rows = sql.executeQuery(query)) {
          while (rows.next()) {
            rows.getString(1);
          }
        }
        took[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(took);
    return took[SQL_RUNS / 2];
  }

  /** Response times, in nanoseconds. */
  private static final class Answers {
    private final long[] took;
    private final int seconds;
    private final int others;

    Answers(long[] took, int seconds, int others) {
      this.took = took;
      this.seconds = seconds;
      this.others = others;
    }

    int others() {
      return others;
    }

    Answers and(Answers more) {
      long[] all = Arrays.copyOf(took, took.length + more.took.length);
      System.arraycopy(more.took, 0, all, took.length, more.took.length);
      return new Answers(all, seconds, others + more.others);
    }

    double perSecond() {
      return (double) took.length / seconds;
    }

    double quantile(double share) {
      long[] sorted = took.clone();
      Arrays.sort(sorted);
      return sorted.length == 0
          ? Double.NaN
          : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }
  }
}
