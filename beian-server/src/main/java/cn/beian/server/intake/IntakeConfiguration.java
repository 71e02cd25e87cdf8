package cn.beian.server.intake;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
class IntakeConfiguration {
  @Bean
  ObjectStore objectStore(IntakeSettings settings) {
    return new FolderObjectStore(settings.directory());
  }
}
