package cn.beian.server.opendata;

import cn.beian.filing.deadlines.OfficialTime;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenDataSettings.class)
class OpenDataConfiguration {
  /** At night: the whole register is read. */
  @Bean
  RecurringTask<Void> makeSnapshot(
      ObjectProvider<SnapshotJob> snapshots, OpenDataSettings settings) {
    return Tasks.recurring("open-data", Schedules.daily(OfficialTime.ZONE, settings.at()))
        .execute(
            (instance, context) -> {
              try {
                snapshots.getObject().make();
              } catch (IOException e) {
                throw new UncheckedIOException("the snapshot of the register was not made", e);
              }
            });
  }
}
