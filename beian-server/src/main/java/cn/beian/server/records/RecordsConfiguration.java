package cn.beian.server.records;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecordsConfiguration {
  private static final Duration UNTIL_SIGNED = Duration.ofSeconds(2);

  /**
   * Runs again until the entry is signed. The provider breaks the circle: the scheduler knows its
   * tasks, and this task's service schedules it.
   */
  @Bean
  CustomTask<String> makeCertificate(ObjectProvider<Certificates> certificates, Clock clock) {
    return Tasks.custom(Certificates.TASK)
        .execute(
            (instance, context) ->
                certificates.getObject().make(instance.getData())
                    ? new CompletionHandler.OnCompleteRemove<>()
                    : (complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(UNTIL_SIGNED)));
  }
}
