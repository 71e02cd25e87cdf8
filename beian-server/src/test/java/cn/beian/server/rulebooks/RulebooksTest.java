package cn.beian.server.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookKeys;
import cn.beian.rules.book.SignedVersion;
import cn.beian.server.ServerTest;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Drafted, signed by somebody else, in force from its day, never changed. */
class RulebooksTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("018f0000-0000-7000-8000-00000000a001");

  @Autowired private Rulebooks rulebooks;
  @Autowired private RulebookDrafts drafts;
  @Autowired private UserDetailsService users;
  @Autowired private Clock clock;

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  private void as(String login) {
    UserDetails user = users.loadUserByUsername(login);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
  }

  private String draft(byte[] zip) throws Exception {
    return drafts.draft(new ByteArrayInputStream(zip), "题目更清楚");
  }

  private RejectedInput refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    return catchThrowableOfType(RejectedInput.class, act);
  }

  @Test
  void draft_signedByOther_decidesFromItsDayOn_earlierOnesStay() throws Exception {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    LocalDate latest = rulebooks.versions().get(0).signed().effectiveFrom();
    LocalDate from = latest.isAfter(today) ? latest : today.plusDays(1); // others sign, too
    String both = person(UNIT, "RULEBOOK_ADMINISTRATOR,SIGNER");
    as(both);
    String version = draft(RulebookZip.with("zh: 积分功能,", "zh: 积分功能（本单位）,"));
    assertThat(drafts.all()).extracting(RulebookDraft::version).contains(version);
    assertThat(refused(() -> drafts.sign(version, from)).problems())
        .extracting(Problem::key)
        .containsExactly("rulebooks.ownDraft");

    as(person(UNIT, "SIGNER"));
    assertThatThrownBy(() -> draft(RulebookZip.with("积分", "积分")))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(refused(() -> drafts.sign(version, today)).problems())
        .extracting(Problem::key)
        .contains("rulebooks.from.past");
    RulebookVersion signed = drafts.sign(version, from);
    assertThat(drafts.all()).extracting(RulebookDraft::version).doesNotContain(version);
    assertThat(rulebooks.versionInForce(today).number()).isLessThan(signed.number());
    assertThat(rulebooks.versionInForce(LocalDate.of(2020, 1, 1)).number()).isEqualTo(1);
    assertThat(title(rulebooks.inForce(today))).isEqualTo("积分功能");
    assertThat(title(rulebooks.inForce(from))).isEqualTo("积分功能（本单位）");
    assertThat(title(rulebooks.find(Rulebook.bundled().version()).orElseThrow())).isEqualTo("积分功能");
    assertThat(
            signed
                .signed()
                .holds(rulebooks.of(signed), RulebookKeys.publicKey(rulebooks.publicKey())))
        .isTrue();

    for (String change :
        new String[] {
          "update rulebook_version set effective_from = current_date",
          "delete from rulebook_version",
          "update rulebook set note = 'x'"
        }) {
      assertThatThrownBy(() -> jdbc.sql(change).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("never changed");
    }
  }

  private static String title(Rulebook rulebook) {
    return rulebook.rule("FORM-102").map(Rule::title).orElseThrow().zh();
  }

  @Test
  void draft_thatIsWrong_isRefusedWhole_withFileAndLine() {
    as(person(UNIT, "RULEBOOK_ADMINISTRATOR"));
    assertThat(refused(() -> draft(RulebookZip.with("word: points-gain}", "word: points-won}"))))
        .satisfies(
            e ->
                assertThat(e.problems().get(0).arguments())
                    .element(0)
                    .asString()
                    .matches("form/FORM-102.yaml:\\d+"));
    byte[] noZip = "no zip".getBytes(StandardCharsets.UTF_8);
    assertThat(refused(() -> draft(noZip)).problems())
        .extracting(Problem::key)
        .containsExactly("rulebooks.zip.none");
    assertThat(refused(() -> draft(RulebookZip.with("积分", "积分"))).problems())
        .extracting(Problem::key)
        .containsExactly("rulebooks.known");
  }

  @Test
  void version_signedByOtherKey_decidesNothing() throws Exception {
    SignedVersion forged =
        SignedVersion.sign(
            Rulebook.bundled(), 77, LocalDate.of(2026, 2, 1), RulebookKeys.generate().getPrivate());
    assertThatThrownBy(
            () -> rulebooks.of(new RulebookVersion(forged, Optional.empty(), clock.instant())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Version 77")
        .hasMessageContaining("signing.key")
        .hasMessageContaining("beian.rulebook.key");
  }
}
