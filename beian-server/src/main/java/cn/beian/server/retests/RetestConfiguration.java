package cn.beian.server.retests;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks; they ask for what they do when they run, since the scheduler comes first. */
@Configuration(proxyBeanMethods = false)
class RetestConfiguration {
  /** A version comes into force. */
  static final TaskDescriptor<Integer> IN_FORCE =
      TaskDescriptor.of("rulebook-in-force", Integer.class);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  /** Portion after portion, so that others get their turn and a restart loses one app at most. */
  @Bean
  CustomTask<String> retestFiled(ObjectProvider<RetestJob> job, Clock clock) {
    return Tasks.custom(RetestJob.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute(
            (instance, context) ->
                job.getObject().portion(UUID.fromString(instance.getData()))
                    ? (complete, operations) -> operations.reschedule(complete, clock.instant())
                    : new CompletionHandler.OnCompleteRemove<>());
  }

  @Bean
  OneTimeTask<Integer> rulebookInForce(ObjectProvider<Retests> retests) {
    return Tasks.oneTime(IN_FORCE)
        .execute((instance, context) -> retests.getObject().ofNewVersion(instance.getData()));
  }
}
