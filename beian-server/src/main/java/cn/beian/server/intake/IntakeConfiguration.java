package cn.beian.server.intake;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.platform.TrustedClock;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IntakeSettings.class, DiskSettings.class})
class IntakeConfiguration {
  /** On the night to Sunday: every text of every table is read, which takes long where much is. */
  @Bean
  RecurringTask<Void> collectUnreferenced(
      ObjectProvider<Unreferenced> unreferenced, TrustedClock clock) {
    return Tasks.recurring(
            "collect-unreferenced", Schedules.cron("0 30 3 * * SUN", OfficialTime.ZONE))
        .execute(
            (instance, context) -> {
              if (clock.waits("collect-unreferenced")) {
                return;
              }
              try {
                unreferenced.getObject().collect();
              } catch (IOException e) {
                throw new UncheckedIOException("what nothing refers to cannot be removed", e);
              }
            });
  }

  /** Unfinished uploads do not stay for ever. */
  @Bean
  RecurringTask<Void> expireUploads(ObjectProvider<Uploads> uploads, TrustedClock clock) {
    return Tasks.recurring("expire-uploads", FixedDelay.ofHours(1))
        .execute(
            (instance, context) -> {
              if (clock.waits("expire-uploads")) {
                return;
              }
              try {
                uploads.getObject().expire();
              } catch (IOException e) {
                throw new UncheckedIOException("unfinished uploads cannot be removed", e);
              }
            });
  }

  /** What a server that ended had all of becomes a package. */
  @Bean
  RecurringTask<Void> finishUploads(ObjectProvider<Uploads> uploads) {
    return Tasks.recurring("finish-uploads", FixedDelay.ofMinutes(1))
        .execute((instance, context) -> uploads.getObject().finishLeft());
  }
}
