package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.web.filings.FilingText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;

/** An application does not become that of another app without anybody having said so. */
class PackageOfAnotherAppTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private DraftPackages packages;
  @Autowired private MessageSource messages;
  private FilingSteps steps;
  private WebSession handler;

  @BeforeEach
  void people() throws Exception {
    steps = new FilingSteps(server);
    handler = WebSession.of(server, url(""), steps.handler);
  }

  private UUID plant(AppFacts app) throws Exception {
    return steps.stage.plant(app.facts(), steps.handler);
  }

  private List<UUID> held(UUID id) {
    return steps.file(id).packages().stream().map(one -> one.submitted().packageId()).toList();
  }

  @Test
  void packageOfAnotherName_isToldWithBothNames_andTakenOnlyWhenItsSponsorSaysItIsTheSame()
      throws Exception {
    UUID river = plant(steps.stage.app());
    UUID id = steps.draft(river);
    String other = steps.stage.packageName + ".lake";
    UUID lake = plant(new AppFacts(other).named("清溪湖泊"));
    steps.as(steps.handler);
    packages.replace(id, river, lake);

    assertThat(held(id)).containsExactly(river);
    CaseFile file = steps.file(id);
    assertThat(file.application().appName()).isEqualTo("清溪水情");
    assertThat(handler.page("/applications/" + id))
        .contains("没有换上", "它的包名（AppID）是 " + other, "的是 " + steps.stage.packageName)
        .contains("请另建一份申请", "是同一个应用，换上", "知道了");

    String at = "/applications/" + id + "/packages/" + lake;
    handler.post(at + "/replacement", Map.of());
    assertThat(held(id)).containsExactly(lake);
    assertThat(steps.file(id).application().appName()).isEqualTo("清溪湖泊");
    assertThat(handler.page("/applications/" + id)).doesNotContain("没有换上");
    assertThat(handler.post(at + "/replacement", Map.of()).body()).contains("已不在申请里");
  }

  @Test
  void packageOfAnotherName_isForgotten_whereItsSponsorKeepsTheFormer() throws Exception {
    UUID river = plant(steps.stage.app());
    UUID id = steps.draft(river);
    UUID lake = plant(new AppFacts(steps.stage.packageName + ".lake"));
    steps.as(steps.handler);
    packages.replace(id, river, lake);
    handler.post("/applications/" + id + "/packages/" + lake + "/removal", Map.of());
    assertThat(handler.page("/applications/" + id)).doesNotContain("没有换上");
    assertThat(held(id)).containsExactly(river);
  }

  @Test
  void whatWasNotRefusedForItsName_isNotTakenByThatAct() throws Exception {
    UUID river = plant(steps.stage.app());
    UUID id = steps.draft(river);
    UUID lake = plant(new AppFacts(steps.stage.packageName + ".lake"));
    assertThat(
            handler
                .post("/applications/" + id + "/packages/" + lake + "/replacement", Map.of())
                .body())
        .contains("已不在申请里");
    assertThat(held(id)).containsExactly(river);
  }

  @Test
  void appInThePlaceOfAMiniProgram_isToldToBeAppliedForByItself() throws Exception {
    AppFacts app = new AppFacts("wx0123456789abcdef").format("wechat-source");
    UUID mini = plant(app);
    UUID id = steps.draft(mini);
    UUID apk = plant(steps.stage.app());
    assertThat(told(id, mini, apk)).contains("各有各的编号", "请另建一份申请").doesNotContain("再放入一个软件包");
    assertThat(held(id)).containsExactly(mini);
  }

  @Test
  void otherPlatformOfAnApp_isToldToBeAdded() throws Exception {
    UUID river = plant(steps.stage.app());
    UUID id = steps.draft(river);
    UUID harmony = plant(steps.stage.app().format("hap"));
    assertThat(told(id, river, harmony)).contains("只能换成同一平台的", "再放入一个软件包");
  }

  @Test
  void addedPackageOfAnotherNameAndPackageName_isToldAtOnce_andRefusesNothing() throws Exception {
    UUID river = plant(steps.stage.app());
    UUID id = steps.draft(river);
    String other = steps.stage.packageName + ".lake";
    UUID lake = plant(new AppFacts(other).format("hap").named("清溪湖泊"));
    steps.as(steps.handler);
    packages.add(id, lake);
    String page = "/applications/" + id;
    assertThat(handler.page(page))
        .contains("“清溪湖泊”（" + other + "）", "“清溪水情”（" + steps.stage.packageName + "）")
        .contains("可能不是同一个应用");
    assertThat(held(id)).containsExactly(river, lake);
    assertThat(handler.page(page + "/check")).doesNotContain("可能不是同一个应用");
    packages.remove(id, lake);
    assertThat(handler.page(page)).doesNotContain("可能不是同一个应用");
  }

  @Test
  void addedPackage_thatSharesANameOrAPackageName_isNotDoubted() throws Exception {
    UUID id = steps.draft(plant(steps.stage.app()));
    steps.as(steps.handler);
    packages.add(id, plant(new AppFacts(steps.stage.packageName + ".h").format("hap")));
    packages.add(id, plant(new AppFacts(steps.stage.packageName).format("ipa").named("River")));
    assertThat(handler.page("/applications/" + id)).doesNotContain("可能不是同一个应用");
  }

  @Test
  void miniProgramOfAnyPlatform_isNotPutBesideAnApp() throws Exception {
    UUID id = steps.draft(plant(steps.stage.app()));
    for (String format : List.of("amr", "wxapkg", "alipay-source", "wepy-source")) {
      UUID mini = plant(new AppFacts("2021000000000001").format(format));
      steps.as(steps.handler);
      CommandRefusedException refused =
          catchThrowableOfType(CommandRefusedException.class, () -> packages.add(id, mini));
      assertThat(refused).as(format).isNotNull();
      assertThat(FilingProblem.code(refused.problems().get(0))).isEqualTo("packages.MIXED_FORMS");
    }
    assertThat(held(id)).hasSize(1);
  }

  private String told(UUID id, UUID old, UUID by) {
    steps.as(steps.handler);
    CommandRefusedException refused =
        catchThrowableOfType(CommandRefusedException.class, () -> packages.replace(id, old, by));
    FilingText words = new FilingText(messages, Locale.SIMPLIFIED_CHINESE);
    return words.problem(refused.problems().get(0));
  }
}
