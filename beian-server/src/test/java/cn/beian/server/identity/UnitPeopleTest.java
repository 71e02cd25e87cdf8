package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.platform.MappedTable;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.TableRow;
import cn.beian.server.trail.AuditTrail;
import java.util.List;
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
import org.springframework.context.ApplicationContext;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/** The administrator of a unit manages its handlers and approvers, and nothing beyond. */
class UnitPeopleTest extends ServerTest {
  private final UUID unit = UUID.randomUUID();
  @Autowired private ApplicationContext server;
  @Autowired private UnitPeople people;
  @Autowired private AccountActs acts;
  @Autowired private AccountRequests requests;
  @Autowired private Accounts accounts;
  @Autowired private PeopleImport table;
  @Autowired private TableImports imports;
  @Autowired private Identity identity;
  @Autowired private UserDetailsService users;
  private Person administrator;

  @BeforeEach
  void administratorOfAUnit() {
    administrator = known(person(unit, "UNIT_ADMINISTRATOR"));
    as(administrator.login());
  }

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  private void as(String login) {
    UserDetails user = users.loadUserByUsername(login);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
    SecurityContextHolder.setContext(context);
  }

  private Person known(String login) {
    return identity.personByLogin(login).orElseThrow();
  }

  private static String login() {
    return "n" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  private static NewPerson entered(Set<Role> roles) {
    String login = login();
    // of another unit and of the whole country: neither counts
    return new NewPerson(login, "新人", "", "", "", UUID.randomUUID(), roles, "100000");
  }

  private static void refused(Runnable act) {
    assertThatThrownBy(act::run).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void invitation_isForTheOwnUnit_withTheRolesOfASponsor() {
    Act.Asked asked = people.invite(entered(Set.of(Role.HANDLER, Role.APPROVER)));
    Person made = identity.person(asked.request().subject().id()).orElseThrow();
    assertThat(made.organizationId()).isEqualTo(unit);
    assertThat(made.region()).isEqualTo("330100");
    assertThat(made.roles()).as("before it is confirmed").isEmpty();
    assertThat(people.member(made.id()).state()).isEqualTo(UnitMember.State.UNCONFIRMED);
    assertThat(confirmed(asked, person(unit, "APPROVER")).enough()).isFalse();
    assertThat(people.member(made.id()).state()).isEqualTo(UnitMember.State.INVITED);
    for (Role role : Role.values()) {
      if (!UnitPeople.GIVEN.contains(role)) {
        refused(() -> people.invite(entered(Set.of(role))));
        refused(() -> people.invite(entered(Set.of(Role.HANDLER, role))));
        refused(() -> people.assign(made.id(), Set.of(role)));
      }
    }
    assertThatThrownBy(() -> people.invite(entered(Set.of()))).isInstanceOf(RejectedInput.class);
    assertThat(identity.person(made.id()).orElseThrow().roles())
        .containsExactlyInAnyOrder(Role.HANDLER, Role.APPROVER);
  }

  /** Confirms as somebody what the administrator of the unit asked, who goes on. */
  private Act.Linked confirmed(Act.Asked asked, String second) {
    as(second);
    Act.Linked linked = (Act.Linked) acts.confirm(asked.request().id());
    as(administrator.login());
    return linked;
  }

  /**
   * Whoever was asked to be second has to be one for a working day, and not by the first's hand.
   */
  @Test
  void rolesOfTheUnit_areConfirmedByItsApprover_orByAnAdministratorWhereItHasNone() {
    String approver = person(unit, "APPROVER");
    String root = person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR");
    Act.Asked asked = people.invite(entered(Set.of(Role.HANDLER)));
    as(root);
    refused(() -> acts.confirm(asked.request().id()));
    as(person(unit, "UNIT_ADMINISTRATOR"));
    refused(() -> acts.confirm(asked.request().id()));
    as(person(UUID.randomUUID(), "APPROVER"));
    refused(() -> acts.confirm(asked.request().id()));
    jdbc.sql("insert into role_holding values (?, 'APPROVER', now())")
        .param(known(approver).id())
        .update();
    as(approver);
    refused(() -> acts.confirm(asked.request().id()));
    assertThat(confirmed(asked, root).enough()).isFalse();
  }

  @Test
  void others_areNotHis_whateverARequestNames() {
    Person stranger = known(person(UUID.randomUUID(), "HANDLER"));
    Person reviewer = known(person(unit, "COMPLETENESS_REVIEWER"));
    Person both = known(person(unit, "HANDLER,SUPERVISOR"));
    Person second = known(person(unit, "UNIT_ADMINISTRATOR"));
    for (UUID id :
        List.of(
            stranger.id(),
            reviewer.id(),
            both.id(),
            second.id(),
            administrator.id(),
            UUID.randomUUID())) {
      refused(() -> people.assign(id, Set.of(Role.HANDLER)));
      refused(() -> people.recover(id));
      refused(() -> people.leave(id, Optional.empty()));
      refused(() -> people.withdraw(id));
      refused(() -> people.comeBack(id));
    }
    refused(() -> people.member(stranger.id()));
    assertThat(people.member(administrator.id()).person()).isEqualTo(administrator);
    assertThat(identity.person(both.id()).orElseThrow().roles()).hasSize(2);
  }

  @Test
  void whoIsNone_orNoMore_doesNothing() {
    Person colleague = known(person(unit, "HANDLER"));
    as(person(unit, "APPROVER"));
    refused(() -> people.invite(entered(Set.of(Role.HANDLER))));
    refused(() -> people.leave(colleague.id(), Optional.empty()));
    as(administrator.login());
    jdbc.sql("update user_account set roles = '{HANDLER}' where id = ?")
        .param(administrator.id())
        .update();
    refused(() -> people.assign(colleague.id(), Set.of(Role.APPROVER)));
    refused(() -> people.invite(entered(Set.of(Role.HANDLER))));
  }

  @Test
  void lostPassword_takesASecondPersonOfTheUnit_andNeverHimselfAlone() {
    Person colleague = known(person(unit, "HANDLER"));
    Act.Asked asked = (Act.Asked) people.recover(colleague.id());
    assertThat(asked.code()).isNotEmpty();
    UUID request = asked.request().id();
    assertThat(requests.waiting()).extracting(AccountRequest::id).containsExactly(request);
    refused(() -> acts.confirm(request));
    as(colleague.login());
    refused(() -> acts.confirm(request));
    as(person(UUID.randomUUID(), "APPROVER"));
    refused(() -> acts.confirm(request));
    as(person(UUID.randomUUID(), "UNIT_ADMINISTRATOR"));
    refused(() -> requests.find(request));
    refused(() -> acts.confirm(request));
    as(person(unit, "APPROVER"));
    Act.Linked linked = (Act.Linked) acts.confirm(request);
    assertThat(linked.enough()).isFalse();
  }

  /** Else he would ask, and confirm under an invented name, and hold both link and code. */
  @Test
  void whoWasInvitedByTheOneWhoAsks_isNotSecondToHim() {
    Person head = known(person(unit, "APPROVER"));
    Person invented = known(person(unit, "APPROVER"));
    jdbc.sql("update user_account set linked_by = ? where id = ?")
        .params(administrator.id(), invented.id())
        .update();
    UUID request = ((Act.Asked) people.recover(head.id())).request().id();
    as(invented.login());
    assertThat(requests.confirmable()).isEmpty();
    refused(() -> acts.confirm(request));
    as(person(unit, "UNIT_ADMINISTRATOR"));
    assertThat(((Act.Linked) acts.confirm(request)).enough()).isFalse();
  }

  /** Out, in, out again: the password stays the owner's, and links of before stay ended. */
  @Test
  void leavingAndComingBack_givesNobodyAnothersAccount() {
    Person colleague = known(person(unit, "HANDLER"));
    for (int round = 0; round < 2; round++) {
      people.leave(colleague.id(), Optional.empty());
      assertThatThrownBy(() -> people.recover(colleague.id())).isInstanceOf(RejectedInput.class);
      people.comeBack(colleague.id());
      assertThat(accounts.hasPassword(colleague.id())).isTrue();
      assertThat(identity.person(colleague.id()).orElseThrow().active()).isTrue();
    }
    String approver = person(unit, "APPROVER");
    Act.Linked first = confirmed(people.invite(entered(Set.of(Role.HANDLER))), approver);
    UUID invited = first.person().id();
    people.withdraw(invited);
    assertThat(accounts.ownerOf(first.token())).isEmpty();
    people.comeBack(invited);
    assertThat(accounts.ownerOf(first.token())).isEmpty();
    assertThat(people.member(invited).state()).isEqualTo(UnitMember.State.LINK_ENDED);
    Act.Linked second = confirmed((Act.Asked) people.recover(invited), approver);
    assertThat(accounts.ownerOf(second.token())).map(Person::id).contains(invited);
    assertThatThrownBy(() -> people.withdraw(colleague.id())).isInstanceOf(RejectedInput.class);
  }

  @Test
  void whileARequestWaits_orAfterOthersRoles_nothingIsDone() {
    Person colleague = known(person(unit, "HANDLER"));
    as(person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
    person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR");
    acts.assign(colleague.id(), Set.of(Role.HANDLER, Role.SIGNER), "330100");
    as(administrator.login());
    assertThatThrownBy(() -> people.assign(colleague.id(), Set.of(Role.APPROVER)))
        .isInstanceOf(RejectedInput.class);
    assertThatThrownBy(() -> people.leave(colleague.id(), Optional.empty()))
        .isInstanceOf(RejectedInput.class);
  }

  /** What goes wrong in one row, such as in the database, is the result of that row alone. */
  @Test
  void rowThatFails_losesNoCodeOfTheOthers() {
    String first = login();
    String last = login();
    List<TableRow> rows =
        List.of(
            new TableRow(2, List.of("甲", first, "HANDLER", "", "", ""), ""),
            new TableRow(3, List.of("坏行", login(), "HANDLER", "", "", ""), ""),
            new TableRow(4, List.of("乙", last, "HANDLER", "", "", ""), ""));
    UUID id = imports.keep(TableImports.Kind.PEOPLE, MappedTable.plain(rows), "");
    assertThat(table.preview(rows))
        .extracting(ImportedRow::outcome)
        .containsOnly(ImportedRow.Outcome.NEW);
    UnitPeople failing =
        new UnitPeople(
            server.getBean(UnitPeopleStore.class),
            server.getBean(AccountRequestStore.class),
            accounts,
            acts,
            identity,
            server.getBean(AuditTrail.class)) {
          @Override
          public Act.Asked invite(NewPerson entered) {
            if (entered.name().equals("坏行")) {
              throw new QueryTimeoutException("as the database does");
            }
            return super.invite(entered);
          }
        };
    List<PeopleImport.Done> done =
        new PeopleImport(failing, identity, imports).run(id, results -> "kept " + results.size());
    assertThat(done)
        .extracting(one -> one.asked().map(ask -> ask.request().subject().login()).orElse(""))
        .containsExactly(first, "", last);
    assertThat(done.get(1).row().flags()).containsExactly("import.failed");
    assertThat(imports.find(TableImports.Kind.PEOPLE, id).orElseThrow().results())
        .isEqualTo("kept 3");
  }

  @Test
  void twoAtOnce_leaveOneInvitationOfALogin_andOneRequest() throws Exception {
    NewPerson one = entered(Set.of(Role.HANDLER));
    Person colleague = known(person(unit, "HANDLER"));
    String second = person(unit, "UNIT_ADMINISTRATOR");
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      int done = 0;
      for (Future<Boolean> each :
          both.invokeAll(
              List.<Callable<Boolean>>of(
                  () -> tried(administrator.login(), () -> people.invite(one)),
                  () -> tried(second, () -> people.invite(one))))) {
        done += each.get() ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
      int asked = 0;
      for (Future<Boolean> each :
          both.invokeAll(
              List.<Callable<Boolean>>of(
                  () -> tried(administrator.login(), () -> people.recover(colleague.id())),
                  () -> tried(second, () -> people.recover(colleague.id()))))) {
        asked += each.get() ? 1 : 0;
      }
      assertThat(asked).isEqualTo(1);
    } finally {
      both.shutdownNow();
    }
  }

  private boolean tried(String login, Runnable act) {
    as(login);
    try {
      act.run();
      return true;
    } catch (RejectedInput refused) {
      return false;
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  @Test
  void onlyTheSystemAdministratorAppointsHim_andHeHoldsNothingElse() {
    as(person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
    Person colleague = known(person(unit, "HANDLER"));
    assertThatThrownBy(
            () ->
                acts.assign(
                    colleague.id(), Set.of(Role.HANDLER, Role.UNIT_ADMINISTRATOR), "330100"))
        .isInstanceOf(RejectedInput.class);
    assertThat(acts.assign(colleague.id(), Set.of(Role.UNIT_ADMINISTRATOR), "330100"))
        .as("and not by one person")
        .isInstanceOf(Act.Asked.class);
  }
}
