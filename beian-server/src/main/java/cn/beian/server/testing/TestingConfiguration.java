package cn.beian.server.testing;

import cn.beian.server.intake.Intake;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.storage.ObjectStore;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TestingSettings.class, PreCheckSettings.class})
class TestingConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(TestingConfiguration.class);
  private static final Duration UNTIL_FREE = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  @Bean
  FactsStore factsStore(BeianSettings settings) {
    return new FactsStore(settings.dataDir().resolve("objects"));
  }

  @Bean
  InspectionStore inspectionStore(JdbcClient jdbc, Clock clock) {
    return new InspectionStore(jdbc, clock);
  }

  @Bean
  WorkerWalls workerWalls(TestingSettings settings) {
    if ("root".equals(System.getProperty("user.name"))) {
      LOG.warn(
          "*** The server runs as root, and so do the processes that read packages of strangers.");
      LOG.warn("*** Give it a user of its own: docs/guide/operator-sandbox.md.");
    }
    return WorkerWalls.choose(
        settings.sandbox(), System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
  }

  @Bean
  FactsExchange factsExchange(BeianSettings server) throws IOException {
    return new FactsExchange(server.dataDir().resolve("facts-exchange"));
  }

  @Bean(destroyMethod = "close")
  @Primary
  Workers inspectionWorkers(
      TestingSettings settings,
      WorkerWalls walls,
      FactsExchange exchange,
      ObjectStore objects,
      BeianSettings server,
      @Value("${db-scheduler.threads}") int schedulerThreads)
      throws IOException {
    WorkerWalls around = walls.around(List.of(objects.localFolder()), List.of(exchange.folder()));
    return new Workers(
        WorkerCommand.of(
            WorkerClasspath.find(server.dataDir().resolve("worker")), settings, false, around),
        settings,
        settings.places(Runtime.getRuntime().availableProcessors(), schedulerThreads));
  }

  /** One process for strangers, so that they never stand before an official test. */
  @Bean(destroyMethod = "close")
  Workers preCheckWorkers(
      TestingSettings settings, PreCheckSettings preCheck, WorkerWalls walls, BeianSettings server)
      throws IOException {
    TestingSettings bounds = settings.within(preCheck.wallLimit());
    return new Workers(
        WorkerCommand.of(
            WorkerClasspath.find(server.dataDir().resolve("worker")),
            bounds,
            true,
            walls.around(List.of(), List.of(PreCheck.folder(server)))),
        bounds,
        1);
  }

  /** Waiting jobs hold no thread that others need; one that fails with the database is repeated. */
  @Bean
  CustomTask<String> inspectPackage(
      InspectionStore store,
      Intake intake,
      ObjectStore objects,
      FactsStore facts,
      FactsExchange exchange,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Workers workers,
      Clock clock) {
    InspectionJob job =
        new InspectionJob(store, intake, objects, facts, exchange, events, transactions, workers);
    return Tasks.custom(InspectionJob.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute(
            (instance, context) -> {
              if (!job.mayRun(UUID.fromString(instance.getData()))) {
                return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(UNTIL_FREE));
              }
              if (!job.run(UUID.fromString(instance.getData()))) {
                return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(AFTER_FAILURE));
              }
              return new CompletionHandler.OnCompleteRemove<>();
            });
  }

  /** It asks for what it does when it runs, since the scheduler comes first. */
  @Bean
  OneTimeTask<String> afterReadingTask(ObjectProvider<AfterReading> after) {
    return Tasks.oneTime(AfterReading.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute(
            (instance, context) -> after.getObject().goOn(UUID.fromString(instance.getData())));
  }
}
