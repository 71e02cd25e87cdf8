package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.filings.filed.ReadPackages;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.PasswordHashes;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A new version stands beside the one that its unit filed. */
class FiledVersionTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private ReadPackages readPackages;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private String page(UUID packageId, String language) throws Exception {
    return page(packageId, "", language);
  }

  private String page(UUID packageId, String part, String language) throws Exception {
    jdbc.sql("update user_account set password_hash = ? where login = ?")
        .params(PasswordHashes.of(KNOWN_PASSWORD), steps.handler)
        .update();
    Visitor handler = new Visitor(url("")).logIn(steps.handler, KNOWN_PASSWORD, language);
    return handler.get("/packages/" + packageId + part).body();
  }

  @Test
  void new_version_of_a_filed_app_is_compared_with_it() throws Exception {
    UUID reviewed = steps.stage.plant(steps.stage.facts(), steps.handler);
    UUID id = steps.inNationalReview(steps.draft(reviewed));
    steps.judgeAll(id);
    FilingNumber number = steps.accept(id);
    steps.stage.as(steps.handler);
    UUID same = steps.stage.plant(steps.stage.facts("备案编号：" + number), steps.handler);
    UUID more = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);

    readPackages.goOn(same);
    readPackages.goOn(more);

    assertThat(page(reviewed, "zh")).doesNotContain("与已备案版本比较");
    assertThat(page(same, "zh")).contains("与已备案版本比较", "无需办理", "备案编号：" + number);
    assertThat(page(more, "zh")).contains("建议按重大功能变更申请", "新增“打卡签到功能”", "每日打卡");
    assertThat(page(more, "en"))
        .contains("A major functional change is proposed", "New: Check-in function", "FORM-101")
        .doesNotContain("??");
    assertThat(kept(more)).as("compared once, however often it is looked at").isEqualTo(1);
    assertThat(page(more, "/facts", "zh")).contains("建议按重大功能变更申请", "每日打卡");
    assertThat(kept(more)).isEqualTo(1);
  }

  @Test
  void beside_a_filed_version_whose_pages_were_not_all_read_nothing_is_new() throws Exception {
    UUID reviewed = steps.stage.plant(steps.stage.app().halfOfItsPages().facts(), steps.handler);
    UUID id = steps.inNationalReview(steps.draft(reviewed));
    steps.judgeAll(id);
    steps.accept(id);
    steps.stage.as(steps.handler);
    UUID more = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);
    readPackages.goOn(more);
    assertThat(page(more, "zh"))
        .contains("从软件包不能断定，由审核人员决定", "原版本没有全部读到", "打卡签到功能", "已备案的版本没有全部读到")
        .doesNotContain("建议按重大功能变更申请", "新增“打卡签到功能”");
    assertThat(page(more, "en"))
        .contains("The packages do not tell; the reviewer decides", "Check-in function")
        .doesNotContain("A major functional change is proposed", "??");
  }

  private int kept(UUID packageId) {
    return jdbc.sql(
            "select count(*) from version_comparison c join inspection i on i.facts_digest ="
                + " c.after_digest join package_upload p on p.sha256 = i.sha256 where p.id = ?")
        .param(packageId)
        .query(Integer.class)
        .single();
  }

  @Test
  void app_that_was_never_filed_is_compared_with_nothing() throws Exception {
    UUID draft = steps.stage.plant(steps.stage.facts(), steps.handler);
    steps.draft(draft);
    UUID next = steps.stage.plant(steps.stage.facts("更多内容"), steps.handler);
    assertThat(page(next, "zh")).doesNotContain("与已备案版本比较");
  }

  @Test
  void package_ofWhichNothingWasSaid_isTestedAsWhatMostIsForbiddenFor_andSaysSo() throws Exception {
    UUID fresh = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);
    assertThat(page(fresh, "zh")).contains("按以下情况检测：", "项会阻断").doesNotContain("没有阻断项");
    assertThat(page(fresh, "en")).contains("Tested as:");
  }
}
