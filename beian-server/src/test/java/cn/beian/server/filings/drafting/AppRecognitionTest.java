package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.apps.App;
import cn.beian.server.apps.App.Identity;
import cn.beian.server.apps.Apps;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.records.Records;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class AppRecognitionTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private ApplicationStore store;
  @Autowired private Apps apps;
  @Autowired private Records records;
  private FilingSteps steps;

  @BeforeEach
  void stage() {
    steps = new FilingSteps(server);
  }

  private UUID planted(String packageName) throws Exception {
    return steps.stage.plant(new AppFacts(packageName).facts(), steps.handler);
  }

  private UUID app(UUID application) {
    return store.find(application).orElseThrow().appId();
  }

  @Test
  void applicationsOfOneUnit_withAPackageOfOneName_areAboutOneApp() throws Exception {
    UUID first = steps.draft(planted(steps.stage.packageName));
    UUID other = steps.draft(planted(steps.stage.packageName + "b"));
    UUID again = steps.draft(planted(steps.stage.packageName));
    assertThat(app(again)).isEqualTo(app(first));
    assertThat(app(other)).isNotEqualTo(app(first));
    assertThat(
            jdbc.sql("select id from app where owner_id = :unit")
                .param("unit", steps.stage.unit)
                .query(UUID.class)
                .list())
        .as("what nothing hangs on is gone")
        .containsExactlyInAnyOrder(app(first), app(other));
  }

  @Test
  void packageOfAnotherApp_isFollowed_andLeftAgain() throws Exception {
    DraftPackages packages = server.getBean(DraftPackages.class);
    UUID first = steps.draft(planted(steps.stage.packageName));
    UUID wrong = planted(steps.stage.packageName);
    UUID second = steps.draft(wrong);
    assertThat(app(second)).isEqualTo(app(first));
    UUID right = planted(steps.stage.packageName + "b");
    steps.as(steps.handler);
    packages.replace(second, wrong, right);
    packages.replaceKnowingly(second, right);
    assertThat(app(second)).isNotEqualTo(app(first));
    UUID own = app(second);
    UUID former = planted(steps.stage.packageName);
    packages.replace(second, right, former);
    packages.replaceKnowingly(second, former);
    assertThat(app(second)).isEqualTo(app(first));
    assertThat(apps.find(own)).isEmpty();
  }

  @Test
  void filedApp_isKnownByItsRecord_andStandsAsItsRecordDoes() throws Exception {
    UUID ready = steps.inNationalReview(steps.ready());
    String name = store.find(ready).orElseThrow().appName();
    App before = apps.find(app(ready)).orElseThrow();
    assertThat(before.state()).isEqualTo(RecordState.UNFILED);
    assertThat(before.name()).isEqualTo(name);
    assertThat(before.identities()).isEmpty();
    String number = steps.accepted(ready).toString();
    App filed = apps.find(app(ready)).orElseThrow();
    assertThat(filed.state()).isEqualTo(RecordState.FILED);
    assertThat(filed.ownerId()).contains(steps.stage.unit);
    assertThat(filed.identities())
        .containsExactly(new Identity("android", steps.stage.packageName));
    records.changeState(number, RecordState.RECTIFYING);
    assertThat(apps.find(filed.id()).orElseThrow().state()).isEqualTo(RecordState.RECTIFYING);
    assertThat(app(steps.draft(planted(steps.stage.packageName)))).isEqualTo(filed.id());
    assertThat(apps.find(filed.id()).orElseThrow().name())
        .as("a draft does not rename what is filed")
        .isEqualTo(name);
  }

  @Test
  void otherUnit_withAPackageOfTheSameName_hasAnAppOfItsOwn() throws Exception {
    UUID first = steps.draft(planted(steps.stage.packageName));
    String shared = steps.stage.packageName;
    steps = new FilingSteps(server);
    assertThat(app(steps.draft(planted(shared)))).isNotEqualTo(app(first));
  }
}
