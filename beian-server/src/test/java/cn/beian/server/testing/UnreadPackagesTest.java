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
import cn.beian.server.testing.Inspection.Status;
import cn.beian.testkit.HostileNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of packages that cannot be read: a bounded number of attempts, then a person. */
class UnreadPackagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Intake intake;
  @Autowired private Inspections inspections;
  @Autowired private InspectionStore store;

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
    StoredObject stored = StoredFiles.put(server.getBean(ObjectStore.class), bytes);
    jdbc.sql(
            "insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name,"
                + " sha256, size_bytes) values (?, ?, ?, now(), '巡河.zip', ?, ?)")
        .params(id, of, me, stored.sha256(), bytes.length)
        .update();
    return intake.findPackage(id).orElseThrow(); // and nobody has asked to read it
  }

  private InspectionJob job(Workers workers) {
    return new InspectionJob(
        store,
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
      assertThat(store.queue(taken)).isTrue();
      InspectionJob job = job(workers);
      assertThat(job.run(taken.id())).isFalse();
      assertThat(inspections.find(taken.id()).orElseThrow().status()).isEqualTo(Status.QUEUED);
      assertThat(job.run(taken.id())).isFalse();
      assertThat(job.run(taken.id())).isTrue();
    }
    Inspection given = inspections.find(taken.id()).orElseThrow();
    assertThat(given.failure()).isEqualTo(Failure.WORKER_FAILED);
    assertThat(given.attempts()).isEqualTo(3);
    assertThat(given.givenUp()).isTrue();
    assertThat(store.queue(taken)).as("uploaded once more").isFalse();

    WebSession admin = WebSession.of(server, url(""), person(unit, "SYSTEM_ADMINISTRATOR"));
    assertThat(admin.page("/admin/unread-packages"))
        .contains("巡河.zip", taken.sha256(), "云州市水务局", "已尝试 3 次");
    assertThat(
            admin
                .post("/admin/unread-packages", Map.of("sha256", taken.sha256(), "appId", ""))
                .body())
        .contains("已开始重新读取");
    assertThat(inspections.find(taken.id()).orElseThrow().attempts()).isLessThan(3);
    assertThat(admin.page("/admin/audit")).contains("重新读取软件包", "package.read-anew");
  }

  @Test
  void packageThatEndsTheServer_isGivenUp() throws Exception {
    StoredPackage taken = take(HostileWorker.content("hangs"));
    store.queue(taken);
    for (int i = 0; i < InspectionStore.MOST_ATTEMPTS; i++) {
      store.begin(taken); // and the server ended
    }
    try (Workers workers = hostile()) {
      assertThat(job(workers).run(taken.id())).isTrue();
    }
    assertThat(inspections.find(taken.id()).orElseThrow().failure())
        .isEqualTo(Failure.WORKER_FAILED);
  }

  @Test
  void unitThatSendsMany_leavesTheLastPlaceToAnother() throws Exception {
    UUID first = take(HostileWorker.content("good 1")).id();
    UUID second = take(HostileWorker.content("good 2")).id();
    UUID other = take(HostileWorker.content("good 3"), UUID.randomUUID()).id();
    for (UUID one : List.of(first, second, other)) {
      store.queue(intake.findPackage(one).orElseThrow());
    }
    List<String> starts = Collections.synchronizedList(new ArrayList<>());
    TestingSettings settings = HostileWorker.settings(Duration.ofSeconds(60), 50);
    try (Workers two =
        new Workers(HostileWorker.command(settings, false, WorkerWalls.NONE), settings, 2)) {
      InspectionJob job = job(two);
      assertThat(job.mayRun(first)).isTrue();
      CompletableFuture<Boolean> next =
          CompletableFuture.supplyAsync(() -> job.mayRun(second) && starts.add("second"));
      assertThat(job.mayRun(other) && starts.add("other")).isTrue();
      job.run(first);
      assertThat(next.join()).isTrue();
      assertThat(starts).containsExactly("other", "second");
      job.run(other);
      job.run(second);
    }
  }

  @Test
  void packageThatIsReadOrBeingRead_isNotReadAnew() throws Exception {
    StoredPackage taken = take("read".getBytes(StandardCharsets.UTF_8));
    store.queue(taken);
    assertThat(inspections.readAnew(taken.sha256(), "")).isFalse();
    store.read(taken, "0".repeat(64));
    assertThat(inspections.readAnew(taken.sha256(), "")).isFalse();
    assertThat(inspections.readAnew("f".repeat(64), "")).isFalse();
  }

  @Test
  void nameInADamagedArchive_saysNothingToWorkerOrPage() throws Exception {
    StoredPackage taken = take(Objects.requireNonNull(HostileNames.packages().get("damaged.zip")));
    store.queue(taken);
    job(server.getBean(Workers.class)).run(taken.id());
    Inspection read = inspections.find(taken.id()).orElseThrow();
    assertThat(read.failure()).isEqualTo(Failure.UNREADABLE);
    assertThat(read.attempts()).isEqualTo(1);
    assertThat(read.detail()).contains("\\u000Adone 3\\u000Aprogress x").doesNotContain("\n");
    WebSession admin = WebSession.of(server, url(""), person(unit, "SYSTEM_ADMINISTRATOR"));
    assertThat(admin.page("/admin/unread-packages"))
        .contains("\\u202E")
        .doesNotContain("\u202e", "\u001b", "\u2028");
  }
}
