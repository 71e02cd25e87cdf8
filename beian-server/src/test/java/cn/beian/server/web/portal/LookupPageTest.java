package cn.beian.server.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Filed;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.FilingLookup.Status;
import cn.beian.server.records.Records;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the look-up says to somebody who knows only a part. */
class LookupPageTest extends ServerTest {
  @Autowired private Records records;
  @Autowired private FilingLookup lookup;
  @Autowired private TransactionTemplate transactions;

  private String filed(FiledPackage build) {
    return Objects.requireNonNull(
            transactions.execute(status -> records.accept(Filed.acceptance(build))))
        .toString();
  }

  private String ask(String query) throws Exception {
    return new Visitor(url("")).get("/lookup?" + query).body();
  }

  @Test
  void appId_isFoundWithoutPlatform_orWithItInWhateverCase_onPageAndInterface() throws Exception {
    String appId = "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String number = filed(new FiledPackage("uni", appId, "1.0", Filed.hex(), ""));
    for (String platform : new String[] {"", "wechat", "WECHAT", "uni"}) {
      assertThat(ask("packageId=" + appId + "&platform=" + platform))
          .as(platform)
          .contains("这个应用已经备案", number);
      assertThat(lookup.ask(new Question("", "", platform, appId, "")).status())
          .as(platform)
          .isEqualTo(Status.FILED_OTHER_BUILD);
    }
    assertThat(ask("packageId=" + appId + "&platform=quick-app")).doesNotContain("应用已经备案");
  }

  /** Nobody is told that an app is not filed because he knows nothing but its name. */
  @Test
  void packageNameAlone_ofASignedApp_leadsToTheRecord_andSaysThatItProvesNothing()
      throws Exception {
    FiledPackage build = Filed.android();
    String number = filed(build);
    assertThat(ask("packageId=" + build.packageId()))
        .contains("只凭包名不能认定", number)
        .doesNotContain("备案名录里没有");
    assertThat(ask("packageId=cn.nobody." + UUID.randomUUID())).contains("备案名录里没有");
  }

  @Test
  void numberAlone_isNotSaidToBeOfAnotherPackage_andNothingAtAllIsAskedFor() throws Exception {
    String number = filed(Filed.android());
    assertThat(ask("number=" + number)).contains("这个编号已经备案", number).doesNotContain("不是这个安装包");
    assertThat(ask("number=" + number + "&sha256=" + Filed.hex())).contains("登记的不是这个安装包");
    FiledPackage build = Filed.android();
    String signed = filed(build);
    for (String asked : new String[] {"number=" + signed, "packageId=" + build.packageId()}) {
      assertThat(ask(asked + "&signer=" + build.signer()))
          .contains("已经备案", signed)
          .doesNotContain("不是这个安装包");
    }
    assertThat(ask("sha256=&number=&packageId=")).contains("请填写摘要、备案编号、包名或 AppID 中的一项");
    assertThat(new Visitor(url("")).get("/lookup").body()).doesNotContain("中的一项");
  }
}
