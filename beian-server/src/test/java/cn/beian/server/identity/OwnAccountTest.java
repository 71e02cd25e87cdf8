package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/** Over HTTP: one's own password, sessions and second factor. */
class OwnAccountTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-00000000acc0");
  private static final String NEW_PASSWORD = "lantern tractor corn";
  private static final String TRIED = "account.proof-failed";

  @Autowired private Identity identity;
  @Autowired private ApplicationContext server;
  @Autowired private Clock clock;
  @Autowired private Accounts accounts;
  @Autowired private PasswordEncoder encoder;
  @Autowired private TransactionTemplate transaction;

  @Test
  void password_needsTheOldOne_refusesCommonOnes_andEndsOtherSessions() throws Exception {
    String login = person(UNIT, "HANDLER");
    Visitor here = in(login);
    Visitor elsewhere = in(login);
    assertThat(change(here, "wrong", NEW_PASSWORD).body()).contains("现用密码不对");
    assertThat(change(here, KNOWN_PASSWORD, "woaini1314").body()).contains("这个密码太常见");
    assertThat(elsewhere.get("/account").statusCode()).isEqualTo(200);
    assertThat(change(here, KNOWN_PASSWORD, NEW_PASSWORD).statusCode()).isEqualTo(302);
    assertThat(here.get("/account").body()).contains("您修改了密码");
    assertThat(elsewhere.get("/account").statusCode()).as("ended").isEqualTo(302);
    new Visitor(url("")).logIn(login, NEW_PASSWORD, "zh");
  }

  @Test
  void sessions_areListed_endedOneByOneOrAll_andTooOldOnesEnd() throws Exception {
    String login = person(UNIT, "HANDLER");
    Visitor here = in(login);
    Visitor second = in(login);
    Visitor third = in(login);
    Matcher form = Pattern.compile("/account/sessions/[0-9a-f-]{36}").matcher(page(here));
    assertThat(form.results()).as("two others").hasSize(2);
    form.reset();
    assertThat(form.find()).isTrue(); // the newest first
    here.post(form.group(), Map.of());
    assertThat(third.get("/account").statusCode()).isEqualTo(302);
    assertThat(second.get("/account").statusCode()).isEqualTo(200);
    page(here);
    here.post("/account/sessions", Map.of());
    assertThat(second.get("/account").statusCode()).isEqualTo(302);
    assertThat(here.get("/account").statusCode()).isEqualTo(200);
    jdbc.sql(
            "UPDATE account_session SET opened_at = opened_at - interval '13 hours'"
                + " WHERE account_id = ?")
        .param(id(login))
        .update();
    assertThat(here.get("/account").statusCode()).as("older than 12 hours").isEqualTo(302);
  }

  @Test
  void sessionOfAnother_isNotEnded() throws Exception {
    Visitor other = in(person(UNIT, "HANDLER"));
    String login = person(UNIT, "HANDLER");
    Visitor mine = in(login);
    UUID foreign =
        jdbc.sql("SELECT id FROM account_session WHERE account_id = ?")
            .param(id(login))
            .query(UUID.class)
            .single();
    page(other);
    other.post("/account/sessions/" + foreign, Map.of());
    assertThat(mine.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void secondFactor_setUp_isAskedForAtEachLogIn_codeAndPaperServeOnce() throws Exception {
    String login = person(UNIT, "SIGNER");
    Visitor visitor = in(login);
    String page = visitor.get("/account/second-factor").body();
    assertThat(page).contains("data:image/png;base64,");
    String secret = page.replaceAll("(?s).*id=\"secret\">([^<]+)<.*", "$1").replace(" ", "");
    assertThat(visitor.post("/account/second-factor", Map.of("code", "000000")).body())
        .contains("口令与当前时刻不符");
    long step = Totp.step(clock.instant());
    String shown =
        visitor.post("/account/second-factor", Map.of("code", Totp.at(secret, step))).body();
    List<String> paper = new ArrayList<>();
    Matcher codes = Pattern.compile("<code>([A-Z0-9]{4}-[A-Z0-9]{4})</code>").matcher(shown);
    while (codes.find()) {
      paper.add(codes.group(1));
    }
    assertThat(paper).hasSize(10).doesNotHaveDuplicates();

    Visitor again = new Visitor(url(""));
    assertThat(password(again, login)).endsWith("/login/code");
    assertThat(again.get("/account").statusCode()).as("not in yet").isEqualTo(302);
    assertThat(code(again, Totp.at(secret, step))).as("used").endsWith("/login/code?error");
    assertThat(code(again, paper.get(0).toLowerCase(java.util.Locale.ROOT)))
        .doesNotContain("login");
    assertThat(again.get("/account").body()).contains("已启用");

    Visitor third = new Visitor(url(""));
    password(third, login);
    assertThat(code(third, paper.get(0))).as("used").endsWith("/login/code?error");
    assertThat(code(third, Totp.at(secret, step + 1))).doesNotContain("login");
  }

  @Test
  void codeOfALogIn_guessed_hasToWait_andTheLogInBeginsAnew() throws Exception {
    String login = person(UNIT, "SIGNER");
    withFactor(login);
    Visitor guesser = new Visitor(url(""));
    password(guesser, login);
    for (int i = 0; i < 5; i++) {
      assertThat(code(guesser, "WRNG-CODE")).endsWith("/login/code?error");
    }
    assertThat(code(guesser, "WRNG-CODE")).endsWith("/login?wait");
    assertThat(code(guesser, "WRNG-CODE")).as("the password is asked for again").endsWith("/login");
  }

  @Test
  void codeOfALogIn_tooLate_orOfAnAccountThatChanged_doesNotServe() throws Exception {
    String login = person(UNIT, "SIGNER");
    String secret = withFactor(login);
    SecondFactor factor = server.getBean(SecondFactor.class);
    SignedIn account =
        (SignedIn) server.getBean(UserDetailsService.class).loadUserByUsername(login);
    PendingLogin now = factor.pending(new SecondFactorNeededException(account));
    String code = Totp.at(secret, Totp.step(clock.instant()) + 1);
    PendingLogin late =
        new PendingLogin(now.account(), login, now.version(), clock.instant().minusSeconds(1));
    assertThat(factor.complete(late, code)).isEmpty();
    PendingLogin changed = new PendingLogin(now.account(), login, now.version() + 1, now.until());
    assertThat(factor.complete(changed, code)).isEmpty();
    assertThat(factor.complete(now, code)).isPresent();
  }

  /** Sets one up; its secret. */
  private String withFactor(String login) throws Exception {
    Visitor visitor = in(login);
    String page = visitor.get("/account/second-factor").body();
    String secret = page.replaceAll("(?s).*id=\"secret\">([^<]+)<.*", "$1").replace(" ", "");
    String code = Totp.at(secret, Totp.step(clock.instant()));
    assertThat(visitor.post("/account/second-factor", Map.of("code", code)).statusCode())
        .isEqualTo(200);
    return secret;
  }

  @Test
  void secondFactor_takenOffByGuessing_hasToWait_andEachWrongCodeIsNoted() throws Exception {
    String login = person(UNIT, "SIGNER");
    Visitor visitor = in(login);
    String page = visitor.get("/account/second-factor").body();
    String secret = page.replaceAll("(?s).*id=\"secret\">([^<]+)<.*", "$1").replace(" ", "");
    String shown =
        visitor
            .post(
                "/account/second-factor",
                Map.of("code", Totp.at(secret, Totp.step(clock.instant()))))
            .body();
    String paper = shown.replaceAll("(?s).*?<code>([A-Z0-9]{4}-[A-Z0-9]{4})</code>.*", "$1");
    for (int i = 0; i < 5; i++) {
      assertThat(takenOff(visitor, "WRNG-CODE").body()).contains("口令与当前时刻不符");
    }
    assertThat(takenOff(visitor, "WRNG-CODE").body()).contains("尝试次数过多");
    assertThat(takenOff(visitor, paper).statusCode()).as("right, but too late").isEqualTo(422);
    assertThat(noted(login))
        .containsExactly(
            "account.login",
            "account.factor-on",
            "account.standing",
            TRIED,
            TRIED,
            TRIED,
            TRIED,
            TRIED);
  }

  @Test
  void ownPassword_guessed_isNoted() throws Exception {
    String login = person(UNIT, "HANDLER");
    Visitor visitor = in(login);
    change(visitor, "wrong", NEW_PASSWORD);
    change(visitor, KNOWN_PASSWORD, NEW_PASSWORD);
    assertThat(noted(login))
        .containsExactly("account.login", TRIED, "account.standing", "account.change-password");
  }

  @Test
  void sessions_ofBeforeANewPasswordOrOtherRoles_areNotListed() throws Exception {
    String login = person(UNIT, "HANDLER");
    Visitor before = in(login);
    in(login);
    String token = accounts.openLink(OneTimeLinks.Purpose.RECOVERY, id(login), null);
    accounts.choosePassword(token, "", NEW_PASSWORD);
    Visitor after = new Visitor(url("")).logIn(login, NEW_PASSWORD, "zh");
    assertThat(page(after)).contains("本次登录").doesNotContain("/account/sessions/");
    assertThat(before.get("/account").statusCode()).isEqualTo(302);
    Person person = identity.person(id(login)).orElseThrow();
    transaction.executeWithoutResult(
        status -> accounts.assign(person, Set.of(Role.APPROVER), "330100", List.of(person)));
    Visitor last = new Visitor(url("")).logIn(login, NEW_PASSWORD, "zh");
    assertThat(page(last)).contains("本次登录").doesNotContain("/account/sessions/");
  }

  @Test
  void password_chosen_isHashedAtFullCost() {
    String login = person(UNIT, "HANDLER");
    accounts.choosePassword(
        accounts.openLink(OneTimeLinks.Purpose.RECOVERY, id(login), null), "", NEW_PASSWORD);
    assertThat(
            jdbc.sql("select password_hash from user_account where login = ?")
                .param(login)
                .query(String.class)
                .single())
        .startsWith("$argon2id$v=19$m=16384,t=2,p=1$");
  }

  @Test
  void password_isNotComputedWhileATransactionIsOpen() {
    assertThatThrownBy(
            () -> transaction.executeWithoutResult(status -> encoder.encode(NEW_PASSWORD)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void codeWithoutAPasswordBefore_leadsToTheLogIn() throws Exception {
    Visitor visitor = new Visitor(url(""));
    visitor.get("/login");
    assertThat(code(visitor, "123456")).endsWith("/login");
    assertThat(visitor.get("/login/code").body()).contains("没有等待动态口令的登录");
  }

  @Test
  void required_isForPowerfulRolesAlone() {
    SecondFactor asked = RequiredFactor.of(server, true);
    SecondFactor free = RequiredFactor.of(server, false);
    for (String role : List.of("SIGNER", "AUDITOR", "SYSTEM_ADMINISTRATOR")) {
      Person powerful = identity.personByLogin(person(UNIT, role)).orElseThrow();
      assertThat(asked.isMissing(powerful)).as(role).isTrue();
      assertThat(free.isMissing(powerful)).isFalse();
    }
    assertThat(asked.isMissing(identity.personByLogin(person(UNIT, "HANDLER")).orElseThrow()))
        .isFalse();
  }

  private static HttpResponse<String> takenOff(Visitor visitor, String code) throws Exception {
    visitor.get("/account/second-factor");
    return visitor.post("/account/second-factor/end", Map.of("code", code));
  }

  /** Without the row that says that the test put the account there past the server. */
  private List<String> noted(String login) {
    return jdbc.sql(
            "select action from audit_entry where subject = ?"
                + " and action <> 'register.changed-outside' order by id")
        .param("account:" + id(login))
        .query(String.class)
        .list();
  }

  private static String page(Visitor visitor) throws Exception {
    return visitor.get("/account").body();
  }

  private static HttpResponse<String> change(Visitor visitor, String old, String password)
      throws Exception {
    visitor.get("/account/password");
    return visitor.post("/account/password", Map.of("old", old, "password", password));
  }

  private static String password(Visitor visitor, String login) throws Exception {
    visitor.get("/login");
    return location(visitor.post("/login", Map.of("username", login, "password", KNOWN_PASSWORD)));
  }

  private static String code(Visitor visitor, String code) throws Exception {
    HttpResponse<String> answer = visitor.post("/login/code", Map.of("code", code));
    return location(answer);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private Visitor in(String login) throws Exception {
    return new Visitor(url("")).logIn(login, KNOWN_PASSWORD, "zh");
  }

  private UUID id(String login) {
    return identity.personByLogin(login).orElseThrow().id();
  }
}
