package cn.beian.server.official;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.official.OfficialLists.Heading;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** A stranger follows the batches of the official system. */
class BatchFeedTest extends ServerTest {
  private static final String FEED = "/api/v1/batches.atom";

  @Autowired private ApplicationContext server;
  @Autowired private Batches batches;
  @Autowired private Records records;
  @Autowired private TransactionTemplate transactions;

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private UUID batch(String name, String day) {
    String login = new Stage(server, "PREFECTURE", "LOCAL").own(Role.COMPLETENESS_REVIEWER);
    UUID person =
        jdbc.sql("select id from user_account where login = ?")
            .param(login)
            .query(UUID.class)
            .single();
    return batches.make(new Heading(name, LocalDate.parse(day), "国信办公告〔2026〕3号"), person);
  }

  private void withRecord(UUID batch) {
    String number =
        Objects.requireNonNull(
                transactions.execute(
                    status -> records.accept(Filed.acceptance(Filed.android(), "巡河"))))
            .toString();
    batches.add(batch, number, "官方-1");
    batches.add(batch, number, "官方-1");
  }

  private Stream<Element> entries(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/atom+xml"));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element feed =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(answer.body())))
            .getDocumentElement();
    assertThat(feed.getLocalName()).isEqualTo("feed");
    return IntStream.range(0, feed.getElementsByTagName("entry").getLength())
        .mapToObj(i -> (Element) feed.getElementsByTagName("entry").item(i));
  }

  private Element entry(UUID batch, String path) throws Exception {
    return entries(path)
        .filter(entry -> text(entry, "id").endsWith("/batches/" + batch))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Element of, String name) {
    return of.getElementsByTagName(name).item(0).getTextContent();
  }

  private static String[] links(Element entry) {
    return IntStream.range(0, entry.getElementsByTagName("link").getLength())
        .mapToObj(i -> (Element) entry.getElementsByTagName("link").item(i))
        .map(link -> link.getAttribute("rel") + " " + path(link.getAttribute("href")))
        .toArray(String[]::new);
  }

  private static String path(String address) {
    return URI.create(address).getPath();
  }

  @Test
  void batch_isAnEntry_withDayCountPageAndFiles_inBothLanguages() throws Exception {
    UUID batch = batch("第 7 批 <b>&\u0001", "2026-03-01");
    withRecord(batch);
    Element entry = entry(batch, FEED + "?lang=zh");
    assertThat(text(entry, "title")).isEqualTo("第 7 批 <b>& · 2026年3月1日");
    assertThat(text(entry, "summary")).contains("国信办公告〔2026〕3号", "本系统有记录的应用 1 个");
    String page = "/batches/" + batch;
    assertThat(links(entry))
        .containsExactly(
            "alternate " + page,
            "enclosure " + page + "/records.csv",
            "enclosure " + page + "/records.xlsx");
    assertThat(get(page).statusCode()).isEqualTo(200);
    assertThat(text(entry(batch, FEED + "?lang=en"), "summary"))
        .contains("Published 1 March 2026", "Apps with a record here: 1");
  }

  @Test
  void feed_isTheSameUntilABatchComesOrGrows_andAnOldDayComesFirstWhenItComesLast()
      throws Exception {
    UUID first = batch("甲 " + Unique.word(), "2026-03-02");
    String tag = get(FEED).headers().firstValue("ETag").orElseThrow();
    assertThat(get(FEED, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(FEED).body()).as("without a record").doesNotContain("" + first);
    withRecord(first);
    String grown = get(FEED).headers().firstValue("ETag").orElseThrow();
    assertThat(grown).isNotEqualTo(tag);
    UUID older = batch("乙 " + Unique.word(), "2025-01-01");
    withRecord(older);
    assertThat(text(entries(FEED).findFirst().orElseThrow(), "id")).endsWith("" + older);
    assertThat(get(FEED, "If-None-Match", grown).statusCode()).isEqualTo(200);
  }

  @Test
  void feed_holdsTheLatestFifty() throws Exception {
    UUID first = batch("多 " + Unique.word(), "2026-03-03");
    withRecord(first);
    String number =
        jdbc.sql("select number from official_batch_record where batch_id = ?")
            .param(first)
            .query(String.class)
            .single();
    for (int i = 0; i < 50; i++) {
      batches.add(batch("多 " + Unique.word(), "2026-03-03"), number, "官方-1");
    }
    assertThat(entries(FEED)).hasSize(50);
  }

  @Test
  void pageOfBatches_leadsToTheFeed_inItsHeadAndVisibly() throws Exception {
    UUID batch = batch("丙 " + UUID.randomUUID(), "2026-03-04");
    withRecord(batch);
    assertThat(get("/batches").body())
        .contains("<link rel=\"alternate\" type=\"application/atom+xml\"", "订阅新批次");
    assertThat(get("/batches?lang=en").body()).contains("href=\"" + FEED + "?lang=en\"");
    assertThat(get("/batches/" + batch).body()).contains("application/atom+xml");
    assertThat(get("/register").body()).doesNotContain("application/atom+xml");
    assertThat(get("/open-data").body()).contains(FEED);
  }
}
