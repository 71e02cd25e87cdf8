package cn.beian.server.official;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task; it asks for what it does when it runs, since the scheduler comes first. */
@Configuration(proxyBeanMethods = false)
class OfficialConfiguration {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  /** Part after part, so that others get their turn. */
  @Bean
  CustomTask<String> writeOfficialList(ObjectProvider<ListWriting> writing, Clock clock) {
    return Tasks.custom(ListWriting.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute(
            (instance, context) ->
                writing.getObject().part(UUID.fromString(instance.getData()))
                    ? (complete, operations) -> operations.reschedule(complete, clock.instant())
                    : new CompletionHandler.OnCompleteRemove<>());
  }
}
