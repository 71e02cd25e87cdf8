package cn.beian.server.filings;

import cn.beian.filing.Role;
import cn.beian.server.BeianServer;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.intake.PackageIntake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.official.OfficialLists;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Filed;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.records.Records;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The server with a load of commands, to be killed. Told by lines on standard input: {@code load}
 * starts the load, {@code check} ends it and checks ledger and records, {@code drain} waits for the
 * jobs, {@code list} makes records and begins to write a published list with a number for each.
 * Says a line for each command that was answered with success, after its commit.
 */
final class CrashLoad {
  private static final int THREADS = 4;
  private static final int DRAIN_SECONDS = 90;

  /** Rows of the list: several parts of what is written at once. */
  static final int LISTED = 1500;

  private final ConfigurableApplicationContext server;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean loading;

  private CrashLoad(ConfigurableApplicationContext server) {
    this.server = server;
  }

  /** Arguments are those of the server. */
  public static void main(String[] arguments) throws Exception {
    CrashLoad load = new CrashLoad(BeianServer.start(arguments));
    say("READY");
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        switch (line) {
          case "load" -> load.begin();
          case "check" -> load.check();
          case "drain" -> load.drain();
          case "list" -> load.list();
          default -> throw new IllegalArgumentException(line);
        }
      }
    }
    load.server.close();
  }

  private static void say(String... words) {
    System.out.println(ServerProcess.PREFIX + String.join(" ", words));
  }

  private void begin() {
    loading = true;
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::fileOneAfterTheOther, "load-" + i);
      thread.start();
      threads.add(thread);
    }
  }

  private void fileOneAfterTheOther() {
    for (int round = 0; loading; round++) {
      try {
        FilingSteps steps = new FilingSteps(server);
        if (round % 3 == 0) {
          handIn(steps);
        }
        file(steps);
        fallBack(steps);
      } catch (Exception e) {
        say("REFUSED", e.getClass().getSimpleName());
      }
    }
  }

  /** Each line stands for something that somebody was told is done. */
  private void file(FilingSteps steps) throws Exception {
    UUID id = steps.ready();
    say("READIED", id.toString());
    steps.submit(id);
    say("SUBMITTED", id.toString());
    steps.vote(id, steps.firstSeat);
    say("VOTED", id.toString(), "COMPLETENESS_REVIEWER");
    steps.vote(id, steps.secondSeat);
    say("VOTED", id.toString(), "GOVERNMENT_SERVICE_REVIEWER");
    steps.judgeAll(id);
    String number = steps.accept(id).toString();
    say("ACCEPTED", id.toString(), number);
    FiledPackage launch = new FiledPackage("android", "cn.x", "2", hex(), hex());
    server.getBean(Records.class).addLaunchBuild(number, launch, LocalDate.of(2026, 11, 25));
    say("LAUNCHED", id.toString(), launch.sha256());
  }

  /** An acceptance that fails after its number was minted. */
  private void fallBack(FilingSteps steps) throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    steps.vote(id, steps.firstSeat);
    steps.vote(id, steps.secondSeat);
    steps.judgeAll(id);
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              steps.accept(id);
              status.setRollbackOnly();
            });
  }

  private void handIn(FilingSteps steps) throws Exception {
    byte[] zip =
        MiniProgramFiles.atRoot()
            .page("pages/a", "<view>" + UUID.randomUUID() + "</view>", "Page({})", "{}")
            .zip();
    StoredPackage taken =
        server
            .getBean(PackageIntake.class)
            .take(
                new ByteArrayInputStream(zip),
                "a.zip",
                "",
                steps.stage.unit,
                steps.stage.id(steps.handler))
            .stored();
    say("TAKEN", taken.id().toString(), taken.sha256());
  }

  private void check() throws InterruptedException {
    loading = false;
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
    RecordCheck.Result result =
        RecordCheck.run(
            server.getBean(DataSource.class), server.getBean(PublicLedger.class), read -> {});
    say(
        "CHECKED",
        result.clean() ? "clean" : "faulty",
        result.ledger().entries() + " entries",
        result.ledger().faults().toString(),
        result.faults().toString());
  }

  private void drain() throws InterruptedException {
    JdbcClient jdbc = server.getBean(JdbcClient.class);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    String waiting = "select count(*) from inspection where status in ('QUEUED', 'RUNNING')";
    long left = jdbc.sql(waiting).query(Long.class).single();
    while (left > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(200);
      left = jdbc.sql(waiting).query(Long.class).single();
    }
    long failed =
        jdbc.sql("select count(*) from inspection where status = 'FAILED'")
            .query(Long.class)
            .single();
    say("DRAINED", Long.toString(left), Long.toString(failed));
  }

  private void list() throws IOException {
    StringBuilder list = new StringBuilder("应用名称,主办单位,备案编号,备案日期\n");
    TransactionTemplate transactions = server.getBean(TransactionTemplate.class);
    for (int i = 0; i < LISTED; i++) {
      String name = "名录应用" + i;
      Acceptance one = Filed.acceptance(Filed.android(), name);
      transactions.executeWithoutResult(status -> server.getBean(Records.class).accept(one));
      list.append(name).append(",云州市水务局,网政备〔2026〕").append(i).append("号,2026-03-01\n");
    }
    Stage stage = new Stage(server, "PREFECTURE", "LOCAL");
    stage.as(stage.official(Role.NATIONAL_REVIEWER, "100000"));
    OfficialLists lists = server.getBean(OfficialLists.class);
    byte[] file = list.toString().getBytes(StandardCharsets.UTF_8);
    UUID id = lists.send(file, "第 1 批", "2026-03-01", "公告");
    lists.run(id, Map.of());
    say("LISTED", id.toString());
  }

  private static String hex() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }
}
