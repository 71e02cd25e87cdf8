package cn.beian.server.notifications;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.platform.NameLookUp;
import cn.beian.server.platform.TrustedClock;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs, each on one node at a time. */
@Configuration(proxyBeanMethods = false)
class NotificationJobs {
  private static final Duration PAUSE = Duration.ofSeconds(15);

  /** Names of addresses to call. */
  @Bean
  NameLookUp webhookNames(NotificationSettings settings) {
    return new NameLookUp(InetAddress::getAllByName, settings.webhook().timeout());
  }

  /** After the limits of the day were looked at, and before the daily mails. */
  @Bean
  RecurringTask<Void> notifyOfDays(ObjectProvider<CaseDays> days) {
    return Tasks.recurring("notify-of-days", Schedules.daily(OfficialTime.ZONE, LocalTime.of(7, 0)))
        .execute((instance, context) -> days.getObject().notifyOfDays());
  }

  @Bean
  RecurringTask<Void> removeNotifications(ObjectProvider<CaseDays> days, TrustedClock clock) {
    return Tasks.recurring(
            "remove-notifications", Schedules.daily(OfficialTime.ZONE, LocalTime.of(4, 10)))
        .execute(
            (instance, context) -> {
              if (!clock.waits("remove-notifications")) {
                days.getObject().removeOld();
              }
            });
  }

  /** On days that are worked, for whoever has anything to read in it. */
  @Bean
  RecurringTask<Void> dailyMail(
      ObjectProvider<MailDelivery> delivery, NotificationSettings settings) {
    return Tasks.recurring(
            "daily-mail", Schedules.daily(OfficialTime.ZONE, settings.mail().dailyAt()))
        .execute((instance, context) -> delivery.getObject().writeDaily());
  }

  @Bean
  RecurringTask<Void> sendMail(ObjectProvider<MailDelivery> delivery) {
    return Tasks.recurring("send-mail", FixedDelay.of(PAUSE))
        .execute((instance, context) -> delivery.getObject().send());
  }

  @Bean
  RecurringTask<Void> callWebhooks(ObjectProvider<WebhookDelivery> delivery) {
    return Tasks.recurring("call-webhooks", FixedDelay.of(PAUSE))
        .execute((instance, context) -> delivery.getObject().send());
  }
}
