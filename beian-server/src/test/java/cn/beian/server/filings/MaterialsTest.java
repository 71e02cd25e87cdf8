package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.drafting.DraftMaterials;
import cn.beian.server.filings.drafting.Materials;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.records.Records;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents sent in pieces, as the script of the pages does, and where they find their place. */
@Tag("once")
class MaterialsTest extends ServerTest {
  private static final String CERTIFICATE = "security.mlpsCertificate";
  private static final String STAMPED = "undertaking.stampedCopy";

  @Autowired private ApplicationContext server;
  @Autowired private DraftMaterials materials;
  @Autowired private TransactionTemplate transaction;
  private FilingSteps steps;
  private UUID id;
  private Visitor handler = new Visitor("");

  @BeforeEach
  void draft() throws Exception {
    steps = new FilingSteps(server);
    id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.save(id, Map.of(Question.once("security.mlpsLevel"), "2"));
    handler = visitor(steps.handler);
  }

  private Visitor visitor(String login) throws Exception {
    WebSession.givePassword(server, login);
    return new Visitor(url("")).logIn(login, WebSession.PASSWORD, "zh");
  }

  private static byte[] pdf(String text) {
    return ("%PDF-1.7\n% " + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> announce(Visitor by, String name, long length) throws Exception {
    String named = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    String kind = Base64.getEncoder().encodeToString("document".getBytes(StandardCharsets.UTF_8));
    return by.send(
        "POST",
        "/uploads",
        Map.of(
            "Upload-Length",
            Long.toString(length),
            "Upload-Metadata",
            "filename " + named + ",kind " + kind),
        new byte[0]);
  }

  private HttpResponse<String> piece(Visitor by, String address, long offset, byte[] bytes)
      throws Exception {
    return by.send(
        "PATCH",
        address,
        Map.of(
            "Upload-Offset",
            Long.toString(offset),
            "Content-Type",
            "application/offset+octet-stream"),
        bytes);
  }

  private String upload(Visitor by, String name, byte[] bytes) throws Exception {
    String address =
        announce(by, name, bytes.length).headers().firstValue("Location").orElseThrow();
    assertThat(piece(by, address, 0, bytes).statusCode()).isEqualTo(204);
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private HttpResponse<String> post(Visitor by, String path, Map<String, String> form)
      throws Exception {
    HttpResponse<String> answer = by.post("/applications/" + id + "/" + path, form);
    return answer.statusCode() == 302 ? by.follow(answer) : answer;
  }

  private HttpResponse<String> put(String name, byte[] bytes, String... more) throws Exception {
    Map<String, String> form = new HashMap<>(Map.of("upload", upload(handler, name, bytes)));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return post(handler, "documents", form);
  }

  private String shown(String question) {
    return Optional.ofNullable(steps.file(id).answers().get(Question.once(question)))
        .map(stored -> stored.answer().evidence())
        .orElse("");
  }

  private String document(String question) {
    return steps.file(id).value(question);
  }

  private Materials materials() {
    return materials.of(steps.file(id));
  }

  @Test
  void document_thatComesWhileATextIsHalfTyped_stands_andThePageSaysNothingOfAConflict()
      throws Exception {
    String topic = "/applications/" + id + "/topics/SECURITY";
    put("等保备案证明.pdf", pdf("a"));
    Map<String, String> beside =
        Map.of(
            "a:" + CERTIFICATE,
            "",
            "b:" + CERTIFICATE,
            "",
            "a:security.mlpsLevel",
            "2",
            "b:security.mlpsLevel",
            "2");
    Map<String, String> inItsPlace =
        Map.of("a:" + CERTIFICATE, "无，因为正", "b:" + CERTIFICATE, "", "t", CERTIFICATE);
    for (Map<String, String> form : List.of(beside, inItsPlace)) {
      HttpResponse<String> saved = handler.post(topic, form, Map.of("HX-Request", "true"));
      assertThat(saved.statusCode()).isEqualTo(200);
      assertThat(saved.body())
          .contains("id=\"saved\"")
          .doesNotContain("data-mine", "error-summary");
      assertThat(shown(CERTIFICATE)).isEqualTo("等保备案证明.pdf");
    }
  }

  @Test
  void severalFiles_findTheirPlacesByName_andOneThatSaysNothingWaits() throws Exception {
    put("等保备案证明.pdf", pdf("a"));
    put("盖章承诺书.pdf", pdf("b"));
    String page = put("扫描件_0031.pdf", pdf("c")).body();
    assertThat(shown(CERTIFICATE)).isEqualTo("等保备案证明.pdf");
    assertThat(shown(STAMPED)).isEqualTo("盖章承诺书.pdf");
    assertThat(page).contains("扫描件_0031.pdf", "放到哪一项？", "name=\"to:");
    Materials.Waiting waits = materials().waiting().get(0);
    assertThat(materials().waiting()).hasSize(1);
    assertThat(handler.get("/applications/" + id + "/check").body())
        .as("what is not sent is said before")
        .contains("签署提交后即删除", waits.fileName());

    post(
        handler,
        "documents/place",
        Map.of(
            "document",
            "" + waits.attachmentId(),
            "to:" + waits.attachmentId(),
            "other.attachment"));
    assertThat(shown("other.attachment")).isEqualTo("扫描件_0031.pdf");
    assertThat(materials().waiting()).isEmpty();
  }

  @Test
  void fileThatBelongsToAWholeTopic_answersAllOfIt_andOneClickTakesItOut() throws Exception {
    put("项目验收报告.pdf", pdf("report"), "topic", "ACCEPTANCE");
    assertThat(shown("acceptance.opinion")).isEqualTo("项目验收报告.pdf");
    assertThat(shown("acceptance.content")).isEqualTo("项目验收报告.pdf");
    post(
        handler,
        "documents/place",
        Map.of(
            "document",
            document("acceptance.opinion"),
            "to:" + document("acceptance.opinion"),
            "",
            "topic",
            "ACCEPTANCE"));
    assertThat(shown("acceptance.opinion")).isEmpty();
    assertThat(shown("acceptance.content")).isEmpty();
    assertThat(materials().waiting()).hasSize(1);
  }

  @Test
  void replaced_andTakenBack_isTheFirstAgain_andNothingIsUploadedTwice() throws Exception {
    put("等保备案证明.pdf", pdf("A"));
    String first = document(CERTIFICATE);
    String asked = put("等保备案证明（新）.pdf", pdf("B")).body();
    assertThat(document(CERTIFICATE)).as("nothing is replaced by a name").isEqualTo(first);
    assertThat(asked).contains("这一项已有内容");
    String second = "" + materials().waiting().get(0).attachmentId();
    post(handler, "documents/place", Map.of("document", second + " " + CERTIFICATE));
    assertThat(document(CERTIFICATE)).isEqualTo(second);
    assertThat(materials().replaced().get(Question.once(CERTIFICATE))).hasSize(1);

    assertThat(handler.get("/applications/" + id + "/topics/SECURITY").body())
        .contains("value=\"" + first + " " + CERTIFICATE + "\"")
        .doesNotContain("documents/place?"); // fields in the address of a form are refused
    String page =
        post(handler, "documents/place", Map.of("document", first + " " + CERTIFICATE)).body();
    assertThat(document(CERTIFICATE)).isEqualTo(first);
    assertThat(page).contains("用回 等保备案证明（新）.pdf");

    put("等保备案证明.pdf", pdf("A"));
    assertThat(document(CERTIFICATE)).as("the same file again").isEqualTo(first);
    assertThat(materials().waiting()).isEmpty();
  }

  @Test
  void corrected_aDocumentLeavesItsFormerPlace() throws Exception {
    put("等保备案证明.pdf", pdf("misnamed"));
    String wrong = document(CERTIFICATE);
    post(
        handler,
        "documents/place",
        Map.of("document", wrong, "to:" + wrong, STAMPED, "topic", "SECURITY"));
    assertThat(document(STAMPED)).isEqualTo(wrong);
    assertThat(document(CERTIFICATE)).isEmpty();
  }

  @Test
  void pieceSentAgain_orOutOfOrder_changesNothing_andTheRestGoesOn() throws Exception {
    byte[] bytes = pdf("long ".repeat(1000));
    String address =
        announce(handler, "盖章承诺书.pdf", bytes.length).headers().firstValue("Location").orElseThrow();
    byte[] head = Arrays.copyOf(bytes, 2000);
    byte[] rest = Arrays.copyOfRange(bytes, 2000, bytes.length);
    assertThat(piece(handler, address, 0, head).statusCode()).isEqualTo(204);
    assertThat(piece(handler, address, 0, head).statusCode()).isEqualTo(409);
    assertThat(piece(handler, address, 4000, rest).statusCode()).isEqualTo(409);
    String upload = address.substring(address.lastIndexOf('/') + 1);
    HttpResponse<String> early = post(handler, "documents", Map.of("upload", upload));
    assertThat(early.statusCode()).isEqualTo(422);
    assertThat(early.body()).contains("上传中断");
    assertThat(piece(handler, address, 2000, rest).statusCode()).isEqualTo(204);
    assertThat(piece(handler, address, 2000, rest).statusCode()).as("replayed").isEqualTo(409);
    assertThat(
            handler
                .send("HEAD", address, Map.of(), new byte[0])
                .headers()
                .firstValue("Upload-Offset"))
        .contains("" + bytes.length);
    post(handler, "documents", Map.of("upload", upload));
    String taken = document(STAMPED);
    post(handler, "documents", Map.of("upload", upload)); // the other tab
    assertThat(document(STAMPED)).isEqualTo(taken);
    assertThat(materials().waiting()).isEmpty();
    assertThat(handler.get("/applications/" + id + "/attachments/" + taken).body().length())
        .isEqualTo(bytes.length);
  }

  @Test
  void whatIsNoDocument_orTooLarge_isRefused_andLeavesNothing() throws Exception {
    HttpResponse<String> refused =
        put("x.pdf", "MZ\u0000junk".getBytes(StandardCharsets.UTF_8), "to", STAMPED);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("不是 PDF、图片或 Office 文件：x.pdf");
    assertThat(announce(handler, "大.pdf", 21L << 20).statusCode()).isEqualTo(413);
    assertThat(announce(handler, "空.pdf", 0).statusCode()).isEqualTo(422);
    assertThat(shown(STAMPED)).isEmpty();
    assertThat(
            jdbc.sql("select count(*) from package_part where organization_id = ?")
                .param(steps.stage.unit)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "sponsor.name",
    "app.audience",
    "no.such.field",
    "undertaking.signature",
    "security.mlpsCertificate@other",
    "@SPONSOR",
    "@NO_TOPIC"
  })
  void craftedQuestion_isRefused_andTheAnswersStay(String place) throws Exception {
    Map<Question, StoredAnswer> before = steps.file(id).answers();
    assertThat(put("a.pdf", pdf("a"), "to", place).statusCode()).isEqualTo(422);
    assertThat(steps.file(id).answers()).isEqualTo(before);
  }

  @Test
  void nobodyPutsOrMovesWhatIsAnotherUnits() throws Exception {
    FilingSteps others = new FilingSteps(server);
    Visitor stranger = visitor(others.handler);
    String theirs = upload(stranger, "等保备案证明.pdf", pdf("theirs"));
    assertThat(post(handler, "documents", Map.of("upload", theirs)).statusCode()).isEqualTo(422);
    put("等保备案证明.pdf", pdf("ours"));
    String ours = document(CERTIFICATE);
    assertThat(
            post(stranger, "documents/place", Map.of("document", ours + " " + STAMPED))
                .statusCode())
        .isIn(403, 404);
    String foreign = "" + others.pdf(others.stage.unit, others.stage.id(others.handler)).id();
    for (String path : List.of("documents/place", "documents/reuse")) {
      assertThat(post(handler, path, Map.of("document", foreign + " " + STAMPED)).statusCode())
          .as(path)
          .isEqualTo(422);
    }
    assertThat(
            visitor(
                    new Stage(server, "PREFECTURE", "LOCAL")
                        .official(Role.COMPLETENESS_REVIEWER, "330000"))
                .post("/applications/" + id + "/documents", Map.of("upload", theirs))
                .statusCode())
        .isEqualTo(403);
    assertThat(document(CERTIFICATE)).isEqualTo(ours);
  }

  @Test
  void twoHundredFiles_areTheMost_andThePageStaysSmall() throws Exception {
    UUID unit = steps.stage.unit;
    UUID person = steps.stage.id(steps.handler);
    jdbc.sql(
            """
            with made as (
              insert into attachment (id, organization_id, uploaded_by, uploaded_at, file_name,
                media_type, sha256, size_bytes)
              select gen_random_uuid(), ?, ?, now(), '扫描件' || n || '.pdf', 'application/pdf',
                lpad(n::text, 64, '0'), 9 from generate_series(1, 200) n returning id)
            insert into draft_document (application_id, attachment_id, added_at)
              select ?, id, now() from made
            """)
        .params(unit, person, id)
        .update();
    HttpResponse<String> refused = put("扫描件.pdf", pdf("one more"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("最多存放 200 个文件");
    String page = handler.get("/applications/" + id).body();
    assertThat(page).contains("还有 180 个文件");
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000);
  }

  @Test
  void documentOfTheLastFiling_isOffered_withDateAndNumber_whileThatIsInForce() throws Exception {
    UUID filed = steps.draft(steps.stage.plant(steps.stage.app().facts(), steps.handler));
    steps.save(filed, Map.of(Question.once("security.mlpsLevel"), "2"));
    String number = steps.accepted(steps.inNationalReview(filed)).toString();
    steps.stage.as(steps.handler);
    UUID another =
        steps.draft(steps.stage.plant(new AppFacts("cn.gov.test.other").facts(), steps.handler));
    id = another;
    steps.save(id, Map.of(Question.once("security.mlpsLevel"), "2"));
    String page = handler.get("/applications/" + id + "/topics/SECURITY").body();
    assertThat(page).contains("沿用 ", "备案时的同一文件");
    assertThat(materials().offers())
        .containsKey(Question.once(CERTIFICATE))
        .doesNotContainKey(Question.once(STAMPED));
    UUID offered =
        Objects.requireNonNull(materials().offers().get(Question.once(CERTIFICATE)))
            .document()
            .attachmentId();

    transaction.executeWithoutResult(
        status -> server.getBean(Records.class).changeState(number, RecordState.REVOKED));
    assertThat(materials().offers()).isEmpty();
    assertThat(
            post(handler, "documents/reuse", Map.of("document", "" + offered + " " + CERTIFICATE))
                .statusCode())
        .isEqualTo(422);
    transaction.executeWithoutResult(
        status -> server.getBean(Records.class).changeState(number, RecordState.FILED));
    assertThat(
            post(handler, "documents/reuse", Map.of("document", "" + offered + " " + STAMPED))
                .statusCode())
        .isEqualTo(422);
    post(handler, "documents/reuse", Map.of("document", "" + offered + " " + CERTIFICATE));
    assertThat(document(CERTIFICATE)).isEqualTo("" + offered);
  }

  @Test
  void sent_theDraftKeepsNoOtherDocuments() throws Exception {
    put("扫描件.pdf", pdf("nowhere"));
    steps.send(id);
    assertThat(
            jdbc.sql("select count(*) from draft_document where application_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void keys_areThoseOfTheForm() {
    assertThat(materials().documents())
        .extracting(entry -> QuestionKey.of(entry.question()))
        .contains(CERTIFICATE, STAMPED, "other.attachment");
  }
}
