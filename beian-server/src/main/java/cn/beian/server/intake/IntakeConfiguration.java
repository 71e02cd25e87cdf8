package cn.beian.server.intake;

import cn.beian.server.BeianSettings;
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
}
