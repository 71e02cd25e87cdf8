package cn.beian.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.audit.RegisterCheck;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.supervision.FindingResolution.Outcome;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Findings of a case that the owner of the database settles, in a transaction rolled back. */
class SettledPastTheServerTest extends SupervisedApp {
  @Test
  void finding_settledInTheDatabase_isReported_andOneSettledHereIsNot() {
    UUID id = opened();
    assertThat(faults(id, "")).isEmpty();
    String settled =
        "update supervision_finding set outcome = 'DISMISSED', reason = 'x' where case_id = :case";
    assertThat(faults(id, settled)).containsExactly("finding:" + id);
    assertThat(faults(id, "delete from supervision_finding where case_id = :case"))
        .containsExactly("finding:" + id);
    answer(id, SponsorAnswer.Kind.EXPLAIN, "排名的是河段");
    settle(id, Outcome.EXPLAINED);
    assertThat(faults(id, "")).isEmpty();
    assertThat(faults(id, settled)).containsExactly("finding:" + id);
    assertThat(faults(id, "update supervision_finding set gone_on = now() where case_id = :case"))
        .containsExactly("finding:" + id);
  }

  private List<String> faults(UUID id, String change) {
    return DatabaseOwner.rolledBack(
        server,
        owner -> {
          if (!change.isEmpty()) {
            String here = change.replace(":case", "'" + id + "'");
            assertThat(new JdbcTemplate(owner).update(here)).isPositive();
          }
          return RegisterCheck.run(owner).stream()
              .map(fault -> fault.text())
              .filter(text -> text.endsWith(id.toString()))
              .toList();
        });
  }
}
