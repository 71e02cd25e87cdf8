package cn.beian.server.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.Acceptance.PublicExemption;
import cn.beian.server.records.Filed;
import cn.beian.server.records.PublicOutcome;
import cn.beian.server.records.Records;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the public page of a record says that no longer is as it was when it was filed. */
class RecordPageTest extends ServerTest {
  @Autowired private Records records;
  @Autowired private TransactionTemplate transactions;

  private String filed(LocalDate until) {
    Acceptance one = Filed.acceptance(Filed.android());
    return Objects.requireNonNull(
            transactions.execute(
                status ->
                    records.accept(
                        new Acceptance(
                            one.applicationId(),
                            one.appId(),
                            one.organizationId(),
                            one.kind(),
                            one.division(),
                            one.officialNumber(),
                            one.appName(),
                            one.sponsorName(),
                            one.creditCode(),
                            one.issuer(),
                            one.users(),
                            one.filedOn(),
                            one.packages(),
                            List.of(new GroupOutcome("FORM", PublicOutcome.EXEMPTED, 0)),
                            one.rulebookVersion(),
                            one.testDigests(),
                            List.of(
                                new PublicExemption(
                                    "FORM", Map.of("zh", "签到", "en", "check-in"), until))))))
        .toString();
  }

  private String page(String number, String language) throws Exception {
    return new Visitor(url("")).get("/records/" + number + "?lang=" + language).body();
  }

  @Test
  void exemption_standsAsLongAsItIsGiven_andIsOverAfterItsLastDay() throws Exception {
    String over = filed(LocalDate.of(2026, 11, 30));
    assertThat(page(over, "zh")).contains("有过一项例外：签到，已在 2026年11月30日到期");
    assertThat(page(over, "en")).contains("There was one exemption: check-in. It ended on");
    String lasting = filed(LocalDate.of(2099, 1, 1));
    assertThat(page(lasting, "zh")).contains("有一项例外：签到，到 2099年1月1日为止");
  }

  @Test
  void recordUnderRectification_saysThatItsOutcomesAreFromBefore() throws Exception {
    String number = filed(LocalDate.of(2099, 1, 1));
    assertThat(page(number, "zh")).doesNotContain("要求整改以前");
    transactions.executeWithoutResult(
        status -> records.changeState(number, RecordState.RECTIFYING));
    assertThat(page(number, "zh")).contains("整改中", "下面的结论是要求整改以前检测的");
    assertThat(page(number, "en")).contains("tested before rectification was ordered");
  }
}
