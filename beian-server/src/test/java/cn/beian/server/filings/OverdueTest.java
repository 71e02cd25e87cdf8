package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.overdue.OverdueFiling;
import cn.beian.server.filings.overdue.OverdueFilings;
import cn.beian.server.filings.review.FilingAlternatives;
import cn.beian.server.fixtures.FilingSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Existing apps that should have a number by now. */
class OverdueTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private OverdueFilings overdue;
  private FilingSteps steps;
  private UUID packageId;

  @BeforeEach
  void stage() throws Exception {
    steps = new FilingSteps(server);
    packageId = steps.stage.plant(steps.stage.facts(), steps.handler);
  }

  private List<UUID> overdueOfUnit(String official) {
    steps.stage.as(official);
    List<OverdueFiling> found = new ArrayList<>();
    OverdueFilings.Page page = overdue.page(Optional.empty());
    found.addAll(page.rows());
    while (page.more()) {
      page = overdue.page(Optional.of(page.last().application().id()));
      found.addAll(page.rows());
    }
    return found.stream()
        .filter(one -> one.sponsor().equals(steps.stage.name))
        .map(one -> one.application().id())
        .toList();
  }

  @Test
  void existingAppPastItsDay_isSeenByItsRegionAlone() {
    UUID id = steps.draft(packageId);
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(id);
    assertThat(overdueOfUnit(steps.reviewer)).containsExactly(id);
    assertThat(overdueOfUnit(steps.stage.official(Role.COMPLETENESS_REVIEWER, "350000"))).isEmpty();
  }

  @Test
  void appThatIsNotOnlineYet_isNotOverdue() {
    steps.stage.as(steps.handler);
    server.getBean(Drafts.class).create(ApplicationKind.INITIAL, List.of(packageId));
    assertThat(overdueOfUnit(steps.firstSeat)).isEmpty();
  }

  @Test
  void appThatWentOnlineUnderTheMeasures_isUnlawfulAndNotOverdue() throws Exception {
    UUID id = steps.ready();
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(id);
    for (String day : List.of("2026-01-28", "2026-09-01")) {
      onlineSince(id, day);
      assertThat(overdueOfUnit(steps.firstSeat)).as(day).isEmpty();
    }
    for (String day : List.of("2026-01-24", "2026-01-27")) {
      onlineSince(id, day);
      assertThat(overdueOfUnit(steps.firstSeat)).as(day).containsExactly(id);
    }
    onlineSince(id, "去年九月");
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(id);
  }

  private void onlineSince(UUID id, String day) {
    assertThat(
            jdbc.sql(
                    "update answer set value = ? where application_id = ? and field = 'app.onlineSince'")
                .params(day, id)
                .update())
        .isOne();
  }

  @Test
  void appliedForAnew_isListedOnce_andNoMoreOnceItHasANumber() throws Exception {
    UUID given = steps.draft(packageId);
    server.getBean(Submission.class).withdraw(given, steps.version(given), "材料不全");
    UUID anew = steps.draft(packageId);
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(anew);
    assertThat(saysOverdue(given)).as("applied for anew").isFalse();
    assertThat(saysOverdue(anew)).isTrue();
    steps.inNationalReview(anew);
    steps.judgeAll(anew);
    steps.accept(anew);
    assertThat(overdueOfUnit(steps.firstSeat)).isEmpty();
    assertThat(saysOverdue(anew)).isFalse();
  }

  @Test
  void appThatNeedsNoFiling_isOverdueNeitherInTheListNorOnItsPage() {
    steps.stage.as(steps.handler);
    UUID id =
        server
            .getBean(Drafts.class)
            .createWithoutPackage(ApplicationKind.EXISTING, AppForm.PUBLIC_ACCOUNT);
    assertThat(saysOverdue(id)).isTrue();
    steps.stage.as(steps.handler);
    server.getBean(FilingAlternatives.class).recordExemption(id, steps.version(id));
    assertThat(overdueOfUnit(steps.firstSeat)).isEmpty();
    assertThat(saysOverdue(id)).isFalse();
  }

  private boolean saysOverdue(UUID id) {
    steps.stage.as(steps.handler);
    Cases cases = server.getBean(Cases.class);
    return cases.online(cases.file(id)).overdue();
  }
}
