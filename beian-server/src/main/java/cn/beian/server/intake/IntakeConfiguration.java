package cn.beian.server.intake;

import cn.beian.server.BeianSettings;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
class IntakeConfiguration {
  @Bean
  ObjectStore objectStore(BeianSettings settings) {
    return new FolderObjectStore(settings.dataDir().resolve("objects"));
  }

  /** Unfinished uploads do not stay for ever. */
  @Bean
  RecurringTask<Void> expireUploads(ObjectProvider<Uploads> uploads) {
    return Tasks.recurring("expire-uploads", FixedDelay.ofHours(1))
        .execute(
            (instance, context) -> {
              try {
                uploads.getObject().expire();
              } catch (IOException e) {
                throw new UncheckedIOException("unfinished uploads cannot be removed", e);
              }
            });
  }
}
