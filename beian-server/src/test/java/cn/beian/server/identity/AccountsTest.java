package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.ServerTest;
import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.SentTable;
import cn.beian.server.platform.TableRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

class AccountsTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-0000000002a1");

  @Autowired Accounts accounts;
  @Autowired AccountActs acts;
  @Autowired Organizations organizations;
  @Autowired OrganizationImport organizationImport;
  @Autowired Identity identity;
  @Autowired LoginRateLimiter limiter;
  @Autowired UserDetailsService users;
  private String first = "";
  private String second = "";

  @Test
  void invitation_usedTwice_onlyFirstSetsPassword() {
    Act.Linked invitation = invited("a");
    accounts.choosePassword(invitation.token(), "", "three old words");
    assertThatThrownBy(() -> accounts.choosePassword(invitation.token(), "", "three new words"))
        .isInstanceOf(RejectedInput.class)
        .hasMessageContaining("account.link.unusable");
    assertThat(stored("one_time_link", "token_sha256", invitation.token())).isZero();
  }

  @Test
  void invitation_lost_newLinkEndsTheOld() {
    Act.Linked invitation = invited("b");
    Act.Asked asked = (Act.Asked) acts.recover(invitation.person().id());
    as(second);
    Act.Linked again = (Act.Linked) acts.confirm(asked.request().id());
    assertThat(accounts.ownerOf(invitation.token())).isEmpty();
    assertThat(accounts.ownerOf(again.token())).isPresent();
  }

  @Test
  void link_afterItsTime_isUnusable() {
    Act.Linked invitation = invited("c");
    jdbc.sql(
            "UPDATE one_time_link SET expires_at = now() - interval '1 second' WHERE account_id = ?")
        .param(invitation.person().id())
        .update();
    assertThat(accounts.ownerOf(invitation.token())).isEmpty();
  }

  @Test
  void leaving_person_isInactiveAndKeepsName() {
    Person person = invited("d").person();
    acts.leave(person.id(), Optional.empty());
    assertThat(identity.person(person.id()).orElseThrow().active()).isFalse();
    assertThat(identity.people(person.organizationId(), Role.HANDLER)).isEmpty();
  }

  @Test
  void login_takenInOtherCase_isRefused() {
    NewPerson first = person("e");
    acts.invite(first);
    NewPerson second =
        new NewPerson(
            first.login().toUpperCase(Locale.ROOT),
            "乙",
            "",
            "",
            "",
            first.organizationId(),
            Set.of(Role.HANDLER),
            "330000");
    assertThatThrownBy(() -> acts.invite(second)).hasMessageContaining("loginTaken");
  }

  @Test
  void guessing_sixthAttempt_hasToWait() {
    String login = "guess" + UUID.randomUUID();
    for (int i = 0; i < 5; i++) {
      assertThat(limiter.attempt(login, "192.0.2.1")).isZero();
    }
    assertThat(limiter.attempt(login.toUpperCase(Locale.ROOT), "192.0.2.1")).isPositive();
    assertThat(limiter.attempt(login, "192.0.2.2")).isZero();
  }

  @Test
  void importedTable_inGb18030_isReadAndFlaggedLineByLine() {
    String good = code();
    String table =
        "名称,代码,层级,性质,区划,上级\n\"甲,局\"," + good + ",市级,机关,330100,\n乙局,1,县级,机关,330122," + good + "\n";
    var lines = imported(table.getBytes(java.nio.charset.Charset.forName("GB18030")));
    assertThat(lines).extracting(ImportedRow::outcome).containsOnly(ImportedRow.Outcome.NEW);
    assertThat(lines.get(0).flags()).isEmpty();
    assertThat(lines.get(1).flags()).containsExactly("admin.flag.creditCode");
    assertThat(identity.organizationByCreditCode(good).orElseThrow().name()).isEqualTo("甲,局");
    var again = imported(table.getBytes(StandardCharsets.UTF_8));
    assertThat(again).extracting(ImportedRow::outcome).containsOnly(ImportedRow.Outcome.UNCHANGED);
  }

  private List<ImportedRow> imported(byte[] file) {
    List<TableRow> rows = SentTable.read(file, "file", 1000);
    return organizationImport.run(rows.subList(1, rows.size()));
  }

  @Test
  void importedTable_everyWordThatThePagesPrint_isUnderstood() {
    List<String> kinds = new ArrayList<>(List.of("事业单位"));
    List<String> levels = new ArrayList<>(List.of("市级", "乡镇级", "乡镇(街道)"));
    for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      Messages words = Messages.in(language);
      Arrays.stream(OrganizationKind.values()).map(words::text).forEach(kinds::add);
      Arrays.stream(OrganizationLevel.values()).map(words::text).forEach(levels::add);
    }
    StringBuilder table = new StringBuilder("名称,代码,层级,性质,区划\n");
    kinds.forEach(kind -> table.append("甲局,").append(code()).append(",县级," + kind + ",330122\n"));
    levels.forEach(
        level -> table.append("乙局,").append(code()).append("," + level + ",机关,330122\n"));
    assertThat(imported(table.toString().getBytes(StandardCharsets.UTF_8)))
        .hasSize(kinds.size() + levels.size())
        .allSatisfy(line -> assertThat(line.flags()).isEmpty());
    assertThat(kinds).contains("不承担行政职能的事业单位");
    assertThat(levels).contains("乡镇（街道）");
  }

  /** Invited by one, confirmed by another; with a link that needs no code, as of before. */
  private Act.Linked invited(String prefix) {
    Act.Asked asked = (Act.Asked) acts.invite(person(prefix));
    as(second);
    Act.Linked linked = (Act.Linked) acts.confirm(asked.request().id());
    jdbc.sql("update one_time_link set code_sha256 = null where account_id = ?")
        .param(linked.person().id())
        .update();
    as(first);
    return linked;
  }

  @BeforeEach
  void administrators() {
    first = person(UNIT, "SYSTEM_ADMINISTRATOR");
    second = person(UNIT, "SYSTEM_ADMINISTRATOR");
    as(first);
  }

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

  private NewPerson person(String prefix) {
    Organization unit =
        organizations.create(
            new Organizations.NewOrganization(
                "单位" + prefix,
                code(),
                OrganizationLevel.PREFECTURE,
                OrganizationKind.ORGAN,
                "330100",
                null,
                Route.LOCAL));
    return new NewPerson(
        prefix + UUID.randomUUID(), "甲", "", "", "", unit.id(), Set.of(Role.HANDLER), "330100");
  }

  private long stored(String table, String column, String value) {
    return jdbc.sql("SELECT count(*) FROM " + table + " WHERE " + column + " = ?")
        .param(value)
        .query(Long.class)
        .single();
  }

  private static String code() {
    String body =
        "11330100MB"
            + String.format(Locale.ROOT, "%07d", ThreadLocalRandom.current().nextInt(10_000_000));
    return body + CreditCode.checkCharacter(body);
  }
}
