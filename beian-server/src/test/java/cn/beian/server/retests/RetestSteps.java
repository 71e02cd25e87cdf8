package cn.beian.server.retests;

import static org.awaitility.Awaitility.await;

import cn.beian.rules.Verdict;
import cn.beian.server.testing.Standing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the calendar does to a version of the rulebook, at once. */
public final class RetestSteps {
  private RetestSteps() {}

  /** The day has come on which a version begins; all that is filed has been tested by it. */
  public static RetestRun inForce(ApplicationContext server, int number) {
    server.getBean(Retests.class).ofNewVersion(number);
    RetestStore store = server.getBean(RetestStore.class);
    RetestRun run =
        store.inForce().stream()
            .filter(one -> one.number().getAsInt() == number)
            .findFirst()
            .orElseThrow();
    return ended(server, run.id());
  }

  /** A run, as soon as it has ended. */
  public static RetestRun ended(ApplicationContext server, UUID run) {
    RetestStore store = server.getBean(RetestStore.class);
    return await().until(() -> store.find(run).orElseThrow(), RetestRun::ended);
  }

  /** A run that a killed server left before its first app. */
  public static List<RetestResult> resumed(ApplicationContext server, RetestRun run) {
    RetestJob job = server.getBean(RetestJob.class);
    boolean more = true;
    while (more) {
      more = job.portion(run.id());
    }
    return server.getBean(RetestStore.class).results(run.id(), Integer.MAX_VALUE);
  }

  /** A run once more from its beginning, as if nothing had been noted of it. */
  public static void again(ApplicationContext server, RetestRun run) {
    server
        .getBean(JdbcClient.class)
        .sql("update retest_run set ended_at = null, last_done = null where id = ?")
        .param(run.id())
        .update();
    resumed(server, run);
  }

  /** So many apps more are judged otherwise by a version. */
  public static void leave(ApplicationContext server, RetestRun run, int apps) {
    RetestStore store = server.getBean(RetestStore.class);
    for (int i = 0; i < apps; i++) {
      store.put(
          new RetestResult(
              run.id(),
              UUID.randomUUID(),
              UUID.randomUUID(),
              String.format(Locale.ROOT, "ZW-A-330100-2026-%06d-0", 900_000 + i),
              "清溪巡河",
              "云州市水务局",
              "330100",
              Optional.of(Verdict.PASSED),
              Optional.of(Verdict.BLOCKED),
              List.of(new Changed("FORM-101", Standing.EXPLAIN, Standing.BLOCKS))));
    }
  }
}
