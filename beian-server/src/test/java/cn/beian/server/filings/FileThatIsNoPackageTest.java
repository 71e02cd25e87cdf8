package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.policies.AppForm;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.filed.ReadPackages;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.testing.Inspections;
import cn.beian.testkit.ApkBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A file that is no package is not kept beside those that are, and nothing is asked of it. */
class FileThatIsNoPackageTest extends ServerTest {
  private static final String TEXT = "这是一个文本文件，不是安装包";

  @Autowired private ApplicationContext server;
  @Autowired private DraftPackages packages;
  @Autowired private ReadPackages readPackages;
  @Autowired private Inspections inspections;
  @Autowired private TransactionTemplate transaction;
  private FilingSteps steps;
  private WebSession handler;
  private UUID id = UUID.randomUUID();
  private String page = "";

  @BeforeEach
  void draft() throws Exception {
    steps = new FilingSteps(server);
    handler = WebSession.of(server, url(""), steps.handler);
    id = steps.draft(steps.stage.plant(steps.stage.app().facts(), steps.handler));
    page = "/applications/" + id;
  }

  private byte[] bytes(String text) {
    return (text + id).getBytes(StandardCharsets.UTF_8);
  }

  /** It is read only after it was put there: before, it would be refused at once. */
  private void add(String fileName, byte[] file) throws Exception {
    String sha256 = sha256(file);
    inspection(file, "RUNNING", "");
    handler.postFile(page + "/packages", Map.of(), fileName, file);
    transaction.executeWithoutResult(
        one -> {
          ended(sha256, "WORKER_FAILED");
          assertThat(inspections.readAnew(sha256, "")).isTrue();
        });
    await()
        .pollInSameThread()
        .until(() -> steps.file(id).packages().stream().allMatch(one -> one.test().isPresent()));
  }

  @Test
  void textPointerPageAndHalfOfAPackage_goAgain_andAskNothing() throws Exception {
    CaseFile before = steps.file(id);
    byte[] apk = new ApkBytes("cn.gov.lake").mainActivity("cn.gov.A").unsigned();
    Map<String, byte[]> files =
        Map.of(
            "notes.txt", bytes("notes "),
            "lfs.apk", bytes("version https://git-lfs.github.com/spec/v1\noid sha256:"),
            "page.apk", bytes("<!DOCTYPE html><html><title>登录</title>"),
            "half.apk", Arrays.copyOf(apk, apk.length / 2));
    Map<String, String> told =
        Map.of("notes.txt", TEXT, "lfs.apk", "Git LFS", "page.apk", "网页", "half.apk", "文件不完整");
    for (Map.Entry<String, byte[]> one : files.entrySet()) {
      add(one.getKey(), one.getValue());
      CaseFile after = steps.file(id);
      assertThat(after.packages()).hasSize(1);
      assertThat(after.missing()).isEqualTo(before.missing());
      assertThat(handler.page(page))
          .contains("“" + one.getKey() + "”没有收下：", told.get(one.getKey()), "知道了");
    }
    assertThat(handler.page(page)).as("the last alone").containsOnlyOnce("没有收下：");
    assertThat(handler.page(page + "/check")).doesNotContain("软件包读不出来");
  }

  @Test
  void fileThatIsKnown_isRefusedAtOnce_byName_andWhatWasToldBeforeIsNot() throws Exception {
    add("notes.txt", bytes("notes "));
    add("page.apk", bytes("<!DOCTYPE html><html>"));
    var again = handler.postFile(page + "/packages", Map.of(), "notes.txt", bytes("notes "));
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("“notes.txt”没有收下：" + TEXT).doesNotContain("page.apk");
    assertThat(steps.file(id).packages()).hasSize(1);

    UUID held = steps.file(id).packages().get(0).submitted().packageId();
    String named = steps.file(id).packages().get(0).stored().fileName();
    var by =
        handler.postFile(
            page + "/packages", Map.of("replaces", held.toString()), "notes.txt", bytes("notes "));
    assertThat(by.statusCode()).isEqualTo(422);
    assertThat(by.body()).contains("“notes.txt”没有换上：" + TEXT, "“" + named + "”仍然有效。");
  }

  @Test
  void refusedFile_isSeen_andToldNoMore() throws Exception {
    add("notes.txt", bytes("notes "));
    UUID file =
        jdbc.sql("select package_id from package_replacement where application_id = ?")
            .param(id)
            .query(UUID.class)
            .single();
    handler.post(page + "/packages/" + file + "/removal", Map.of());
    assertThat(handler.page(page)).doesNotContain("notes.txt");
  }

  @Test
  void draftWithoutAnyPackage_isWhatItWasBefore() throws Exception {
    UUID held = steps.file(id).packages().get(0).submitted().packageId();
    steps.as(steps.handler);
    packages.remove(id, held);
    CaseFile before = steps.file(id);
    add("notes.txt", bytes("notes "));
    CaseFile after = steps.file(id);
    assertThat(after.packages()).isEmpty();
    assertThat(after.application().form()).isEqualTo(AppForm.WEB);
    assertThat(after.value("app.kind")).isEqualTo(before.value("app.kind"));
    assertThat(after.missing()).isEqualTo(before.missing());
  }

  @Test
  void whatWasDone_isSaidOnce_andNotBesideWhatIsRefusedAfterwards() throws Exception {
    UUID held = steps.file(id).packages().get(0).submitted().packageId();
    UUID next = steps.stage.plant(steps.stage.app().version("4", "4").facts(), steps.handler);
    steps.as(steps.handler);
    packages.replace(id, held, next);
    String named = steps.file(id).packages().get(0).stored().fileName();
    assertThat(handler.page(page)).contains("已换上“" + named + "”。");
    UUID harmony = steps.stage.plant(steps.stage.app().format("hap").facts(), steps.handler);
    steps.as(steps.handler);
    packages.add(id, harmony);
    assertThat(handler.page(page)).contains("已放入“").doesNotContain("已换上");
    assertThat(handler.post(page + "/packages/" + harmony + "/removal", Map.of()).body())
        .contains("已移除“")
        .doesNotContain("已放入");
    List<String> told = List.of("已移除“", "已放入“", "已换上“");
    add("notes.txt", bytes("notes "));
    assertThat(handler.page(page)).doesNotContain(told.toArray(String[]::new));
  }

  @Test
  void packageThatIsBeingRead_isSaidToBe_andAsksNothing_untilItWasReadAndTakenOut()
      throws Exception {
    CaseFile before = steps.file(id);
    byte[] file = bytes("notes ");
    inspection(file, "RUNNING", "");
    handler.postFile(page + "/packages", Map.of(), "notes.apk", file);
    reads(before);

    ended(sha256(file), "PLAIN_TEXT");
    reads(before);

    readPackages.goOn(
        jdbc.sql("select id from package_upload where sha256 = ?")
            .param(sha256(file))
            .query(UUID.class)
            .single());
    assertThat(handler.page(page)).contains("“notes.apk”没有收下：").doesNotContain("正在读取");
    assertThat(steps.file(id).missing()).isEqualTo(before.missing());
  }

  private void reads(CaseFile before) throws Exception {
    assertThat(steps.file(id).missing()).isEqualTo(before.missing());
    assertThat(steps.file(id).tally()).isEqualTo(before.tally());
    assertThat(handler.page(page))
        .contains("“notes.apk”正在读取。", "共 " + before.tally().all() + " 项")
        .doesNotContain("读不出来", "没有收下", "已放入");
    assertThat(handler.page(page + "/check")).doesNotContain("（notes.apk）");
  }

  private void inspection(byte[] file, String status, String failure) throws Exception {
    jdbc.sql(
            "insert into inspection (sha256, app_id, status, failure, requested_at)"
                + " values (?, '', ?, ?, now())")
        .params(sha256(file), status, failure)
        .update();
  }

  private void ended(String sha256, String failure) {
    jdbc.sql(
            "update inspection set status = 'FAILED', failure = ?, ended_at = now()"
                + " where sha256 = ?")
        .params(failure, sha256)
        .update();
  }

  private static String sha256(byte[] file) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
  }

  @Test
  void packageThatIsUnreadable_isSaidToBe_andStays() throws Exception {
    byte[] file = bytes("notes ");
    inspection(file, "RUNNING", "");
    ended(sha256(file), "UNREADABLE");
    handler.postFile(page + "/packages", Map.of(), "notes.apk", file);
    assertThat(handler.page(page)).contains("读不出来", "已放入“notes.apk”。").doesNotContain("正在读取");
  }
}
