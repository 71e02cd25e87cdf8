package cn.beian.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.database.DatabaseLock;
import cn.beian.server.intake.UploadRefusedException.Reason;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.StoredFiles;
import cn.beian.server.trail.RegisterStandings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What is taken while the disk or the quota of a unit is full, and what is removed by itself. */
class DiskTest extends ServerTest {
  private static final long GIB = 1L << 30;
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @Autowired private ApplicationContext server;
  @Autowired private Intake intake;
  @Autowired private PackageIntake packages;
  @Autowired private Uploads uploads;
  @Autowired private ObjectStore objects;
  @Autowired private FreeSpace space;
  @Autowired private Room room;
  @Autowired private Unreferenced unreferenced;
  @Autowired private RegisterStandings standings;
  @Autowired private DataSource dataSource;
  @Autowired private JdbcTemplate template;
  @Autowired private DiskSettings settings;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Clock clock;

  private final UUID unit = UUID.randomUUID();
  private final UUID person = UUID.randomUUID();

  private static InputStream bytes(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
  }

  private String stored(String content) throws Exception {
    return StoredFiles.put(objects, content.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private Path file(String sha256) {
    return StoredFiles.file(objects, sha256);
  }

  private UUID attached(String content, String fileName) throws Exception {
    return intake.takeAttachment(bytes("%PDF-1.7 " + content), fileName, unit, person).id();
  }

  /** As a monitor asks. */
  private HttpResponse<String> ask(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url(path))).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UploadRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void fullDisk_takesNothing_saysSo_andStillAnswers() throws Exception {
    Visitor stranger = new Visitor(url(""));
    stranger.get("/pre-check?lang=zh");
    assertThat(ask("/actuator/health").body()).contains("UP");
    FreeSpace.Measure before = space.measureBy(() -> GIB - 1);
    try {
      assertRefused(
          Reason.NO_SPACE, () -> packages.take(bytes("a"), "a", "", unit, person).stored());
      assertRefused(Reason.NO_SPACE, () -> uploads.begin(1, "a", "", unit, person));
      HttpResponse<String> answer = stranger.upload("/pre-check", Map.of(), "a.apk", new byte[100]);
      assertThat(answer.statusCode()).isEqualTo(507);
      assertThat(answer.body()).contains("服务器存储空间不足");
      space.measureBy(() -> GIB + 6000); // once, not twice
      assertThat(stranger.upload("/pre-check", Map.of(), "a.apk", new byte[5000]).statusCode())
          .isEqualTo(507);
      space.measureBy(() -> GIB - 1);
      HttpResponse<String> health = ask("/actuator/health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("DISK_LOW");
      assertThat(ask("/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(stranger.get("/search").statusCode()).isEqualTo(200);
      space.measureBy(() -> GIB + 10);
      assertThat(ask("/actuator/health").statusCode()).isEqualTo(200);
      assertRefused(Reason.NO_SPACE, () -> uploads.begin(6, "a", "", unit, person));
      uploads.drop(uploads.begin(5, "a", "", unit, person).id(), unit); // and the whole beside it
    } finally {
      space.measureBy(before);
    }
    assertThat(packages.take(bytes("a"), "a", "", unit, person).stored().sizeBytes()).isEqualTo(1);
  }

  @Test
  void quotaOfAUnit_countsTheSameBytesOnce_andWhatIsStillComing() throws Exception {
    String sha256 = "%064x".formatted(unit.getMostSignificantBits() >>> 1);
    for (int i = 0; i < 2; i++) {
      jdbc.sql(
              "insert into package_upload (id, organization_id, uploaded_by, uploaded_at,"
                  + " file_name, sha256, size_bytes) values (?, ?, ?, now(), 'large.apk', ?, ?)")
          .params(UUID.randomUUID(), unit, person, sha256, 99 * GIB)
          .update();
    }
    assertThat(room.taken(unit)).isEqualTo(99 * GIB);
    packages.take(bytes("small"), "a", "", unit, person);
    uploads.begin(GIB - 100, "a", "", unit, person);
    assertRefused(Reason.QUOTA, () -> uploads.begin(GIB, "a", "", unit, person));
    jdbc.sql("update package_upload set size_bytes = ? where organization_id = ?")
        .params(100 * GIB, unit)
        .update();
    jdbc.sql("update package_upload set size_bytes = ? where organization_id = ?")
        .params(100 * GIB, unit)
        .update();
    jdbc.sql("update package_upload set size_bytes = ? where organization_id = ?")
        .params(100 * GIB - 8, unit)
        .update();
    String refused = "refused " + unit;
    assertRefused(Reason.QUOTA, () -> packages.take(bytes(refused), "a", "", unit, person));
    assertThat(file(Sha256Hex.of(refused))).as("bytes that were refused").doesNotExist();
    jdbc.sql("update package_upload set size_bytes = ? where organization_id = ?")
        .params(100 * GIB, unit)
        .update();
    assertRefused(Reason.QUOTA, () -> packages.take(bytes("b"), "a", "", unit, person).stored());
    assertRefused(Reason.QUOTA, () -> attached("b", "b.pdf"));
    packages.take(bytes("b"), "b", "", UUID.randomUUID(), person); // of another unit
  }

  @Test
  void bytesThatTheQuotaRefuses_doNotStay() throws Exception {
    jdbc.sql(
            "insert into package_upload (id, organization_id, uploaded_by, uploaded_at,"
                + " file_name, sha256, size_bytes) values (?, ?, ?, now(), 'large.apk', ?, ?)")
        .params(
            UUID.randomUUID(),
            unit,
            person,
            "%064x".formatted(unit.getMostSignificantBits() >>> 1),
            100 * GIB - 8)
        .update();
    String refused = "refused " + unit;
    assertRefused(Reason.QUOTA, () -> packages.take(bytes(refused), "a", "", unit, person));
    assertThat(file(Sha256Hex.of(refused))).doesNotExist();
    assertRefused(Reason.QUOTA, () -> attached("%PDF-1.7 " + unit, "b.pdf"));
    assertThat(file(Sha256Hex.of("%PDF-1.7 " + unit))).doesNotExist();
  }

  @Test
  void documentInPieces_thatTheQuotaRefuses_leavesNeitherBytesNorAnUpload() throws Exception {
    String content = "%PDF-1.7 in pieces " + unit;
    UUID id = uploads.beginDocument(content.length(), "late.pdf", unit, person).id();
    uploads.append(id, unit, 0, bytes(content));
    jdbc.sql(
            """
            insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name,
                sha256, size_bytes) values (:id, :unit, :person, now(), 'large.apk', :sha256, :size)
            """)
        .param("id", UUID.randomUUID())
        .param("unit", unit)
        .param("person", person)
        .param("sha256", "%064x".formatted(unit.getMostSignificantBits() >>> 1))
        .param("size", 100 * GIB)
        .update();
    assertRefused(Reason.QUOTA, () -> uploads.document(id, unit));
    assertThat(file(Sha256Hex.of(content))).doesNotExist();
    assertThat(uploads.find(id, unit)).isEmpty();
  }

  @Test
  void quotaOfOneUnit_isSetByTheAdministratorAlone_andHoldsAtOnce() throws Exception {
    String root = person(unit, Role.SYSTEM_ADMINISTRATOR.name());
    WebSession administrator = WebSession.of(server, url(""), root);
    String path = "/admin/organizations/" + unit;
    jdbc.sql(
            "insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name,"
                + " sha256, size_bytes) values (?, ?, ?, now(), 'large.apk', ?, ?)")
        .params(
            UUID.randomUUID(),
            unit,
            person,
            "%064x".formatted(unit.getMostSignificantBits() >>> 1),
            3 * GIB / 2)
        .update();
    assertThat(administrator.page(path)).contains("已用 1.5 GB，共 100 GB");
    assertThat(administrator.post(path + "/quota", Map.of("gigabytes", "1")).body())
        .contains("已用 1.5 GB，共 1 GB");
    assertRefused(Reason.QUOTA, () -> packages.take(bytes("b"), "b", "", unit, person));
    HttpResponse<String> wrong = administrator.post(path + "/quota", Map.of("gigabytes", "-3"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("请填写 0 到", "value=\"-3\"");
    administrator.post(path + "/quota", Map.of("gigabytes", "0"));
    assertThat(administrator.page(path)).contains("不设上限");
    packages.take(bytes("b"), "b", "", unit, person);
    administrator.post(path + "/quota", Map.of("gigabytes", ""));
    assertThat(administrator.page(path)).contains("共 100 GB");
    assertThat(
            jdbc.sql("select detail from audit_entry where subject = ? order by id")
                .param("organization:" + unit)
                .query(String.class)
                .list())
        .containsExactly("- -> 1 GB", "1 GB -> 0 GB", "0 GB -> -");
    WebSession handler = WebSession.of(server, url(""), person(unit, Role.HANDLER.name()));
    assertThat(handler.post(path + "/quota", Map.of("gigabytes", "0")).statusCode()).isEqualTo(403);
  }

  @Test
  void whatNothingRefersTo_goesAfterTheGraceTime_nothingElse() throws Exception {
    String orphan = stored("orphan " + unit);
    String young = stored("young " + unit);
    String again = stored("again " + unit);
    String inText = stored("in text " + unit);
    String named = packages.take(bytes("named " + unit), "a", "", unit, person).stored().sha256();
    UUID refused = attached("refused", "refused.pdf");
    UUID used = attached("used", "used.pdf");
    UUID fresh = attached("fresh", "to " + used + " and " + inText + ".pdf");
    for (String sha256 : new String[] {orphan, again, inText, named}) {
      Files.setLastModifiedTime(file(sha256), LONG_AGO);
    }
    stored("again " + unit);
    for (UUID id : new UUID[] {refused, used}) {
      Files.setLastModifiedTime(file(intake.findAttachment(id).orElseThrow().sha256()), LONG_AGO);
      jdbc.sql("update attachment set uploaded_at = '2026-01-01T00:00:00Z' where id = ?")
          .param(id)
          .update();
    }
    String refusedObject = intake.findAttachment(refused).orElseThrow().sha256();

    try (Connection backup = dataSource.getConnection();
        Statement statement = backup.createStatement()) {
      statement.execute("select pg_advisory_lock_shared(" + DatabaseLock.FILES.number() + ")");
      assertThat(unreferenced.collect()).isEqualTo(new Unreferenced.Removed(0, 0));
      statement.execute("select pg_advisory_unlock_shared(" + DatabaseLock.FILES.number() + ")");
    }
    assertThat(file(orphan)).exists();

    unreferenced.collect();
    assertThat(file(orphan)).doesNotExist();
    assertThat(file(young)).exists();
    assertThat(file(again)).as("stored again since").exists();
    assertThat(file(named)).exists();
    assertThat(intake.findAttachment(refused)).isEmpty();
    assertThat(file(refusedObject)).doesNotExist();
    assertThat(intake.findAttachment(used)).isPresent();
    assertThat(intake.findAttachment(fresh)).isPresent();
    assertThat(file(inText)).as("named inside a longer text").exists();
  }

  @Test
  void fileOfARemovedAttachment_goesOnlyWhenItsRowIsGoneForEveryone() throws Exception {
    UUID refused = attached("gone " + unit, "refused.pdf");
    String sha256 = intake.findAttachment(refused).orElseThrow().sha256();
    Files.setLastModifiedTime(file(sha256), LONG_AGO);
    jdbc.sql("update attachment set uploaded_at = '2026-01-01T00:00:00Z' where id = ?")
        .param(refused)
        .update();
    Map<String, Integer> rowsLeft = new HashMap<>();
    ObjectStore watched =
        (ObjectStore)
            Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("remove")) {
                    rowsLeft.put((String) arguments[0], attachmentsSeenByOthers(refused));
                  }
                  return method.invoke(objects, arguments);
                });
    new Unreferenced(template, watched, settings, transaction, clock, standings).collect();
    assertThat(rowsLeft).containsEntry(sha256, 0);
    assertThat(file(sha256)).doesNotExist();
  }

  /** On a connection of its own. */
  private int attachmentsSeenByOthers(UUID id) throws SQLException {
    try (Connection other = dataSource.getConnection();
        PreparedStatement asked =
            other.prepareStatement("select count(*) from attachment where id = ?")) {
      asked.setObject(1, id);
      try (ResultSet found = asked.executeQuery()) {
        found.next();
        return found.getInt(1);
      }
    }
  }
}
