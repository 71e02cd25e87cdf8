package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From which day a role decides. */
class CoolingOffTest extends ServerTest {
  private static final Set<Role> SIGNER = Set.of(Role.SIGNER);

  @Autowired private RoleHoldingStore holdings;
  @Autowired private WorkingDays workingDays;
  @Autowired private Identity identity;
  private Person signer;

  @BeforeEach
  void somebody() {
    signer = identity.personByLogin(person(UUID.randomUUID(), "SIGNER")).orElseThrow();
  }

  private CoolingOff at(String instant) {
    return new CoolingOff(
        holdings, workingDays, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  private void given(String instant) {
    jdbc.sql("insert into role_holding values (?, 'SIGNER', ?::timestamptz)")
        .params(signer.id(), instant)
        .update();
  }

  @Test
  void givenOnAFriday_decidesOnTuesday_afterAWholeWorkingDay() {
    given("2026-12-04T15:59:00Z"); // one minute to midnight in China
    assertThat(at("2026-12-04T15:59:30Z").until(signer, SIGNER))
        .contains(LocalDate.of(2026, 12, 8));
    assertThat(at("2026-12-07T15:59:00Z").settled(signer, Role.SIGNER)).as("Monday").isFalse();
    assertThat(at("2026-12-07T16:00:00Z").settled(signer, Role.SIGNER)).as("Tuesday").isTrue();
  }

  @Test
  void passwordOfALink_countsForEveryRole_anotherRoleDoesNot() {
    given("2026-11-20T00:00:00Z");
    assertThat(at("2026-12-04T00:00:00Z").settled(signer, Role.SIGNER)).isTrue();
    assertThat(at("2026-12-04T00:00:00Z").settled(signer, Role.AUDITOR)).as("not his").isFalse();
    jdbc.sql("update user_account set password_link_at = '2026-12-03T00:00:00Z' where id = ?")
        .param(signer.id())
        .update();
    assertThat(at("2026-12-04T00:00:00Z").until(signer, SIGNER))
        .contains(LocalDate.of(2026, 12, 5));
  }

  /** Or nobody could set up a new installation: nothing is in it that could be ended. */
  @Test
  void whatWasGiven_whileTheInstallationWasNew_doesNotWait() {
    LocalDate begun = OfficialTime.dayOf(holdings.installed().orElseThrow());
    given(begun + "T00:00:00Z");
    assertThat(at(begun + "T01:00:00Z").settled(signer, Role.SIGNER)).isTrue();
    LocalDate later = workingDays.next(workingDays.next(begun));
    jdbc.sql("update role_holding set given_at = ?::timestamptz where account_id = ?")
        .params(later + "T00:00:00Z", signer.id())
        .update();
    assertThat(at(later + "T01:00:00Z").settled(signer, Role.SIGNER)).isFalse();
  }
}
