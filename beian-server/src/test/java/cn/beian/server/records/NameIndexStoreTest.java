package cn.beian.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.fixtures.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The names under which a record is found. */
class NameIndexStoreTest extends ServerTest {
  private static final int MANY = 200_000;

  @Autowired private Records records;
  @Autowired private FilingLookup lookUp;
  @Autowired private JdbcTemplate template;
  @Autowired private TransactionTemplate transactions;

  @Test
  void changedName_isFoundByTheNewOneAlone() {
    String old = "旧名" + Unique.word();
    String now = "新名" + Unique.word();
    Acceptance filed = Filed.acceptance(Filed.android(), old);
    transactions.executeWithoutResult(
        status -> {
          String number = records.accept(filed).toString();
          records.change(
              number, Filed.acceptance(filed.packages().get(0), now), ChangeRevision.CHANGED_MAJOR);
          assertThat(lookUp.search(now).records())
              .extracting(PublicRecord::number)
              .containsExactly(number);
          assertThat(lookUp.search(old).records()).isEmpty();
          status.setRollbackOnly();
        });
  }

  @Test
  void changeOfAName_readsNothingOfOtherRecords() {
    transactions.executeWithoutResult(
        status -> {
          template.update(
              "insert into filing_name_gram select md5(i::text), 1000000000 + i"
                  + " from generate_series(1, ?) i",
              MANY);
          template.execute("analyze filing_name_gram");
          List<String> plan =
              template.queryForList(
                  "explain "
                      + NameIndexStore.FORGET
                          .replace(":old::text[]", "'{名,名字}'::text[]")
                          .replace(":number", "'x'"),
                  String.class);
          assertThat(plan)
              .noneMatch(line -> line.contains("Seq Scan on filing_name_gram"))
              .anyMatch(line -> line.contains("Index") && line.contains("filing_name_gram"));
          status.setRollbackOnly();
        });
  }
}
