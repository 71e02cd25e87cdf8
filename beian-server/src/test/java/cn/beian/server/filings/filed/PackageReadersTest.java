package cn.beian.server.filings.filed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.fixtures.FilingSteps;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What was read from a package is for those who may read its case. */
class PackageReadersTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private PackageReaders readers;

  @Test
  void package_isReadByItsUnit_andByOfficialsOfItsRegionOnceSent() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID packageId = steps.stage.plant(steps.stage.facts(), steps.handler);
    UUID id = steps.ready(steps.draft(packageId));
    String elsewhere = steps.stage.official(Role.COMPLETENESS_REVIEWER, "350000");

    assertThat(as(steps, steps.handler, packageId).caseId()).isEmpty();
    assertRefused(steps, steps.firstSeat, packageId);

    steps.submit(id);
    assertThat(as(steps, steps.firstSeat, packageId).caseId()).isEqualTo(Optional.of(id));
    assertThat(as(steps, steps.reviewer, packageId).caseId()).isEqualTo(Optional.of(id));
    assertRefused(steps, elsewhere, packageId);
    assertRefused(steps, steps.firstSeat, UUID.randomUUID());
  }

  private PackageReaders.Granted as(FilingSteps steps, String login, UUID packageId) {
    steps.stage.as(login);
    return readers.require(packageId);
  }

  private void assertRefused(FilingSteps steps, String login, UUID packageId) {
    steps.stage.as(login);
    assertThatThrownBy(() -> readers.require(packageId)).isInstanceOf(NoSuchElementException.class);
  }
}
