package cn.beian.server.identity;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.platform.TrustedClock;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs, each on one node at a time. */
@Configuration(proxyBeanMethods = false)
class IdentityJobs {
  /** Names and telephones of people that nobody acted on do not stay. */
  @Bean
  RecurringTask<Void> removeTables(ObjectProvider<TableImports> imports, TrustedClock clock) {
    return Tasks.recurring("remove-tables", Schedules.daily(OfficialTime.ZONE, LocalTime.of(3, 50)))
        .execute(
            (instance, context) -> {
              if (!clock.waits("remove-tables")) {
                imports.getObject().removeOld();
              }
            });
  }
}
