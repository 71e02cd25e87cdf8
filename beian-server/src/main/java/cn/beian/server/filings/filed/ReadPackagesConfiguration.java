package cn.beian.server.filings.filed;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks; they ask for what they do when they run, since the scheduler comes first. */
@Configuration(proxyBeanMethods = false)
class ReadPackagesConfiguration {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  @Bean
  OneTimeTask<String> packageReadTask(ObjectProvider<ReadPackages> read) {
    return Tasks.oneTime(ReadPackages.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute((instance, context) -> read.getObject().goOn(UUID.fromString(instance.getData())));
  }

  @Bean
  OneTimeTask<String> testNumberedTask(ObjectProvider<NumberedTests> numbered) {
    return Tasks.oneTime(NumberedTests.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute((instance, context) -> numbered.getObject().test(instance.getData()));
  }

  @Bean
  OneTimeTask<String> numberToShow(ObjectProvider<ShownNumbers> numbers) {
    return Tasks.oneTime(ShownNumbers.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute((instance, context) -> numbers.getObject().turn(instance.getData()));
  }
}
