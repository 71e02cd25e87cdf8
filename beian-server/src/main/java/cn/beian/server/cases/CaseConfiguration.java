package cn.beian.server.cases;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.platform.TrustedClock;
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
class CaseConfiguration {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  @Bean
  RecurringTask<Void> caseLimits(ObjectProvider<DeadlineEnforcement> limits, TrustedClock clock) {
    return Tasks.recurring("case-limits", Schedules.daily(OfficialTime.ZONE, LocalTime.of(0, 30)))
        .execute(
            (instance, context) -> {
              try {
                // a parameter may have been entered since, for days of the past
                limits.getObject().recompute();
              } finally {
                if (!clock.waits("case-limits")) {
                  limits.getObject().enforce();
                }
              }
            });
  }

  @Bean
  OneTimeTask<Void> recalculateLimits(ObjectProvider<DeadlineEnforcement> limits) {
    return Tasks.oneTime(DeadlineEnforcement.TASK)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_FAILURE))
        .execute((instance, context) -> limits.getObject().recompute());
  }
}
