package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.identity.AccountRequest.State;
import cn.beian.server.personal.Contact;
import cn.beian.server.personal.PersonalDataStore;
import cn.beian.server.platform.RejectedInput;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.transaction.support.TransactionTemplate;

/** What takes two persons, who may be the second, and what one may do while he is alone. */
class AccountActsTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-0000000002a0");

  @Autowired private Accounts accounts;
  @Autowired private AccountActs acts;
  @Autowired private AccountRequests requests;
  @Autowired private AccountNotices notices;
  @Autowired private Identity identity;
  @Autowired private PersonalDataStore personal;
  @Autowired private UserDetailsService users;
  @Autowired private TransactionTemplate transaction;
  private String first = "";
  private String second = "";

  @BeforeEach
  void administrators() {
    first = person(UNIT, "SYSTEM_ADMINISTRATOR");
    second = person(UNIT, "SYSTEM_ADMINISTRATOR");
    as(first);
  }

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
    jdbc.sql("UPDATE user_account SET active = true WHERE NOT active AND post = 'away'").update();
    jdbc.sql("UPDATE user_account SET post = '科员' WHERE post = 'away'").update();
  }

  @Test
  void eachRoleOfAnOffice_waitsForAnother_whoIsNeitherRequesterNorOwner() {
    for (Role role :
        EnumSet.complementOf(EnumSet.of(Role.HANDLER, Role.APPROVER, Role.UNIT_ADMINISTRATOR))) {
      as(first);
      Person owner = nobodyElse(person(UNIT, "HANDLER"));
      AccountRequest request =
          ((Act.Asked) acts.assign(owner.id(), Set.of(role), "330100")).request();
      assertThat(known(owner.login()).roles()).as(role + " waits").containsExactly(Role.HANDLER);
      refusesToConfirm(first, request);
      refusesToConfirm(owner.login(), request);
      refusesToConfirm(person(UNIT, "AUDITOR"), request);
      refusesToConfirm(person(UNIT, "APPROVER"), request);
      as(second);
      assertThat(acts.confirm(request.id())).isInstanceOf(Act.Done.class);
      assertThat(known(owner.login()).roles()).containsExactly(role);
      as(owner.login());
      assertThat(notices.unread())
          .singleElement()
          .satisfies(
              told -> {
                assertThat(told.before()).containsExactly(Role.HANDLER);
                assertThat(told.after()).containsExactly(role);
                assertThat(told.by()).hasSize(2).anyMatch(name -> name.contains(second));
              });
      as(second);
      assertThatThrownBy(() -> acts.confirm(request.id())).hasMessageContaining("requests.closed");
    }
  }

  /** Else whoever made a second account for himself would be two persons ever after. */
  @Test
  void administratorWhomTheRequesterMade_isNotSecond_whereAnotherIs() {
    Person made = known(second);
    jdbc.sql("UPDATE user_account SET linked_by = ? WHERE id = ?")
        .params(known(first).id(), made.id())
        .update();
    Person owner = nobodyElse(person(UNIT, "HANDLER"));
    AccountRequest request =
        ((Act.Asked) acts.assign(owner.id(), Set.of(Role.SUPERVISOR), "330100")).request();
    String third = person(UNIT, "SYSTEM_ADMINISTRATOR");
    refusesToConfirm(second, request);
    as(third);
    assertThat(acts.confirm(request.id())).isInstanceOf(Act.Done.class);
  }

  /** All test persons have one name and one telephone; this one is known by his address alone. */
  private Person nobodyElse(String login) {
    jdbc.sql("update user_account set telephone = '' where login = ?").param(login).update();
    return known(login);
  }

  @Test
  void onePerson_neverHoldsBothSeats_norByTwoAccounts() {
    Person owner = known(person(UNIT, "COMPLETENESS_REVIEWER"));
    Set<Role> both = EnumSet.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);
    assertThatThrownBy(() -> acts.assign(owner.id(), both, "330100"))
        .hasMessageContaining("admin.person.exclusive");
    assertThatThrownBy(() -> acts.invite(entered(both)))
        .hasMessageContaining("admin.person.exclusive");
    UUID elsewhere = known(person(UUID.randomUUID(), "HANDLER")).organizationId();
    for (NewPerson again :
        List.of(
            seat("某人", "", email(owner).toUpperCase(java.util.Locale.ROOT), elsewhere),
            seat("经办人", "(0571) 1", "", elsewhere))) {
      assertThatThrownBy(() -> acts.invite(again)).hasMessageContaining("admin.person.otherSeat");
    }
    assertThat(acts.invite(seat("某人", "", "", elsewhere))).isInstanceOf(Act.Asked.class);
    personal.reach(owner.id(), Contact.of("0571-8899 1", "Seat@c.cn"));
    for (NewPerson again :
        List.of(
            seat("某人", "", "SEAT@c.cn ", elsewhere), seat("经办人", "05718899-1", "", elsewhere))) {
      assertThatThrownBy(() -> acts.invite(again))
          .as("sealed: %s", again)
          .hasMessageContaining("admin.person.otherSeat");
    }
    Person old = known(person(UNIT, "COMPLETENESS_REVIEWER,GOVERNMENT_SERVICE_REVIEWER"));
    assertThat(accounts.clashing()).extracting(Person::id).contains(old.id());
  }

  private String email(Person person) {
    return identity.contact(person.id()).email();
  }

  private static NewPerson seat(String name, String telephone, String email, UUID unit) {
    return new NewPerson(
        "n" + UUID.randomUUID(),
        name,
        "",
        telephone,
        email,
        unit,
        Set.of(Role.GOVERNMENT_SERVICE_REVIEWER),
        "520000");
  }

  /** An administrator since today is nobody's second person yet. */
  @Test
  void newAdministrator_confirmsNothing_forAWorkingDay() {
    AccountRequest request = asked(known(person(UNIT, "HANDLER")));
    Person fresh = known(person(UNIT, "SYSTEM_ADMINISTRATOR"));
    jdbc.sql("insert into role_holding values (?, 'SYSTEM_ADMINISTRATOR', now())")
        .param(fresh.id())
        .update();
    as(fresh.login());
    assertThatThrownBy(() -> acts.confirm(request.id()))
        .isInstanceOf(RejectedInput.class)
        .hasMessageContaining("person.coolingOff");
    as(second);
    acts.confirm(request.id());
  }

  @Test
  void owner_isNotTheSecond_thoughHisRoleWouldDo() {
    Person third = known(person(UNIT, "SYSTEM_ADMINISTRATOR"));
    AccountRequest leave = ((Act.Asked) acts.leave(third.id(), Optional.empty())).request();
    refusesToConfirm(third.login(), leave);
    as(second);
    acts.confirm(leave.id());
  }

  @Test
  void approverOfAnotherUnit_andSignerWhileThereAreOtherAdministrators_areNotTheSecond() {
    Person handler = known(person(UNIT, "HANDLER"));
    AccountRequest recovery = ((Act.Asked) acts.recover(handler.id())).request();
    refusesToConfirm(person(UUID.randomUUID(), "APPROVER"), recovery);
    refusesToConfirm(person(UNIT, "SIGNER"), recovery);
    as(person(UNIT, "APPROVER"));
    assertThat(acts.confirm(recovery.id())).isInstanceOf(Act.Linked.class);
  }

  @Test
  void rolesThatChangedSince_areNotGivenOver() {
    Person owner = known(person(UNIT, "HANDLER"));
    AccountRequest request = asked(owner);
    jdbc.sql("UPDATE user_account SET roles = '{APPROVER}' WHERE id = ?")
        .param(owner.id())
        .update();
    as(second);
    assertThatThrownBy(() -> acts.confirm(request.id())).hasMessageContaining("changedSince");
    assertThat(known(owner.login()).roles()).containsExactly(Role.APPROVER);
  }

  @Test
  void ordinaryRole_isTakenAtOnce_andTheOwnerIsNotified() {
    Person owner = known(person(UNIT, "SUPERVISOR,PROJECT_REVIEWER"));
    assertThat(acts.assign(owner.id(), Set.of(Role.SUPERVISOR), "330100"))
        .isInstanceOf(Act.Done.class);
    as(owner.login());
    assertThat(notices.unread()).hasSize(1);
    notices.read();
    assertThat(notices.unread()).isEmpty();
    assertThat(notices.newest(9)).hasSize(1);
  }

  @Test
  void rolesOfOneself_andNoRoleAtAll_areRefused() {
    UUID own = identity.current().id();
    Set<Role> more = Set.of(Role.SYSTEM_ADMINISTRATOR, Role.RULEBOOK_ADMINISTRATOR);
    assertThatThrownBy(() -> acts.assign(own, more, "100000"))
        .hasMessageContaining("requests.ownRoles");
    Person reviewer = known(person(UNIT, "NATIONAL_REVIEWER"));
    assertThatThrownBy(() -> acts.assign(reviewer.id(), Set.of(), "100000"))
        .hasMessageContaining("requests.noRoles");
    assertThat(known(reviewer.login()).roles()).containsExactly(Role.NATIONAL_REVIEWER);
  }

  @Test
  void requestsForOneAccount_askedAtTheSameMoment_areOne() throws Exception {
    UUID signer = known(person(UNIT, "SIGNER")).id();
    SecurityContext administrator = SecurityContextHolder.getContext();
    ExecutorService together = Executors.newFixedThreadPool(4);
    try {
      Callable<Boolean> ask =
          () -> {
            SecurityContextHolder.setContext(administrator);
            try {
              return acts.recover(signer) instanceof Act.Asked;
            } catch (RejectedInput refused) {
              return false;
            }
          };
      int asked = 0;
      for (Future<Boolean> one : together.invokeAll(Collections.nCopies(4, ask))) {
        asked += one.get() ? 1 : 0;
      }
      assertThat(asked).isEqualTo(1);
    } finally {
      together.shutdownNow();
    }
  }

  @Test
  void takingAPowerfulRole_endingItsHolder_orMovingHisRegion_waitsToo() {
    Person signer = known(person(UNIT, "SIGNER"));
    assertThat(acts.assign(signer.id(), Set.of(), "330100")).isInstanceOf(Act.Asked.class);
    Person other = known(person(UNIT, "AUDITOR"));
    assertThat(acts.assign(other.id(), Set.of(Role.AUDITOR), "100000"))
        .isInstanceOf(Act.Asked.class);
    Person third = known(person(UNIT, "SYSTEM_ADMINISTRATOR"));
    AccountRequest leave = ((Act.Asked) acts.leave(third.id(), Optional.empty())).request();
    assertThat(known(third.login()).active()).isTrue();
    as(second);
    acts.confirm(leave.id());
    assertThat(known(third.login()).active()).isFalse();
  }

  @Test
  void rolesThatExcludeOneAnother_areRefused_andOldOnesAreListedUntilTwoResolveThem() {
    Person owner = known(person(UNIT, "HANDLER"));
    for (Set<Role> both :
        List.of(
            EnumSet.of(Role.SIGNER, Role.AUDITOR),
            EnumSet.of(Role.SIGNER, Role.SYSTEM_ADMINISTRATOR),
            EnumSet.of(Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR))) {
      assertThatThrownBy(() -> acts.assign(owner.id(), both, "330100"))
          .isInstanceOf(RejectedInput.class)
          .hasMessageContaining("admin.person.exclusive");
    }
    Person old = known(person(UNIT, "SIGNER,SYSTEM_ADMINISTRATOR"));
    assertThat(accounts.clashing()).extracting(Person::id).contains(old.id());
    AccountRequest request =
        ((Act.Asked) acts.assign(old.id(), Set.of(Role.SIGNER), "330100")).request();
    assertThat(accounts.clashing()).extracting(Person::id).contains(old.id());
    as(second);
    acts.confirm(request.id());
    assertThat(accounts.clashing()).extracting(Person::id).doesNotContain(old.id());
  }

  @Test
  void administrator_hasNoRoleOfCases_andWhoHasOneFromBeforeIsListedUntilTwoResolveIt() {
    Person owner = known(person(UNIT, "HANDLER"));
    for (Role role :
        EnumSet.complementOf(EnumSet.of(Role.SYSTEM_ADMINISTRATOR, Role.RULEBOOK_ADMINISTRATOR))) {
      assertThatThrownBy(
              () -> acts.assign(owner.id(), Set.of(Role.SYSTEM_ADMINISTRATOR, role), "330100"))
          .as(role.name())
          .hasMessageContaining("admin.person.exclusive");
    }
    Person old = known(person(UNIT, "HANDLER,SYSTEM_ADMINISTRATOR"));
    assertThat(accounts.clashing()).extracting(Person::id).contains(old.id());
    AccountRequest request =
        ((Act.Asked) acts.assign(old.id(), Set.of(Role.SYSTEM_ADMINISTRATOR), "330100")).request();
    as(second);
    acts.confirm(request.id());
    assertThat(accounts.clashing()).extracting(Person::id).doesNotContain(old.id());
  }

  @Test
  void administratorAlone_preparesASecond_andNothingElse() {
    Person owner = known(person(UNIT, "HANDLER"));
    onlyOneAdministratorIs(first);
    assertThat(acts.alone()).isTrue();
    for (Role role : List.of(Role.SIGNER, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)) {
      assertThatThrownBy(() -> acts.assign(owner.id(), Set.of(role), "330100"))
          .as("to one who logs in already: " + role)
          .hasMessageContaining("requests.alone");
    }
    assertThatThrownBy(() -> acts.invite(entered(Set.of(Role.SIGNER))))
        .hasMessageContaining("requests.alone");
    Act.Linked invited = (Act.Linked) acts.invite(entered(Set.of(Role.SYSTEM_ADMINISTRATOR)));
    assertThat(invited.enough()).isTrue();
    accounts.choosePassword(invited.token(), "", "lantern tractor corn");
    assertThat(acts.alone()).isFalse();
    assertThat(acts.assign(owner.id(), Set.of(Role.SIGNER), "330100"))
        .isInstanceOf(Act.Asked.class);
  }

  @Test
  void recovery_linkForOne_codeForTheOther_bothTogetherSetThePassword() {
    Person signer = known(person(UNIT, "SIGNER"));
    Act.Asked asked = (Act.Asked) acts.recover(signer.id());
    assertThat(asked.code()).matches("[A-Z0-9]{4}-[A-Z0-9]{4}");
    refusesToConfirm(person(UNIT, "APPROVER"), asked.request());
    as(second);
    Act.Linked linked = (Act.Linked) acts.confirm(asked.request().id());
    assertThat(linked.enough()).isFalse();
    assertThatThrownBy(() -> accounts.choosePassword(linked.token(), "", "lantern tractor corn"))
        .hasMessageContaining("account.code.wrong");
    accounts.choosePassword(
        linked.token(), asked.code().toLowerCase(java.util.Locale.ROOT), "lantern tractor corn");
    as(signer.login());
    assertThat(notices.unread())
        .extracting(AccountNotices.AccountNotice::kind)
        .containsExactly(AccountNotices.Kind.RECOVERY, AccountNotices.Kind.PASSWORD_BY_LINK);
  }

  @Test
  void code_guessedFiveTimes_endsTheLink() {
    Person handler = known(person(UNIT, "HANDLER"));
    Act.Asked asked = (Act.Asked) acts.recover(handler.id());
    as(person(UNIT, "APPROVER"));
    Act.Linked linked = (Act.Linked) acts.confirm(asked.request().id());
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> accounts.choosePassword(linked.token(), "X", "lantern tractor corn"))
          .isInstanceOf(RejectedInput.class);
    }
    assertThatThrownBy(
            () -> accounts.choosePassword(linked.token(), asked.code(), "lantern tractor corn"))
        .hasMessageContaining("account.link.unusable");
  }

  @Test
  void request_isWithdrawnDeclinedOrRunsOut_andLeavesNothing() {
    Person owner = known(person(UNIT, "HANDLER"));
    AccountRequest one = asked(owner);
    assertThatThrownBy(() -> asked(owner)).hasMessageContaining("requests.oneWaits");
    acts.withdraw(one.id());
    AccountRequest two = asked(owner);
    as(second);
    assertThat(requests.confirmable()).extracting(AccountRequest::id).contains(two.id());
    acts.decline(two.id());
    assertThat(requests.find(two.id()).state()).isEqualTo(State.DECLINED);
    as(first);
    AccountRequest three = asked(owner);
    jdbc.sql("UPDATE account_request SET expires_at = requested_at WHERE id = ?")
        .param(three.id())
        .update();
    as(second);
    assertThatThrownBy(() -> acts.confirm(three.id())).hasMessageContaining("requests.closed");
    assertThat(known(owner.login()).roles()).containsExactly(Role.HANDLER);
    as(first);
    AccountRequest four = asked(owner);
    acts.assign(owner.id(), Set.of(Role.HANDLER), "330000");
    as(second);
    assertThatThrownBy(() -> acts.confirm(four.id())).hasMessageContaining("changedSince");
  }

  @Test
  void twoAdministrators_oneOfThemLocksHimselfOut_theSignerIsTheSecond() {
    onlyOneAdministratorIs(first);
    jdbc.sql("UPDATE user_account SET active = true, post = '科员' WHERE login = ?")
        .param(second)
        .update();
    Act.Asked asked = (Act.Asked) acts.recover(known(second).id());
    as(person(UNIT, "SIGNER"));
    assertThat(acts.confirm(asked.request().id())).isInstanceOf(Act.Linked.class);
  }

  @Test
  void lastTwoAdministrators_endedAtTheSameMoment_oneStays() throws Exception {
    onlyOneAdministratorIs(first);
    jdbc.sql("UPDATE user_account SET active = true, post = '科员' WHERE login = ?")
        .param(second)
        .update();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> secondLeft =
          Objects.requireNonNull(
              transaction.execute(
                  status -> {
                    accounts.leave(known(first).id(), Optional.empty());
                    Future<Boolean> leaving = other.submit(() -> leaves(second));
                    while (!leaving.isDone() && !somebodyWaits()) {
                      Thread.onSpinWait();
                    }
                    return leaving;
                  }));
      assertThat(secondLeft.get()).isFalse();
    } finally {
      other.shutdownNow();
    }
    assertThat(known(first).active()).isFalse();
    assertThat(known(second).active()).isTrue();
  }

  @Test
  void approver_seesThePastRecoveriesOfHisUnit_howeverManyOthersThereWere() {
    UUID unit = UUID.randomUUID();
    Person handler = known(person(unit, "HANDLER"));
    AccountRequest recovery = ((Act.Asked) acts.recover(handler.id())).request();
    acts.withdraw(recovery.id());
    for (int i = 0; i < 51; i++) { // as many as are shown, and one
      jdbc.sql(
              "INSERT INTO account_request SELECT (jsonb_populate_record(r, jsonb_build_object("
                  + "'id', gen_random_uuid(), 'kind', 'ROLES', 'requested_at',"
                  + " r.requested_at + interval '1 second'))).* FROM account_request r WHERE id = ?")
          .param(recovery.id())
          .update();
    }
    as(person(unit, "APPROVER"));
    assertThat(requests.past()).extracting(AccountRequest::id).containsExactly(recovery.id());
    assertThat(requests.waiting()).isEmpty();
  }

  private boolean leaves(String login) {
    try {
      transaction.executeWithoutResult(
          status -> accounts.leave(known(login).id(), Optional.empty()));
      return true;
    } catch (RejectedInput refused) {
      return false;
    }
  }

  private boolean somebodyWaits() {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        .query(Boolean.class)
        .single();
  }

  private AccountRequest asked(Person owner) {
    return ((Act.Asked) acts.assign(owner.id(), Set.of(Role.SIGNER), "330100")).request();
  }

  private void refusesToConfirm(String login, AccountRequest request) {
    as(login);
    assertThatThrownBy(() -> acts.confirm(request.id()))
        .as(login)
        .isInstanceOf(AccessDeniedException.class);
  }

  /** Everybody else who could be one is away, until the test is over. */
  private void onlyOneAdministratorIs(String login) {
    jdbc.sql(
            "UPDATE user_account SET active = false, post = 'away'"
                + " WHERE active AND 'SYSTEM_ADMINISTRATOR' = ANY(roles) AND login <> ?")
        .param(login)
        .update();
  }

  private static NewPerson entered(Set<Role> roles) {
    return new NewPerson("n" + UUID.randomUUID(), "甲", "", "", "", UNIT, roles, "330100");
  }

  private Person known(String login) {
    return identity.personByLogin(login).orElseThrow();
  }

  private void as(String login) {
    UserDetails user = users.loadUserByUsername(login);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
  }
}
