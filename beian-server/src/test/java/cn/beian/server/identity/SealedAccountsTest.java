package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.audit.AccountCheck;
import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.personal.Contact;
import cn.beian.server.personal.PersonalDataStore;
import cn.beian.server.personal.Sealable;
import cn.beian.server.platform.MappedTable;
import cn.beian.server.platform.TableRow;
import cn.beian.server.trail.AccountStandings;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.transaction.support.TransactionTemplate;

/** A reader of the tables alone learns neither how people are reached nor their secrets. */
class SealedAccountsTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-0000000002b1");
  private static final String TELEPHONE = "0571-77665544";
  private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

  @Autowired private ApplicationContext server;
  @Autowired private DataSource dataSource;
  @Autowired private AccountActs acts;
  @Autowired private AccountStandings standings;
  @Autowired private SecondFactor factor;
  @Autowired private Identity identity;
  @Autowired private PersonalDataStore personal;
  @Autowired private TableImports imports;
  @Autowired private List<Sealable> sealables;
  @Autowired private UserDetailsService users;
  @Autowired private TransactionTemplate transaction;
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

  private UUID id(String login) {
    return identity.personByLogin(login).orElseThrow().id();
  }

  /** Tables with a row that contains a text anywhere, also within ledger, trail and jobs. */
  private List<String> tablesWith(String text) {
    List<String> found = new ArrayList<>();
    for (String table :
        jdbc.sql(
                """
                select quote_ident(table_schema) || '.' || quote_ident(table_name)
                  from information_schema.tables
                  where table_type = 'BASE TABLE' and table_schema = current_schema()
                """)
            .query(String.class)
            .list()) {
      boolean here =
          jdbc.sql(
                  "select exists (select 1 from "
                      + table
                      + " t where position(:text in lower(t::text)) > 0)")
              .param("text", text.toLowerCase(java.util.Locale.ROOT))
              .query(Boolean.class)
              .single();
      if (here) {
        found.add(table);
      }
    }
    return found;
  }

  private int sealAll() {
    int sealed = 0;
    for (Sealable one : sealables) {
      int now;
      do {
        now = Objects.requireNonNull(transaction.execute(status -> one.seal(500)));
        sealed += now;
      } while (now > 0);
    }
    return sealed;
  }

  private void clearSecret(UUID account, String secret) {
    jdbc.sql(
            """
            insert into account_totp (account_id, secret, set_up_at, last_step)
              values (:account, :secret, now(), 0)
              on conflict (account_id) do update set secret = excluded.secret
            """)
        .param("account", account)
        .param("secret", secret)
        .update();
  }

  private boolean serves(UUID account, String secret, int later) {
    return factor.serves(account, Totp.at(secret, Totp.step(clock.instant()) + later));
  }

  @Test
  void dumpOfAllTables_containsNoTelephone_noAddress_noSecret() {
    String mark = UUID.randomUUID().toString().replace("-", "");
    String email = mark + "@reach.cn";
    String administrator = person(UNIT, "SYSTEM_ADMINISTRATOR");
    person(UNIT, "SYSTEM_ADMINISTRATOR"); // an invitation takes two
    as(administrator);
    String login = "d" + mark;
    Set<Role> roles = Set.of(Role.HANDLER);
    acts.invite(new NewPerson(login, "经办人", "科员", TELEPHONE, email, UNIT, roles, "330100"));
    Contact contact = identity.contact(id(login));
    assertThat(contact).isEqualTo(new Contact(TELEPHONE, email, false));
    String secret = factor.newSecret();
    factor.setUp(secret, Totp.at(secret, Totp.step(clock.instant())));
    assertThat(serves(id(administrator), secret, 1)).isTrue();
    for (String one : List.of(TELEPHONE, email, secret)) {
      assertThat(tablesWith(one)).as("%s is in the clear", one).isEmpty();
    }
    assertThat(tablesWith(login))
        .as("the search finds what is there")
        .contains("public.user_account");
  }

  @Test
  void importedTableOfPeople_isSealed() {
    as(person(UNIT, "UNIT_ADMINISTRATOR"));
    String mark = UUID.randomUUID().toString();
    TableRow row = new TableRow(2, List.of("林某", "lin", "", "", mark), "");
    UUID id = imports.keep(TableImports.Kind.PEOPLE, MappedTable.plain(List.of(row)), "");
    assertThat(tablesWith(mark)).isEmpty();
    imports.change(TableImports.Kind.PEOPLE, id, table -> table);
    assertThat(tablesWith(mark)).isEmpty();
    assertThat(imports.find(TableImports.Kind.PEOPLE, id).orElseThrow().rows())
        .containsExactly(row);
  }

  /** Of a list no contact is read, however many people it names. */
  @Test
  void personInAList_hasNoContact() {
    assertThat(Person.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .contains("login")
        .doesNotContain("telephone", "email");
  }

  @Test
  void valuesOfBefore_areReadAsTheyAre_thenSealed_andReadTheSame() {
    String login = person(UNIT, "HANDLER");
    UUID id = id(login);
    String mark = UUID.randomUUID().toString();
    jdbc.sql("update user_account set telephone = :telephone where id = :id")
        .param("telephone", mark)
        .param("id", id)
        .update();
    jdbc.sql(
            """
            insert into mail_address (person_id, address, language, delivery)
              values (:id, :address, 'zh', 'DAILY')
            """)
        .param("id", id)
        .param("address", mark + "@mail.cn")
        .update();
    jdbc.sql(
            """
            insert into webhook (organization_id, url, secret, active, set_at)
              values (:unit, :url, :secret, false, now())
              on conflict (organization_id) do update set url = excluded.url,
                secret = excluded.secret
            """)
        .param("unit", UNIT)
        .param("url", "https://hook.example/" + mark)
        .param("secret", "whsec_" + mark)
        .update();
    Contact before = identity.contact(id);
    assertThat(before.telephone()).isEqualTo(mark);
    assertThat(tablesWith(mark)).hasSize(3);
    assertThat(sealAll()).isGreaterThanOrEqualTo(3);
    assertThat(tablesWith(mark)).isEmpty();
    assertThat(identity.contact(id)).isEqualTo(before);
    assertThat(sealAll()).as("once").isZero();
  }

  @Test
  void sealingThatIsInterrupted_hasLostNothing_andGoesOn() {
    sealAll();
    List<UUID> people = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      people.add(id(person(UNIT, "HANDLER")));
    }
    assertThat(inTheClear()).isEqualTo(3);
    transaction.executeWithoutResult(
        status -> {
          assertThat(personal.seal(2)).isEqualTo(2);
          status.setRollbackOnly();
        });
    assertThat(inTheClear()).isEqualTo(3);
    transaction.executeWithoutResult(status -> personal.seal(2));
    assertThat(inTheClear()).isEqualTo(1);
    assertThat(people).allMatch(one -> identity.contact(one).telephone().equals("0571-1"));
    sealAll();
    assertThat(inTheClear()).isZero();
    assertThat(people).allMatch(one -> identity.contact(one).telephone().equals("0571-1"));
  }

  private int inTheClear() {
    return jdbc.sql(
            "select count(*) from user_account where telephone not like 'v1:%' and telephone <> ''")
        .query(Integer.class)
        .single();
  }

  @Test
  void valueOfAnotherRow_isNotAccepted() {
    String first = person(UNIT, "SIGNER");
    String second = person(UNIT, "SIGNER");
    as(first);
    String mine = factor.newSecret();
    factor.setUp(mine, Totp.at(mine, Totp.step(clock.instant())));
    as(second);
    String others = factor.newSecret();
    factor.setUp(others, Totp.at(others, Totp.step(clock.instant())));
    sealAll();
    jdbc.sql(
            """
            update account_totp set secret = (select secret from account_totp where account_id = :from)
              where account_id = :to
            """)
        .param("from", id(first))
        .param("to", id(second))
        .update();
    assertThat(serves(id(second), mine, 1)).isFalse();
    assertThat(factor.isUnreadable(id(second))).isTrue();
    assertThat(serves(id(first), mine, 1)).isTrue();
    jdbc.sql(
            """
            update user_account set email = (select email from user_account where id = :from)
              where id = :to
            """)
        .param("from", id(first))
        .param("to", id(second))
        .update();
    assertThat(identity.contact(id(second))).isEqualTo(new Contact("0571-1", "", true));
    clearSecret(id(second), SECRET);
    assertThat(serves(id(second), SECRET, 1)).as("put in past the server").isFalse();
  }

  @Test
  void trail_isCleanAfterSealing_andSealingHidesNoChangePastTheServer() {
    String honest = person(UNIT, "SIGNER");
    String changed = person(UNIT, "SIGNER");
    for (String login : List.of(honest, changed)) {
      clearSecret(id(login), SECRET);
      transaction.executeWithoutResult(status -> standings.record(id(login)));
      assertThat(faults(login)).isEmpty();
    }
    DatabaseOwner.of(server)
        .update("update account_totp set secret = 'JBSW' where account_id = ?", id(changed));
    DatabaseOwner.of(server)
        .update("update user_account set region = '100000' where id = ?", id(honest));
    assertThat(faults(changed)).containsExactly(changed + ": factor");
    sealAll();
    assertThat(faults(changed)).containsExactly(changed + ": factor");
    assertThat(faults(honest)).as("only what was changed").containsExactly(honest + ": region");
    assertThat(serves(id(honest), SECRET, 0)).as("its own secret, sealed").isTrue();
    assertThat(
            jdbc.sql("select secret from account_totp where account_id = ?")
                .param(id(changed))
                .query(String.class)
                .single())
        .as("a start does not make the owner's secret a lawful one")
        .isEqualTo("JBSW");
    assertThat(serves(id(changed), "JBSW", 0)).isFalse();
  }

  private List<String> faults(String login) {
    return AccountCheck.run(dataSource).stream()
        .map(Fault::text)
        .filter(text -> text.startsWith(login))
        .toList();
  }

  /** As after a restore without the key: each value begins as those of another key do. */
  @Test
  void valuesOfAnotherKey_areEmpty_paperCodeLetsIn_andAllIsSetAnew() throws Exception {
    String login = person(UNIT, "SIGNER");
    as(login);
    String secret = factor.newSecret();
    List<String> paper = factor.setUp(secret, Totp.at(secret, Totp.step(clock.instant())));
    personal.reach(id(login), Contact.of(TELEPHONE, "x@y.cn"));
    jdbc.sql(
            "update account_totp set secret = overlay(secret placing 'AAAAAAAA' from 4)"
                + " where account_id = :id")
        .param("id", id(login))
        .update();
    jdbc.sql(
            "update user_account set telephone = overlay(telephone placing 'AAAAAAAA' from 4)"
                + " where id = :id")
        .param("id", id(login))
        .update();
    Visitor visitor = new Visitor(url(""));
    visitor.get("/login");
    visitor.post("/login", Map.of("username", login, "password", KNOWN_PASSWORD));
    assertThat(visitor.get("/login/code").body()).contains("服务器密钥已更换");
    visitor.post("/login/code", Map.of("code", Totp.at(secret, Totp.step(clock.instant()) + 1)));
    assertThat(visitor.get("/account").statusCode()).as("not let in").isEqualTo(302);
    visitor.post("/login/code", Map.of("code", paper.get(0)));
    assertThat(visitor.get("/account").body())
        .contains("服务器密钥已更换")
        .contains("x@y.cn")
        .doesNotContain(TELEPHONE);
    assertThat(visitor.get("/account/second-factor").body()).contains("服务器密钥已更换");
    visitor.post("/account/second-factor/end", Map.of("code", paper.get(1)));
    assertThat(visitor.get("/account/second-factor").body())
        .contains("data:image/png;base64,")
        .doesNotContain("服务器密钥已更换");
    visitor.post("/account", Map.of("post", "科长", "telephone", "1-2", "email", ""));
    assertThat(identity.contact(id(login))).isEqualTo(new Contact("1-2", "", false));
  }
}
