package cn.beian.server.supervision;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task; it asks for what it does when it runs, since the scheduler comes first. */
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  @Bean
  OneTimeTask<String> supervisionLaterVersion(ObjectProvider<LaterVersions> later) {
    return Tasks.oneTime(LaterVersions.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute(
            (instance, context) -> later.getObject().look(UUID.fromString(instance.getData())));
  }
}
