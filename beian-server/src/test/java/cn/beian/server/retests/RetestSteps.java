package cn.beian.server.retests;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

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
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> store.find(run).orElseThrow(), RetestRun::ended);
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

  /** What a run found, so many times again as if of other packages; in the page's order. */
  public static void repeat(ApplicationContext server, RetestRun run, int times) {
    RetestStore store = server.getBean(RetestStore.class);
    RetestResult one = store.results(run.id(), 1).get(0);
    for (int i = 0; i < times; i++) {
      store.put(
          new RetestResult(
              run.id(),
              UUID.randomUUID(),
              one.applicationId(),
              one.number() + "/" + i,
              one.appName(),
              one.sponsor(),
              one.division(),
              one.before(),
              one.after(),
              one.changes(),
              Optional.empty()));
    }
  }
}
