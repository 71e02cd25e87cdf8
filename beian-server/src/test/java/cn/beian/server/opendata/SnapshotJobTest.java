package cn.beian.server.opendata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.states.RecordState;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.ChangeRevision;
import cn.beian.server.records.Filed;
import cn.beian.server.records.PublicEvents;
import cn.beian.server.records.Records;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody does with the files who has nothing but them and the public key. */
class SnapshotJobTest extends ServerTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Autowired private SnapshotJob job;
  @Autowired private Snapshots snapshots;
  @Autowired private PublicEvents events;
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

  private final HttpClient client = HttpClient.newHttpClient();

  private String accepted(String appName) {
    return in(Filed.acceptance(Filed.android(), appName), false);
  }

  private String in(Acceptance acceptance, boolean restricted) {
    return Objects.requireNonNull(
        transactions.execute(
            status ->
                restricted
                    ? records.acceptRestricted(acceptance).toString()
                    : records.accept(acceptance).toString()));
  }

  private Snapshot made() throws Exception {
    await().until(() -> ledger.checkpoint().filter(c -> c.size() == ledger.size()).isPresent());
    job.make();
    return snapshots.newest().orElseThrow();
  }

  private Path path(Snapshot snapshot, String name) {
    Snapshot.File file =
        snapshot.files().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return snapshots.path(snapshot, file);
  }

  @Test
  void events_fromTheFirstOn_comeToTheRecords_byteByByte_andToTheSignedRoot() throws Exception {
    String changed = accepted("清溪巡河，\"引号\"");
    records.addLaunchBuild(changed, Filed.android(), Filed.DAY);
    records.changeState(changed, RecordState.RECTIFYING);
    String hidden = accepted("事后限制");
    records.restrict(hidden, true);
    String sealed = in(Filed.acceptance(Filed.android(), "一直限制"), true);
    String open = in(Filed.acceptance(Filed.android(), "先限制后公开"), true);
    changes();
    records.restrict(open, false);
    records.changeState(open, RecordState.RECTIFYING);
    String ended = ended();
    Snapshot snapshot = made();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(path(snapshot, SnapshotJob.EVENTS))) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).hasSize((int) snapshot.size());
    byte[] written = Files.readAllBytes(path(snapshot, SnapshotJob.RECORDS));
    assertThat(rebuilt(lines)).isEqualTo(new String(written, UTF_8));
    assertThat(new String(written, UTF_8))
        .contains("清溪巡河，\\\"引号\\\"", hidden, sealed, "先限制后公开", ended)
        .doesNotContain("事后限制", "一直限制");

    TlogProof proof = TlogProof.parse(Files.readString(path(snapshot, SnapshotJob.PROOF)));
    proof.checkpoint().verify(List.of(ledger.verifier()));
    assertThat(proof.checkpoint().size()).isEqualTo(snapshot.size());
    assertThat(root(path(snapshot, SnapshotJob.EVENTS)))
        .isEqualTo(proof.checkpoint().head().root());
    byte[] last = java.util.Base64.getDecoder().decode(proof.extra().orElseThrow());
    proof.verify(last, ledger.verifier());
    assertThat(sums(snapshot)).hasSize(snapshot.files().size() - 1);
  }

  /** A change of words with the same build, one with another, and one with a test of its own. */
  private void changes() {
    Acceptance.FiledPackage build = Filed.android();
    String number = in(Filed.acceptance(build, "变更前"), false);
    records.addLaunchBuild(number, Filed.android(), Filed.DAY);
    for (Acceptance words :
        List.of(Filed.acceptance(build, "变更一"), Filed.acceptance(Filed.android(), "变更二"))) {
      transactions.executeWithoutResult(
          status -> records.change(number, words, ChangeRevision.CHANGED));
    }
    Acceptance major = Filed.acceptance(Filed.android(), "变更三");
    transactions.executeWithoutResult(
        status -> records.change(number, major, ChangeRevision.CHANGED_MAJOR));
    Acceptance reviewed = Filed.acceptance(Filed.android(), "变更四");
    transactions.executeWithoutResult(
        status -> records.change(number, reviewed, ChangeRevision.CHANGED_TESTED));
    String untested = in(Filed.acceptance(build, "未检测"), false);
    Acceptance another = Filed.acceptance(Filed.android(), "未检测");
    transactions.executeWithoutResult(
        status -> records.change(untested, another, ChangeRevision.CHANGED));
    records.noteOfficialNumber(number, "京备〔2026〕变更 3 号", Filed.DAY);
  }

  /** A record whose shut-down was announced, withdrawn, announced again and noted; its number. */
  private String ended() {
    String number = accepted("关停的");
    records.addLaunchBuild(number, Filed.android(), Filed.DAY);
    records.changeState(number, RecordState.SHUTTING_DOWN);
    records.keepOnline(number, RecordState.FILED);
    records.changeState(number, RecordState.SHUTTING_DOWN);
    records.changeState(number, RecordState.DEREGISTERED);
    return number;
  }

  /** The rules of docs/formats/open-data.md, carried out anew. */
  private static String rebuilt(List<JsonNode> events) throws Exception {
    Map<String, List<JsonNode>> byNumber = new LinkedHashMap<>();
    for (JsonNode event : events) {
      byNumber
          .computeIfAbsent(shown(event).path("number").asString(), made -> new ArrayList<>())
          .add(event);
    }
    StringBuilder lines = new StringBuilder();
    for (List<JsonNode> history : byNumber.values()) {
      lines.append(canonical(record(history))).append('\n');
    }
    return lines.toString();
  }

  /** Control characters are escaped in lower case (RFC 8785), which the library does not. */
  private static String canonical(Object record) throws Exception {
    return Pattern.compile("\\\\u00[0-9A-F]{2}")
        .matcher(JSON.writeValueAsString(record))
        .replaceAll(escape -> Matcher.quoteReplacement(escape.group().toLowerCase(Locale.ROOT)));
  }

  private static JsonNode shown(JsonNode event) {
    return event.has("entry") ? event.path("entry") : event.path("withheld");
  }

  private static boolean isOpen(JsonNode event) {
    return event.path("entry").path("beian").asString("").equals("entry/3");
  }

  private static Map<String, Object> record(List<JsonNode> history) {
    JsonNode last = history.get(history.size() - 1);
    Map<String, Object> record = new TreeMap<>();
    record.put("index", last.path("index").asInt());
    record.put("restricted", !isOpen(last));
    for (String name : List.of("number", "state", "revision")) {
      record.put(name, shown(last).path(name));
    }
    if (!isOpen(last)) {
      return record;
    }
    for (String name :
        List.of("officialNumber", "appName", "sponsorName", "filedOn", "rulebookVersion")) {
      record.put(name, shown(last).path(name));
    }
    String number = shown(last).path("number").asString();
    record.put("kind", number.substring(3, 4));
    record.put("division", number.substring(5, 11));
    record.put("updatedAt", shown(last).path("at"));
    List<Object> told = new ArrayList<>();
    List<Object> packages = new ArrayList<>();
    Set<JsonNode> all = Set.of();
    Set<JsonNode> tested = Set.of();
    record.put("outcomes", List.of());
    for (JsonNode event : history) {
      if (isOpen(event) && shown(event).has("outcomes")) {
        record.put("outcomes", shown(event).path("outcomes"));
      }
      String cause = shown(event).path("event").asString();
      if (List.of("FILED", "CHANGED_TESTED", "CHANGED_MAJOR").contains(cause)) {
        tested = isOpen(event) ? Set.copyOf(shown(event).path("packages").values()) : Set.of();
        record.put("testDigests", isOpen(event) ? shown(event).path("testDigests") : List.of());
      }
      Map<String, Object> one = new TreeMap<>();
      for (String name : List.of("at", "event", "revision")) {
        one.put(name, shown(event).path(name));
      }
      one.put("index", event.path("index"));
      told.add(one);
      Set<JsonNode> these = Set.copyOf(shown(event).path("packages").values());
      boolean named =
          List.of("FILED", "CHANGED", "CHANGED_TESTED", "CHANGED_MAJOR").contains(cause);
      if (isOpen(event) && named && !these.equals(all)) {
        packages.clear();
        all = these;
      }
      if (isOpen(event) && !(named && !packages.isEmpty() && these.equals(all))) {
        for (JsonNode build : shown(event).path("packages")) {
          Map<String, Object> line = new TreeMap<>();
          build.properties().forEach(member -> line.put(member.getKey(), member.getValue()));
          line.put("event", cause);
          packages.add(line);
        }
      }
    }
    record.put("events", told);
    record.put("packages", packages);
    record.put("tested", tested.containsAll(all));
    return record;
  }

  private static Hash root(Path events) throws Exception {
    List<Hash> leaves = new ArrayList<>();
    for (String line : Files.readAllLines(events)) {
      int end = line.lastIndexOf(",\"index\":");
      leaves.add(
          line.startsWith("{\"entry\":")
              ? Hasher.sha256().leaf(line.substring("{\"entry\":".length(), end).getBytes(UTF_8))
              : Hash.of(HexFormat.of().parseHex(JSON.readTree(line).path("leafHash").asString())));
    }
    return root(leaves);
  }

  private static Hash root(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Hasher.sha256()
        .node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  /** The digests, each compared with its file as sha256sum -c does. */
  private Map<String, String> sums(Snapshot snapshot) throws Exception {
    Map<String, String> sums = new TreeMap<>();
    for (String line : Files.readAllLines(path(snapshot, SnapshotJob.SUMS))) {
      String name = line.substring(66);
      assertThat(Sha256Hex.of(Files.readAllBytes(path(snapshot, name))))
          .as(name)
          .isEqualTo(line.substring(0, 64));
      sums.put(name, line.substring(0, 64));
    }
    return sums;
  }

  @Test
  void tables_holdEachRecord_asText() throws Exception {
    String number = accepted("=1+1\u0001");
    Snapshot snapshot = made();
    byte[] csv = Files.readAllBytes(path(snapshot, SnapshotJob.CSV));
    assertThat(csv).startsWith(0xEF, 0xBB, 0xBF);
    String text = new String(csv, UTF_8);
    assertThat(text.substring(1).lines().findFirst())
        .hasValue(String.join(",", RecordFields.names()));
    assertThat(text.lines().filter(line -> line.startsWith(number)).toList())
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains(",'=1+1\\u0001,", ",A,330000,2026-11-25,android,"));
    try (ReadableWorkbook workbook =
            new ReadableWorkbook(path(snapshot, SnapshotJob.XLSX).toFile());
        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
      List<Row> all = rows.toList();
      assertThat(all).hasSize((int) snapshot.records() + 1);
      assertThat(all.get(0).getCellText(0)).isEqualTo("number");
      assertThat(all).anySatisfy(row -> assertThat(row.getCellText(4)).startsWith("=1+1"));
    }
  }

  @Test
  void restrictionAfterPublication_isInTheNextSnapshot_andTheOlderIsGone() throws Exception {
    String number = accepted("要保密了");
    Snapshot before = made();
    Path old = path(before, SnapshotJob.RECORDS);
    assertThat(Files.readString(old)).contains("要保密了");
    records.restrict(number, true);
    accepted("另一件");
    Snapshot after = made();
    assertThat(snapshots.all()).extracting(Snapshot::id).doesNotContain(before.id());
    assertThat(old).doesNotExist();
    for (String name : List.of(SnapshotJob.EVENTS, SnapshotJob.RECORDS, SnapshotJob.CSV)) {
      assertThat(Files.readString(path(after, name))).contains(number).doesNotContain("要保密了");
    }
    job.make();
    assertThat(snapshots.newest().orElseThrow()).as("nothing changed").isEqualTo(after);
  }

  @Test
  void feed_tooFarBehind_isSentToTheSnapshotThatCoversTheGap() throws Exception {
    accepted("清溪巡河");
    Snapshot snapshot = made();
    String number = accepted("之后的");
    records.changeState(number, RecordState.RECTIFYING);
    await().until(() -> ledger.checkpoint().filter(c -> c.size() == ledger.size()).isPresent());
    OpenDataSettings narrow =
        new OpenDataSettings(LocalTime.NOON, 1, 1, 1, Duration.ofSeconds(1), 1, 1);
    ChangeFeed feed = new ChangeFeed(ledger, events, snapshots, narrow);
    assertThat(feed.from(snapshot.size() - 1))
        .isInstanceOfSatisfying(
            ChangeFeed.OutOfRange.class,
            beyond -> assertThat(beyond.snapshot()).hasValue(snapshot));
    assertThat(feed.from(snapshot.size()))
        .as("from there on it goes on, however far that is")
        .isInstanceOf(ChangeFeed.Events.class);
  }

  @Test
  void files_areSentWholeAndInParts_andKnownByTheirDigest() throws Exception {
    accepted("清溪巡河");
    Snapshot snapshot = made();
    String address = "/open-data/" + snapshot.id() + "/records.ndjson";
    HttpResponse<String> whole = get(address);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(Files.readString(path(snapshot, SnapshotJob.RECORDS)));
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    assertThat(get(address, "If-None-Match", tag).statusCode()).isEqualTo(304);
    HttpResponse<String> part = get(address, "Range", "bytes=0-9");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(whole.body().substring(0, 10));
    HttpResponse<String> newest = get("/open-data/latest/SHA256SUMS");
    assertThat(newest.statusCode()).isEqualTo(302);
    assertThat(newest.headers().firstValue("Location").orElseThrow())
        .endsWith("/open-data/" + snapshot.id() + "/SHA256SUMS");
    assertThat(get("/open-data/" + snapshot.id() + "/manifest.json").statusCode()).isEqualTo(404);
    assertThat(get("/open-data/..%2F../records.csv").statusCode()).isIn(400, 404);
    for (String language : List.of("zh", "en")) {
      assertThat(get("/open-data?lang=" + language).body())
          .contains(snapshot.files().get(0).sha256(), snapshot.root(), "SHA256SUMS")
          .doesNotContain("??");
    }
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
