package cn.beian.server.storage;

import cn.beian.server.platform.BeianSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
  @Bean
  FolderObjectStore objectStore(BeianSettings settings, Clock clock) {
    return new FolderObjectStore(settings.dataDir().resolve("objects"), clock);
  }

  @Bean
  PartialObjects partialObjects(FolderObjectStore objects) {
    return new FolderPartialObjects(objects);
  }
}
