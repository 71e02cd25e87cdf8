package cn.beian.server.filings.filed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.testing.CompanionBuild;
import cn.beian.server.testing.CompanionBuilds;
import cn.beian.server.testing.Inspections;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

/** A protected release and the unpacked test build that its unit puts beside it. */
class ProtectedReleasesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private ProtectedReleases releases;
  @Autowired private Inspections inspections;
  @Autowired private CompanionBuilds companions;
  private FilingSteps steps;
  private UUID release = UUID.randomUUID();
  private UUID unpacked = UUID.randomUUID();

  @BeforeEach
  void plant() throws Exception {
    steps = new FilingSteps(server);
    release = steps.stage.plant(steps.stage.app().protectedRelease().facts(), steps.handler);
    unpacked = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);
    steps.stage.as(steps.handler);
  }

  @Test
  void testBuild_thatAgrees_isJudgedInTheApplication() throws Exception {
    UUID id = steps.draft(release);
    server.getBean(DraftPackages.class).catchUp(id);
    assertThat(steps.file(id).open()).extracting(one -> one.rule().id()).doesNotContain("FORM-101");

    releases.putBeside(release, unpacked);
    assertThat(companions.of(release).orElseThrow().outcome())
        .isEqualTo(CompanionBuild.Outcome.SAME);
    server.getBean(DraftPackages.class).catchUp(id);
    assertThat(steps.file(id).open()).extracting(one -> one.rule().id()).contains("FORM-101");
    assertThat(audited()).isEqualTo(1);
  }

  @Test
  void testBuild_ofAnotherApp_isNotUsed() throws Exception {
    UUID other = steps.stage.plant(new AppFacts("cn.gov.other").facts(), steps.handler);
    String before = inspections.factsDigest(release).orElseThrow();
    releases.putBeside(release, other);
    assertThat(companions.of(release).orElseThrow().outcome())
        .isEqualTo(CompanionBuild.Outcome.OTHER_APP);
    assertThat(inspections.factsDigest(release)).hasValue(before);
  }

  @Test
  void testBuild_whileUnderReviewOrOfAnotherUnit_isRefused() throws Exception {
    steps.submit(steps.ready(steps.draft(release)));
    steps.stage.as(steps.handler);
    assertThat(releases.open(release)).isFalse();
    assertThatThrownBy(() -> releases.putBeside(release, unpacked))
        .isInstanceOf(CommandRefusedException.class);
    steps.stage.as(steps.stage.own(Role.APPROVER));
    assertThatThrownBy(() -> releases.putBeside(release, unpacked))
        .isInstanceOf(AccessDeniedException.class);
    FilingSteps others = new FilingSteps(server);
    others.stage.as(others.handler);
    assertThatThrownBy(() -> releases.putBeside(release, unpacked))
        .isInstanceOf(CommandRefusedException.class);
    assertThat(companions.of(release)).isEmpty();
    assertThat(audited()).isZero();
  }

  private int audited() {
    return jdbc.sql(
            "select count(*) from audit_entry where action = 'package.testBuild' and subject = ?")
        .param(release.toString())
        .query(Integer.class)
        .single();
  }
}
