package cn.beian.server.testing;

import cn.beian.server.BeianSettings;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.ObjectStore;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TestingSettings.class, PreCheckSettings.class})
class TestingConfiguration {
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
  TestBuilds testBuilds(JdbcClient jdbc, Intake intake, FactsStore facts) {
    return new TestBuilds(jdbc, intake, facts);
  }

  @Bean(destroyMethod = "close")
  Workers inspectionWorkers(
      TestingSettings settings,
      BeianSettings server,
      @Value("${db-scheduler.threads}") int schedulerThreads)
      throws IOException {
    return new Workers(
        WorkerClasspath.find(server.dataDir().resolve("worker")),
        settings,
        settings.places(Runtime.getRuntime().availableProcessors(), schedulerThreads));
  }

  /** Waiting jobs hold no thread that others need; one that fails with the database is repeated. */
  @Bean
  CustomTask<String> inspectPackage(
      InspectionStore store,
      Intake intake,
      ObjectStore objects,
      FactsStore facts,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Workers workers,
      Clock clock) {
    InspectionJob job =
        new InspectionJob(store, intake, objects, facts, events, transactions, workers);
    return Tasks.custom(InspectionJob.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute(
            (instance, context) -> {
              if (!job.mayRun()) {
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
