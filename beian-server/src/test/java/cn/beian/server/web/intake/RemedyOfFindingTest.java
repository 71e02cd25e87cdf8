package cn.beian.server.web.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Findings of a package say what was found and how to mend that, not all that a rule can find. */
class RemedyOfFindingTest extends ServerTest {
  private static final String OF_THE_RULE = "用正式证书、v2 及以上签名方案、SHA-256 及以上摘要";

  @Autowired private ApplicationContext server;

  @Test
  void unsignedPackage_isToldToBeUnsigned_withTheRemedyOfThatAlone() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    UUID apk = steps.stage.plant(steps.stage.app().facts(), steps.handler);
    assertThat(handler.page("/packages/" + apk))
        .contains("<p>包没有签名</p>", "用正式证书签名（v2 及以上方案；还要装在 Android 7 以前系统上的，同时加 v1）")
        .doesNotContain(OF_THE_RULE);
    assertThat(handler.page("/rules/SEC-401")).as("the rule as a whole").contains(OF_THE_RULE);
  }
}
