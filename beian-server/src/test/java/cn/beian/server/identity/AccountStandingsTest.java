package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.audit.AccountCheck;
import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.identity.AccountActs.Act;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/**
 * The life of an account can be read from the trail, and what was done past the server stands out.
 */
class AccountStandingsTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-0000000002af");

  @Autowired private ApplicationContext server;
  @Autowired private DataSource dataSource;
  @Autowired private Accounts accounts;
  @Autowired private AccountActs acts;
  @Autowired private OwnPassword passwords;
  @Autowired private SecondFactor factor;
  @Autowired private Identity identity;
  @Autowired private UserDetailsService users;
  @Autowired private Clock clock;

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void everyActOnAnAccount_isInTheTrail_andAnAccountMadePastTheServerIsNot() {
    String administrator = person(UNIT, "SYSTEM_ADMINISTRATOR");
    String second = person(UNIT, "SYSTEM_ADMINISTRATOR");
    String login = "s" + UUID.randomUUID().toString().replace("-", "");
    as(administrator);
    Act.Asked asked =
        (Act.Asked)
            acts.invite(
                new NewPerson(
                    login, "经办人", "科员", "0571-1", "a@b.cn", UNIT, Set.of(Role.HANDLER), "330100"));
    assertThat(of(login)).as("asked for").isEmpty();
    as(second);
    Act.Linked invited = (Act.Linked) acts.confirm(asked.request().id());
    UUID id = invited.person().id();
    assertThat(of(login)).as("invited").isEmpty();
    accounts.choosePassword(invited.token(), asked.code(), KNOWN_PASSWORD);
    assertThat(of(login)).as("password set").isEmpty();
    as(administrator);
    Act.Asked more = (Act.Asked) acts.assign(id, Set.of(Role.APPROVER), "330000");
    as(second);
    acts.confirm(more.request().id());
    assertThat(of(login)).as("roles").isEmpty();
    as(login);
    passwords.change(KNOWN_PASSWORD, KNOWN_PASSWORD + " 2");
    assertThat(of(login)).as("password changed").isEmpty();
    String secret = factor.newSecret();
    factor.setUp(secret, Totp.at(secret, Totp.step(clock.instant())));
    assertThat(of(login)).as("second factor").isEmpty();
    factor.takeOff(Totp.at(secret, Totp.step(clock.instant()) + 1));
    assertThat(of(login)).as("second factor taken off").isEmpty();
    as(administrator);
    acts.leave(id, Optional.empty());
    assertThat(of(login)).as("left").isEmpty();
    acts.comeBack(id);
    assertThat(of(login)).as("came back").isEmpty();

    DatabaseOwner.of(server)
        .update("update user_account set roles = '{SIGNER}', region = '100000' where id = ?", id);
    assertThat(of(login))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.kind()).isEqualTo(Kind.ACCOUNT_DIFFERS);
              assertThat(fault.text()).isEqualTo(login + ": roles, region");
            });
    String planted = person(UNIT, "SIGNER");
    assertThat(of(planted)).extracting(Fault::kind).containsExactly(Kind.ACCOUNT_UNRECORDED);
    assertThat(identity.personByLogin(planted)).isPresent();
  }

  private List<Fault> of(String login) {
    return AccountCheck.run(dataSource).stream()
        .filter(fault -> fault.text().startsWith(login))
        .toList();
  }

  private void as(String login) {
    UserDetails user = users.loadUserByUsername(login);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
  }
}
