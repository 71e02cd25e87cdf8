package cn.beian.server.supervision;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The tasks; they ask for what they do when they run, since the scheduler comes first. */
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  @Bean
  OneTimeTask<Void> supervisionGroundless(ObjectProvider<GroundlessExemptions> groundless) {
    return Tasks.oneTime(GroundlessExemptions.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute((instance, context) -> groundless.getObject().look());
  }

  @Bean
  OneTimeTask<Void> supervisionEvidence(ObjectProvider<EvidenceDigests> digests) {
    return Tasks.oneTime(EvidenceDigests.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute((instance, context) -> digests.getObject().fill());
  }

  @Bean
  OneTimeTask<String> supervisionLaterVersion(ObjectProvider<LaterVersions> later) {
    return Tasks.oneTime(LaterVersions.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute(
            (instance, context) -> later.getObject().look(UUID.fromString(instance.getData())));
  }

  /** Asks for what catches up with earlier versions of the program; one node does it. */
  @Component
  static class AtStart {
    private final SchedulerClient scheduler;
    private final Clock clock;

    AtStart(SchedulerClient scheduler, Clock clock) {
      this.scheduler = scheduler;
      this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
      scheduler.scheduleIfNotExists(
          GroundlessExemptions.TASK.instance("start").scheduledTo(clock.instant()));
      scheduler.scheduleIfNotExists(
          EvidenceDigests.TASK.instance("start").scheduledTo(clock.instant()));
    }
  }
}
