package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What each page, upload or read package asks for is found by an index, however many there are. */
class IndexesTest extends ServerTest {
  private static final String NOBODY = "'00000000-0000-0000-0000-000000000000'";

  @Autowired private TransactionTemplate transactions;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select size_bytes from attachment where organization_id = " + NOBODY,
        "select * from judgement where rule_id = 'FORM-101' order by judged_at desc limit 3",
        "select application_id from application_package where package_id = " + NOBODY,
        "select application_id from launch_build where package_id = " + NOBODY,
        "select id from application where handler_id = " + NOBODY,
        "select * from work_item where right(case_id::text, 12) = '000000000000'",
      })
  void question_isAnsweredWithoutReadingTheWholeTable(String question) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("set local enable_seqscan = off").update();
          jdbc.sql("set local enable_sort = off").update();
          assertThat(jdbc.sql("explain " + question).query(String.class).list())
              .noneMatch(line -> line.contains("Seq Scan") || line.contains("Sort"));
        });
  }
}
