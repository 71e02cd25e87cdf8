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
        "select distinct number from filing_revision where official_number <> ''"
            + " and official_number_key(official_number) = official_number_key('x') limit 2",
        "select application_id from application_package where package_id = " + NOBODY,
        "select application_id from launch_build where package_id = " + NOBODY,
        "select id from application where handler_id = " + NOBODY,
        "select * from work_item where right(case_id::text, 12) = '000000000000'",
        "select * from work_item where closed_at is null"
            + " and (coalesce(due_on, 'infinity'::date), since, case_id) > ('infinity', now(), "
            + NOBODY
            + ") order by coalesce(due_on, 'infinity'::date), since, case_id limit 50",
        "select * from work_item where closed_at is null order by since, case_id limit 50",
        "select * from work_item order by app_name, sponsor, case_id limit 50",
        "select * from work_item where closed_at is not null and division like '3301%'",
        "select * from work_item where number = any(array['ZW-A-330000-2026-000001-X'])",
        "select * from app_using_unit where app_id = " + NOBODY + " order by id",
        "select * from app_using_unit where organization_id = "
            + NOBODY
            + " and id < 9 order by id desc limit 50",
        "select * from organization where folded_name >= '云' and folded_name < '云z'"
            + " order by folded_name limit 10",
        "select * from organization where division >= '3301' and division < '3301z'"
            + " order by division, name, id limit 10",
        "select * from work_item where closed_at is not null"
            + " order by closed_at desc, case_id desc limit 50",
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
