package cn.beian.server.audit;

import cn.beian.server.trail.AccountStandings;
import cn.beian.server.trail.RegisterBaseline;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records the state of accounts and of each kind of the register that was made before the trail did
 * so: once, since what is found without a row later was made past the server.
 */
@Component
@Order(1)
class FirstStandings implements ApplicationRunner {
  private final JdbcClient jdbc;
  private final AccountStandings accounts;
  private final RegisterBaseline register;
  private final TransactionTemplate transaction;

  FirstStandings(
      JdbcClient jdbc,
      AccountStandings accounts,
      RegisterBaseline register,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.register = register;
    this.transaction = transaction;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!AccountCheck.recorded(jdbc, AccountStandings.ALL)) {
      transaction.executeWithoutResult(status -> accounts.recordAll());
    }
    register.recordNew();
  }
}
