package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.ObjectStore;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.server.testing.Inspection.Status;
import cn.beian.testkit.HostileNames;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of packages that cannot be read: a bounded number of attempts, then a person. */
class UnreadPackagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Intake intake;
  @Autowired private Testing testing;
  @Autowired private InspectionStore inspections;

  private final UUID unit = UUID.randomUUID();

  private StoredPackage take(byte[] bytes) throws Exception {
    return take(bytes, unit);
  }

  private StoredPackage take(byte[] bytes, UUID of) throws Exception {
    String login = person(of, "HANDLER");
    UUID me =
        jdbc.sql("select id from user_account where login = ?")
            .param(login)
            .query(UUID.class)
            .single();
    UUID id = UUID.randomUUID();
    ObjectStore.StoredObject stored =
        server.getBean(ObjectStore.class).put(new ByteArrayInputStream(bytes), bytes.length);
    jdbc.sql(
            "insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name, sha256, size_bytes)"
                + " values (?, ?, ?, now(), '巡河.zip', ?, ?)")
        .params(id, of, me, stored.sha256(), bytes.length)
        .update();
    return intake.findPackage(id).orElseThrow(); // and nobody has asked to read it
  }

  private InspectionJob job(Workers workers) {
    return new InspectionJob(
        inspections,
        intake,
        server.getBean(ObjectStore.class),
        server.getBean(FactsStore.class),
        server.getBean(FactsExchange.class),
        event -> {},
        server.getBean(TransactionTemplate.class),
        workers);
  }

  private static Workers hostile() {
    TestingSettings settings = HostileWorker.settings(Duration.ofSeconds(60), 50);
    return new Workers(HostileWorker.command(settings, false, WorkerWalls.NONE), settings, 1);
  }

  @Test
  void packageThatEndsEveryWorker_isGivenUp_andReadAnewWhenAnAdministratorSaysSo()
      throws Exception {
    StoredPackage taken = take(HostileWorker.content("crashes"));
    try (Workers workers = hostile()) {
      assertThat(inspections.queue(taken)).isTrue();
      InspectionJob job = job(workers);
      assertThat(job.run(taken.id())).isFalse();
      assertThat(testing.inspection(taken.id()).orElseThrow().status()).isEqualTo(Status.QUEUED);
      assertThat(job.run(taken.id())).isFalse();
      assertThat(job.run(taken.id())).isTrue();
    }
    Inspection given = testing.inspection(taken.id()).orElseThrow();
    assertThat(given.failure()).isEqualTo(Failure.WORKER_FAILED);
    assertThat(given.attempts()).isEqualTo(3);
    assertThat(given.givenUp()).isTrue();
    assertThat(inspections.queue(taken)).as("uploaded once more").isFalse();

    WebSession admin = WebSession.of(server, url(""), person(unit, "SYSTEM_ADMINISTRATOR"));
    assertThat(admin.page("/admin/unread-packages"))
        .contains("巡河.zip", taken.sha256(), "云州市水务局", "已尝试 3 次");
    assertThat(
            admin
                .post("/admin/unread-packages", Map.of("sha256", taken.sha256(), "appId", ""))
                .body())
        .contains("已开始重新读取");
    assertThat(testing.inspection(taken.id()).orElseThrow().attempts()).isLessThan(3);
    assertThat(admin.page("/admin/audit")).contains("重新读取软件包", "package.read-anew");
  }

  @Test
  void packageThatEndsTheServer_isGivenUp() throws Exception {
    StoredPackage taken = take(HostileWorker.content("hangs"));
    inspections.queue(taken);
    for (int i = 0; i < InspectionStore.MOST_ATTEMPTS; i++) {
      inspections.begin(taken); // and the server ended
    }
    try (Workers workers = hostile()) {
      assertThat(job(workers).run(taken.id())).isTrue();
    }
    assertThat(testing.inspection(taken.id()).orElseThrow().failure())
        .isEqualTo(Failure.WORKER_FAILED);
  }

  @Test
  void unitThatIsBeingServed_waitsWhileAnotherHasNotHadItsTurn() throws Exception {
    StoredPackage first = take("unit a, 1".getBytes(StandardCharsets.UTF_8));
    StoredPackage second = take("unit a, 2".getBytes(StandardCharsets.UTF_8));
    StoredPackage other = take("unit b".getBytes(StandardCharsets.UTF_8), UUID.randomUUID());
    inspections.queue(first);
    inspections.queue(second);
    inspections.queue(other);
    assertThat(inspections.yields(first)).isFalse();
    inspections.begin(first);
    assertThat(inspections.yields(second)).as("the other unit first").isTrue();
    assertThat(inspections.yields(first)).as("once more, after a crash").isFalse();
    assertThat(inspections.yields(other)).isFalse();
    inspections.begin(other);
    inspections.read(first, "0".repeat(64));
    assertThat(inspections.yields(second)).as("its turn again").isFalse();
    inspections.read(second, "0".repeat(64));
    inspections.read(other, "0".repeat(64));
  }

  @Test
  void packageThatIsReadOrBeingRead_isNotReadAnew() throws Exception {
    StoredPackage taken = take("read".getBytes(StandardCharsets.UTF_8));
    inspections.queue(taken);
    assertThat(testing.readAnew(taken.sha256(), "")).isFalse();
    inspections.read(taken, "0".repeat(64));
    assertThat(testing.readAnew(taken.sha256(), "")).isFalse();
    assertThat(testing.readAnew("f".repeat(64), "")).isFalse();
  }

  @Test
  void nameInADamagedArchive_saysNothingToWorkerOrPage() throws Exception {
    StoredPackage taken = take(Objects.requireNonNull(HostileNames.packages().get("damaged.zip")));
    inspections.queue(taken);
    job(server.getBean(Workers.class)).run(taken.id());
    Inspection read = testing.inspection(taken.id()).orElseThrow();
    assertThat(read.failure()).isEqualTo(Failure.UNREADABLE);
    assertThat(read.attempts()).isEqualTo(1);
    assertThat(read.detail()).contains("\\u000Adone 3\\u000Aprogress x").doesNotContain("\n");
    WebSession admin = WebSession.of(server, url(""), person(unit, "SYSTEM_ADMINISTRATOR"));
    assertThat(admin.page("/admin/unread-packages"))
        .contains("\\u202E")
        .doesNotContain("\u202e", "\u001b", "\u2028");
  }
}
