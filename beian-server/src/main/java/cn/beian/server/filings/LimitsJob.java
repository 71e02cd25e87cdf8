package cn.beian.server.filings;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at the limits each morning, on one node. */
@Configuration(proxyBeanMethods = false)
class LimitsJob {

  @Bean
  RecurringTask<Void> limitsTask(Limits limits, Recalculation recalculation) {
    return Tasks.recurring(
            "filings-limits",
            Schedules.daily(cn.beian.filing.deadlines.OfficialTime.ZONE, LocalTime.of(0, 30)))
        .execute(
            (instance, context) -> {
              recalculation.all(); // a parameter may have been entered since, for days of the past
              limits.enforce();
            });
  }
}
