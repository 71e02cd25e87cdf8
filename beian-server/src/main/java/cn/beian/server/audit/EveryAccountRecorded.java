package cn.beian.server.audit;

import cn.beian.server.identity.AccountStandings;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records how the accounts stand that were made before the trail did so: once, since what is found
 * without a row later was made past the server.
 */
@Component
@Order(1)
class EveryAccountRecorded implements ApplicationRunner {
  private final JdbcClient jdbc;
  private final AccountStandings standings;

  EveryAccountRecorded(JdbcClient jdbc, AccountStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    if (!AccountCheck.recorded(jdbc)) {
      standings.recordAll();
    }
  }
}
