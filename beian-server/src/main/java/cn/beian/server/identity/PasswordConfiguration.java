package cn.beian.server.identity;

import cn.beian.server.platform.BeianSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Argon2id, 16 MiB, two passes; a few at a time. */
  @Bean
  PasswordEncoder passwordEncoder(BeianSettings settings) {
    int hashing = settings.login().hashing();
    return new BoundedPasswordEncoder(
        Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
        hashing > 0 ? hashing : Runtime.getRuntime().availableProcessors(),
        PATIENCE);
  }
}
