package cn.beian.server.api;

import static cn.beian.server.records.Filed.acceptance;
import static cn.beian.server.records.Filed.android;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Records;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** A stranger follows the register. */
class FeedApiTest extends ServerTest {
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

  private final HttpClient client = HttpClient.newHttpClient();

  private String accept(String appName) {
    return Objects.requireNonNull(
        transactions.execute(status -> records.accept(acceptance(android(), appName)).toString()));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Waits until all is signed; how much that is. */
  private long published() {
    await().until(() -> ledger.checkpoint().filter(c -> c.size() == ledger.size()).isPresent());
    return ledger.size();
  }

  private static String next(HttpResponse<String> answer) {
    String link = answer.headers().firstValue("Link").orElseThrow();
    return link.substring(link.indexOf("/api/"), link.indexOf('>'));
  }

  @Test
  void events_areReadOnFromWhereOneStopped_andOnlyWhatIsSigned() throws Exception {
    long from = published();
    HttpResponse<String> head = get("/api/v1/feed?from=" + from);
    assertThat(head.statusCode()).isEqualTo(200);
    String number = accept("清溪巡河");
    records.changeState(number, RecordState.RECTIFYING);
    long size = published();
    HttpResponse<String> changes = get(next(head));
    assertThat(changes.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    List<String> mine = changes.body().lines().filter(line -> line.contains(number)).toList();
    assertThat(mine).hasSize(2);
    assertThat(mine.get(0)).contains("\"event\":\"FILED\"", "清溪巡河");
    assertThat(mine.get(1)).contains("\"event\":\"RECTIFYING\"");
    String entry = get("/ledger/entries/" + index(mine.get(0))).body();
    assertThat(mine.get(0)).as("byte by byte").contains("\"entry\":" + entry + ",");
    assertThat(next(changes)).isEqualTo("/api/v1/feed?from=" + size);
    String tag = changes.headers().firstValue("ETag").orElseThrow();
    assertThat(get(next(head), "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  private static String index(String line) {
    return line.replaceAll(".*\"index\":(\\d+)\\}", "$1");
  }

  @Test
  void restrictedAfterwards_isWithheld_inFeedAndAtom() throws Exception {
    long from = published();
    String number = accept("保密名称");
    published();
    assertThat(get("/api/v1/feed?from=" + from).body()).contains("保密名称");
    records.restrict(number, true);
    String withheld = get("/api/v1/feed?from=" + from).body();
    assertThat(withheld).contains(number, "\"leafHash\":\"").doesNotContain("保密名称");
    assertThat(get("/api/v1/feed.atom").body()).contains(number).doesNotContain("保密名称");
  }

  @Test
  void atom_isWellFormed_whateverTheName() throws Exception {
    accept("<b>巡河 & \u0001");
    published();
    HttpResponse<String> answer = get("/api/v1/feed.atom");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document atom =
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(answer.body())));
    assertThat(atom.getDocumentElement().getLocalName()).isEqualTo("feed");
    assertThat(atom.getElementsByTagName("title").item(1).getTextContent())
        .isEqualTo("备案 · <b>巡河 & ");
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(get("/api/v1/feed.atom", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void positionBeyondTheHead_isOutOfRange_andSaysHowFarItGoes() throws Exception {
    long size = published();
    HttpResponse<String> beyond = get("/api/v1/feed?from=" + (size + 1_000));
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).isPresent();
    assertThat(beyond.body()).contains("\"next\":").doesNotContain("snapshot");
    assertThat(get("/api/v1/feed?from=-1").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/feed?from=x").statusCode()).isEqualTo(400);
  }
}
