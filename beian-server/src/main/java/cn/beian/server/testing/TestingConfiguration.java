package cn.beian.server.testing;

import cn.beian.rules.Rulebook;
import cn.beian.server.BeianSettings;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.ObjectStore;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TestingSettings.class)
class TestingConfiguration {
  @Bean
  Rulebook rulebook() {
    return Rulebook.bundled();
  }

  @Bean
  FactsStore factsStore(BeianSettings settings) {
    return new FactsStore(settings.dataDir().resolve("objects"));
  }

  @Bean(destroyMethod = "close")
  Worker inspectionWorker(TestingSettings settings, BeianSettings server) throws IOException {
    return new Worker(WorkerClasspath.find(server.dataDir().resolve("worker")), settings);
  }

  @Bean
  OneTimeTask<String> inspectPackage(
      JdbcClient jdbc,
      Intake intake,
      ObjectStore objects,
      FactsStore facts,
      Worker worker,
      Clock clock) {
    InspectionJob job = new InspectionJob(jdbc, intake, objects, facts, worker, clock);
    return Tasks.oneTime(InspectionJob.TASK)
        .execute((instance, context) -> job.run(UUID.fromString(instance.getData())));
  }
}
