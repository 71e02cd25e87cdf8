package cn.beian.server.filings;

import cn.beian.filing.deadlines.OfficialTime;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at the limits each morning, on one node, and computes them again when days change. */
@Configuration(proxyBeanMethods = false)
class LimitsJob {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  @Bean
  RecurringTask<Void> limitsTask(
      ObjectProvider<Limits> limits, ObjectProvider<Recalculation> recalculation) {
    return Tasks.recurring(
            "filings-limits", Schedules.daily(OfficialTime.ZONE, LocalTime.of(0, 30)))
        .execute(
            (instance, context) -> {
              try {
                // a parameter may have been entered since, for days of the past
                recalculation.getObject().all();
              } finally {
                limits.getObject().enforce();
              }
            });
  }

  @Bean
  OneTimeTask<Void> recalculateLimits(ObjectProvider<Recalculation> recalculation) {
    return Tasks.oneTime(Recalculation.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute((instance, context) -> recalculation.getObject().all());
  }
}
