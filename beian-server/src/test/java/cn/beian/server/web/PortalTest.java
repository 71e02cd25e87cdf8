package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.filing.states.RecordState;
import cn.beian.ledger.note.TlogProof;
import cn.beian.report.Certificate;
import cn.beian.server.QrOnPdf;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.Certificates;
import cn.beian.server.records.PublicOutcome;
import cn.beian.server.records.Records;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class PortalTest extends ServerTest {
  private static final String SHA256 = "ab".repeat(32);

  @Autowired private Records records;
  @Autowired private Certificates certificates;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

  @Test
  void record_page_saysWhatIsPublicInBothLanguages() throws Exception {
    String number = accept("<script>alert(1)</script>巡河");
    String zh = get("/records/" + number).body();
    assertThat(zh)
        .contains(number)
        .contains("&lt;script&gt;")
        .doesNotContain("<script>alert")
        .contains("已备案，当前有效")
        .contains("指尖形式主义")
        .doesNotContain("??");
    assertThat(get("/records/" + number + "?lang=en").body())
        .contains("Filed and in force")
        .doesNotContain("??");
  }

  @Test
  void number_thatNoRecordHas_isToldWhatItMeans() throws Exception {
    String number = accept("清溪巡河");
    char check = number.charAt(number.length() - 1);
    String misprinted = number.substring(0, number.length() - 1) + (check == '7' ? '8' : '7');
    HttpResponse<String> wrong = get("/records/" + misprinted);
    assertThat(wrong.statusCode()).isEqualTo(404);
    assertThat(wrong.body())
        .contains("校验位", "应为“" + check + "”", "id=\"q\"", "任何单位都不得要求您")
        .doesNotContain("??");
    HttpResponse<String> sought =
        get("/search?q=%20" + misprinted.toLowerCase(java.util.Locale.ROOT));
    assertThat(sought.headers().firstValue("Location"))
        .as("the box leads to the page that says so")
        .hasValueSatisfying(to -> assertThat(to).endsWith("/records/" + misprinted));
    String unknown =
        FilingNumber.mint(NumberKind.APP, DivisionCode.read("330000").orThrow(), 2998, 999_999)
            .toString();
    HttpResponse<String> none = get("/records/" + unknown + "?lang=en");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("well formed", unknown, "id=\"q\"").doesNotContain("??");
    assertThat(get("/records/a%3Cb").body()).contains("a&lt;b", "id=\"q\"");
  }

  @Test
  void restricted_record_showsNumberAndStateOnly() throws Exception {
    String number = accept("保密名称");
    records.restrict(number, true);
    assertThat(get("/records/" + number).body())
        .contains(number)
        .doesNotContain("保密名称")
        .doesNotContain("云州市水务局");
    assertThat(get("/api/v1/records/" + number).body()).doesNotContain("保密名称");
    assertThat(get("/records/" + number + "/certificate/zh").statusCode()).isEqualTo(404);
  }

  @Test
  void certificate_afterSigning_isMadeInBothLanguages() throws Exception {
    String number = accept("清溪巡河");
    await()
        .until(
            () ->
                certificates.find(number, "zh").isPresent()
                    && certificates.find(number, "en").isPresent());
    byte[] pdf = certificates.find(number, "zh").orElseThrow().getContentAsByteArray();
    assertThat(QrOnPdf.text(pdf))
        .as("without beian.public-url")
        .isEqualTo(url("/records/" + number));
    TlogProof proof = TlogProof.parse(Certificate.proofIn(pdf).orElseThrow());
    byte[] entry = Base64.getDecoder().decode(proof.extra().orElseThrow());
    proof.verify(entry, ledger.verifier());
    assertThat(new String(entry, StandardCharsets.UTF_8)).contains(number);
    assertThat(verified(pdf))
        .contains("证明成立", "清溪巡河", "云州市水务局", "/records/" + number, "已备案，当前有效", "请与凭证上的名称")
        .contains("<details><summary>账本条目原文");
    byte[] alone = proof.format().getBytes(StandardCharsets.UTF_8);
    assertThat(verified(alone)).contains("证明成立", "清溪巡河", "/records/" + number);
    String bytes = new String(pdf, StandardCharsets.ISO_8859_1);
    String forged = bytes.replaceFirst("(tlog-proof@v1\n(?:extra [^\n]*\n)?index )[0-9]+", "$17");
    assertThat(verified(forged.getBytes(StandardCharsets.ISO_8859_1))).contains("证明不成立");
    assertThat(verified("%PDF-1.7 nothing".getBytes(StandardCharsets.UTF_8)))
        .contains("这个文件里没有账本的证明")
        .doesNotContain("证明不成立");

    transactions.executeWithoutResult(
        status -> records.changeState(number, RecordState.RECTIFYING));
    assertThat(verified(pdf)).contains("证明成立。现在的状态：整改中");
    await().untilAsserted(() -> assertThat(paper(number)).contains("整改中（截至 ", "国家互联网信息办公室"));
  }

  private String verified(byte[] file) throws Exception {
    Visitor stranger = new Visitor(url(""));
    stranger.get("/verify");
    return stranger.upload("/verify/certificate", Map.of(), "certificate.pdf", file).body();
  }

  private String paper(String number) throws IOException {
    byte[] pdf = certificates.find(number, "zh").orElseThrow().getContentAsByteArray();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void lookUp_batch_answersEachInOrder() throws Exception {
    accept("批量");
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(url("/api/v1/lookup")))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "[{\"sha256\":\"" + SHA256 + "\"},{\"packageId\":\"cn.nobody\"}]"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("FILED_THIS_BUILD").contains("UNKNOWN");
  }

  @Test
  void lookUp_tooManyOrNoJson_isAProblemWithASentence() throws Exception {
    String many = "[" + "{\"number\":\"1\"},".repeat(1000) + "{}]";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url("/api/v1/lookup")))
            .header("Content-Type", "application/json");
    assertThat(send(request.POST(HttpRequest.BodyPublishers.ofString(many)).build()).statusCode())
        .isEqualTo(413);
    HttpResponse<String> broken =
        send(request.POST(HttpRequest.BodyPublishers.ofString("{")).build());
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).doesNotContain("Exception").doesNotContain("at cn.beian");
  }

  @Test
  void search_withoutHit_saysWhatThatMeans() throws Exception {
    String page =
        get("/search?q=" + URLEncoder.encode("没有这个" + Unique.word(), StandardCharsets.UTF_8))
            .body();
    assertThat(page).contains("没有查到备案").contains("任何单位都不得要求您下载");
  }

  @Test
  void unknownNumber_record_is404() throws Exception {
    assertThat(get("/records/ZW-A-330000-2026-999999-X").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url(path))).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private String accept(String appName) {
    return Objects.requireNonNull(
            transactions.execute(
                status ->
                    records.accept(
                        new Acceptance(
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            NumberKind.APP,
                            new DivisionCode("330000"),
                            "",
                            appName,
                            "云州市水务局",
                            "",
                            "国家互联网信息办公室",
                            "河湖巡查人员",
                            LocalDate.of(2026, 11, 25),
                            List.of(
                                new FiledPackage(
                                    "android", "cn.yunzhou.river", "1.0", SHA256, "cd".repeat(32))),
                            List.of(new GroupOutcome("FORM", PublicOutcome.PASS, 0)),
                            "ef".repeat(32),
                            List.of("01".repeat(32)),
                            List.of()))))
        .toString();
  }
}
