package cn.beian.server.revocations;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordState;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Steps of a revocation, for tests of other procedures. */
public final class RevocationSteps {
  private RevocationSteps() {}

  /**
   * Proposes to revoke a filing, as a supervisor of its region. It has a supervision case, whose
   * order to rectify is made to have run out.
   */
  public static UUID proposed(ApplicationContext server, FilingSteps steps, String number) {
    Records records = server.getBean(Records.class);
    server
        .getBean(JdbcClient.class)
        .sql("update supervision_case set rectify_by = '2020-01-01' where number = ?")
        .param(number)
        .update();
    if (records.find(number).orElseThrow().state() == RecordState.FILED) {
      server
          .getBean(TransactionTemplate.class)
          .executeWithoutResult(open -> records.changeState(number, RecordState.RECTIFYING));
    }
    steps.stage.as(steps.stage.official(Role.SUPERVISOR, "330000"));
    String by = OfficialTime.dayOf(server.getBean(Clock.class).instant()).plusDays(9).toString();
    return server
        .getBean(Revocations.class)
        .begin(Map.of("number", number, "grounds", "逾期未整改", "by", by));
  }
}
