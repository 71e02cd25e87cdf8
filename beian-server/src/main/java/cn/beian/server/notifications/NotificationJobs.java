package cn.beian.server.notifications;

import cn.beian.filing.deadlines.OfficialTime;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs, each on one node at a time. */
@Configuration(proxyBeanMethods = false)
class NotificationJobs {
  /** After the limits of the day were looked at, and before the daily mails. */
  @Bean
  RecurringTask<Void> notifyOfDays(ObjectProvider<CaseDays> days) {
    return Tasks.recurring("notify-of-days", Schedules.daily(OfficialTime.ZONE, LocalTime.of(7, 0)))
        .execute((instance, context) -> days.getObject().notifyOfDays());
  }

  @Bean
  RecurringTask<Void> removeNotifications(ObjectProvider<CaseDays> days) {
    return Tasks.recurring(
            "remove-notifications", Schedules.daily(OfficialTime.ZONE, LocalTime.of(4, 10)))
        .execute((instance, context) -> days.getObject().removeOld());
  }
}
