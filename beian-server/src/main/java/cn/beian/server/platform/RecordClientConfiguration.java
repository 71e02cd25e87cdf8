package cn.beian.server.platform;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every store reads records. */
@Configuration(proxyBeanMethods = false)
class RecordClientConfiguration {

  @Bean
  JdbcClient jdbcClient(NamedParameterJdbcOperations operations) {
    return new RecordClient(JdbcClient.create(operations));
  }
}
