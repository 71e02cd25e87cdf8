package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.StoredFiles;
import cn.beian.server.storage.StoredObject;
import cn.beian.server.testing.Inspection.Failure;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The list of unread packages has packages alone, and says first why each was not read. */
class FileThatIsNoPackageTest extends ServerTest {
  private static final Pattern LEFT_OUT = Pattern.compile("另有 (\\d+) 个文件不是软件包");

  @Autowired private ApplicationContext server;
  @Autowired private Intake intake;
  @Autowired private InspectionStore store;

  private final UUID unit = UUID.randomUUID();

  private StoredPackage failed(String name, Failure failure, String detail) throws Exception {
    String login = person(unit, "HANDLER");
    UUID id = UUID.randomUUID();
    StoredObject stored =
        StoredFiles.put(
            server.getBean(ObjectStore.class), id.toString().getBytes(StandardCharsets.UTF_8));
    jdbc.sql(
            "insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name,"
                + " sha256, size_bytes) select ?, ?, id, now(), ?, ?, 36 from user_account"
                + " where login = ?")
        .params(id, unit, name, stored.sha256(), login)
        .update();
    StoredPackage taken = intake.findPackage(id).orElseThrow();
    store.queue(taken);
    store.begin(taken);
    store.failed(taken, failure, detail);
    return taken;
  }

  private static int leftOut(String page) {
    Matcher said = LEFT_OUT.matcher(page);
    return said.find() ? Integer.parseInt(said.group(1)) : 0;
  }

  @Test
  void filesOfAnotherKind_areCountedAtTheFoot_andNotListed() throws Exception {
    WebSession admin = WebSession.of(server, url(""), person(unit, "SYSTEM_ADMINISTRATOR"));
    int before = leftOut(admin.page("/admin/unread-packages"));
    StoredPackage broken = failed("巡河.apk", Failure.UNREADABLE, "central-directory at 12");
    StoredPackage picture = failed("图片.apk", Failure.PICTURE, "png");
    StoredPackage document = failed("说明.zip", Failure.PDF, "pdf");

    String page = admin.page("/admin/unread-packages");
    assertThat(page)
        .contains("巡河.apk", broken.sha256())
        .doesNotContain(picture.sha256(), document.sha256(), "图片.apk", "说明.zip");
    assertThat(leftOut(page)).isEqualTo(before + 2);
  }

  @Test
  void sentenceStandsFirst_andTheDetailIsFolded() throws Exception {
    WebSession admin = WebSession.of(server, url(""), person(unit, "SYSTEM_ADMINISTRATOR"));
    StoredPackage broken = failed("水库.apk", Failure.LIMIT, "entries 70001 > 70000");
    String page = admin.page("/admin/unread-packages");
    String row = page.substring(page.indexOf("水库.apk"));
    String open = row.substring(0, row.indexOf("<details"));
    String folded = row.substring(row.indexOf("<details"), row.indexOf("</details>"));
    assertThat(open).contains("它超过了安全上限").doesNotContain("entries 70001", broken.sha256());
    assertThat(folded).contains("entries 70001 &gt; 70000", broken.sha256());
  }
}
