package cn.beian.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how long one visitor waits for a public page of a server with the records that {@link
 * RecordSearch} creates: requests each URL repeatedly in turn and prints the median and the
 * maximum.
 *
 * <p>Argument: URL of a running server.
 */
public final class FirstPages {
  private static final int RUNS = Integer.getInteger("runs", 15);
  private static final String OLDER = "rel=\"next\" href=\"";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;

  private FirstPages(URI server) {
    this.server = server;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      new FirstPages(URI.create(args[0])).run(out);
    }
  }

  private void run(PrintStream out) throws Exception {
    Map<String, String> pages = pages();
    for (String path : pages.values()) {
      get(path); // warm-up
    }
    out.println("| page | median ms | slowest ms | kB | status |\n|---|---|---|---|---|");
    for (Map.Entry<String, String> page : pages.entrySet()) {
      double[] took = new double[RUNS];
      HttpResponse<String> answer = get(page.getValue());
      for (int i = 0; i < RUNS; i++) {
        long start = System.nanoTime();
        answer = get(page.getValue());
        took[i] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(took);
      out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %d | %d |%n",
          page.getKey(),
          took[RUNS / 2],
          took[RUNS - 1],
          answer.body().length() / 1000,
          answer.statusCode());
    }
    out.printf(
        Locale.ROOT,
        "load average %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private Map<String, String> pages() throws Exception {
    Map<String, String> pages = new LinkedHashMap<>();
    register(pages, "everything", "");
    register(pages, "a region", "region=33");
    register(pages, "a region with few records", "region=54");
    register(pages, "a city", "division=330200");
    register(pages, "a kind", "kind=MINI_PROGRAM");
    register(pages, "a state", "state=FILED");
    register(pages, "a state with few records", "state=REVOKED");
    register(pages, "the oldest month", "month=2026-01");
    register(pages, "sponsor, a common word", "sponsor=" + encoded("水务局"));
    register(pages, "sponsor, two common words", "sponsor=" + encoded("云州 教育局"));
    register(pages, "sponsor, one character", "sponsor=" + encoded("局"));
    register(pages, "sponsor, none", "sponsor=" + encoded("没有的"));
    register(pages, "region and kind", "region=33&kind=QUICK_APP");
    register(pages, "region and state, few", "region=54&state=REVOKED");
    register(pages, "oldest month and region", "month=2026-01&region=44");
    register(
        pages,
        "all filters",
        "region=33&kind=APP&state=FILED&month=2026-03&sponsor=" + encoded("清溪县"));
    register(pages, "all filters, none fits", "region=54&kind=OTHER&state=REVOKED&month=2026-03");
    pages.put("search, common word", "/search?q=" + encoded("政务"));
    pages.put("search, one character", "/search?q=" + encoded("政"));
    pages.put("search, two common words", "/search?q=" + encoded("政务 教育局"));
    pages.put("search, long name", "/search?q=" + encoded("政务清溪巡河"));
    pages.put("search, rare", "/search?q=" + encoded("卓7"));
    pages.put("search, none", "/search?q=" + encoded("龘龘"));
    pages.put("a record", "/records/ZW-A-330000-3001-000501-X");
    pages.put("rules", "/rules");
    pages.put("rules, searched", "/rules?q=" + encoded("登录"));
    pages.put("a rule", "/rules/FORM-101");
    pages.put("open data", "/open-data");
    pages.put("feed", "/api/v1/feed?from=0");
    pages.put("feed as Atom", "/api/v1/feed.atom");
    pages.put("start page", "/");
    return pages;
  }

  /** The first page and, if there is one, the second. */
  private void register(Map<String, String> pages, String name, String query) throws Exception {
    String path = "/register" + (query.isEmpty() ? "" : "?" + query);
    pages.put("register, " + name, path);
    String body = get(path).body();
    int at = body.indexOf(OLDER);
    if (at >= 0) {
      String older = body.substring(at + OLDER.length(), body.indexOf('"', at + OLDER.length()));
      pages.put("register, " + name + ", second page", older.replace("&amp;", "&"));
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
