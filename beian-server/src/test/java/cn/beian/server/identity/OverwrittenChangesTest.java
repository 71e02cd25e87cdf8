package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.audit.RegisterCheck;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.transaction.support.TransactionTemplate;

/** A change past the server stays visible after an act has changed the same row lawfully. */
class OverwrittenChangesTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-0000000002af");

  @Autowired private ApplicationContext server;
  @Autowired private DataSource dataSource;
  @Autowired private Accounts accounts;
  @Autowired private AccountActs acts;
  @Autowired private UserDetailsService users;
  @Autowired private RegisterStandings standings;
  @Autowired private TransactionTemplate transaction;

  @AfterEach
  void logOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void regionChangedPastTheServer_areToldAfterALawfulAct_untilTheyAreKnown() {
    UUID id = invited();
    String subject = "account:" + id;
    assertThat(of(subject)).isEmpty();

    owner().update("update user_account set region = '100000' where id = ?", id);
    as(person(UNIT, "SYSTEM_ADMINISTRATOR"));
    acts.leave(id, Optional.empty());

    assertThat(of(subject))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.kind()).isEqualTo(Kind.REGISTER_OVERWRITTEN);
              assertThat(fault.name()).isEqualTo(login(id));
              assertThat(detail(fault.at())).contains("region=100000");
              assertThat(RegisterCheck.run(dataSource, fault.at()))
                  .filteredOn(one -> one.text().equals(subject))
                  .isEmpty();
            });
    acts.comeBack(id);
    assertThat(of(subject)).as("one row for one change").hasSize(1);
  }

  @Test
  void linkPutInPastTheServer_isFound_andStaysFoundWhenItIsUsed() {
    UUID id = invited();
    String token = "ab".repeat(32);
    owner()
        .update(
            """
            insert into one_time_link (token_sha256, purpose, account_id, expires_at)
              values (?, 'INVITATION', ?, now() + interval '1 day')
            """,
            Sha256Hex.of(token),
            id);
    assertThat(of("link:" + id)).extracting(Fault::kind).containsExactly(Kind.REGISTER_DIFFERS);

    accounts.choosePassword(token, "", KNOWN_PASSWORD);
    assertThat(of("link:" + id)).extracting(Fault::kind).containsExactly(Kind.REGISTER_OVERWRITTEN);
  }

  @Test
  void actsOnTheSameRow_oneAfterTheOther_areNoChangesPastTheServer() throws Exception {
    UUID unit = unit();
    int most = 8;
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(most);
    try {
      List<? extends Future<?>> all =
          java.util.stream.IntStream.range(0, most)
              .mapToObj(
                  number ->
                      threads.submit(
                          () -> {
                            begin.await();
                            rename(unit, "清溪县水利局 " + number);
                            return null;
                          }))
              .toList();
      begin.countDown();
      for (Future<?> one : all) {
        one.get(5, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(of("organization:" + unit)).isEmpty();

    owner().update("update organization set name = '别的单位' where id = ?", unit);
    rename(unit, "清溪县水利局");
    assertThat(of("organization:" + unit))
        .extracting(Fault::kind)
        .containsExactly(Kind.REGISTER_OVERWRITTEN);
  }

  @Test
  void stateIsRecordedWithItsChange() {
    assertThatThrownBy(() -> standings.record(StandingKind.ORGANIZATION, UNIT.toString()))
        .isInstanceOf(IllegalStateException.class);
  }

  private void rename(UUID unit, String name) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("select id from organization where id = :id for update")
              .param("id", unit)
              .query(UUID.class)
              .single();
          jdbc.sql("update organization set name = :name where id = :id")
              .param("name", name)
              .param("id", unit)
              .update();
          standings.record(StandingKind.ORGANIZATION, unit.toString());
        });
  }

  /** A unit of which the trail has a row. */
  private UUID unit() {
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  insert into organization (id, name, credit_code, level, kind, division, route,
                      created_at)
                    select :id, name, '', level, kind, division, route, now()
                      from organization where id = :like
                  """)
              .param("id", id)
              .param("like", UNIT)
              .update();
          standings.record(StandingKind.ORGANIZATION, id.toString());
        });
    return id;
  }

  private UUID invited() {
    String login = "o" + UUID.randomUUID().toString().replace("-", "");
    String second = person(UNIT, "SYSTEM_ADMINISTRATOR");
    as(person(UNIT, "SYSTEM_ADMINISTRATOR"));
    Act.Asked asked =
        (Act.Asked)
            acts.invite(
                new NewPerson(
                    login, "经办人", "科员", "0571-1", "a@b.cn", UNIT, Set.of(Role.HANDLER), "330100"));
    as(second);
    return ((Act.Linked) acts.confirm(asked.request().id())).person().id();
  }

  private List<Fault> of(String subject) {
    return RegisterCheck.run(dataSource).stream()
        .filter(fault -> fault.text().equals(subject))
        .toList();
  }

  private String login(UUID id) {
    return jdbc.sql("select login from user_account where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private String detail(long row) {
    return jdbc.sql("select detail from audit_entry where id = :id")
        .param("id", row)
        .query(String.class)
        .single();
  }

  private JdbcTemplate owner() {
    return DatabaseOwner.of(server);
  }

  private void as(String login) {
    UserDetails user = users.loadUserByUsername(login);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
  }
}
