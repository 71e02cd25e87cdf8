package cn.beian.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.MailServer;
import cn.beian.server.identity.Identity;
import cn.beian.server.notifications.MailAddress.Delivery;
import cn.beian.server.notifications.MailSender.MailRefusedException;
import cn.beian.server.notifications.NotificationSettings.Mail;
import cn.beian.server.notifications.NotificationSettings.MailSecurity;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails as a mail server gets them. */
class MailTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private OutgoingStore outgoing;
  @Autowired private MailAddressStore addresses;
  @Autowired private MailDelivery delivery;
  private FilingSteps steps;

  /** The job does not meddle: what is sent, a test sends. */
  @BeforeEach
  void stage() {
    steps = new FilingSteps(server);
    nothingWaits();
    jdbc.sql(
            """
            update scheduled_tasks set execution_time = timestamptz '2100-01-01'
              where task_name = 'send-mail'
            """)
        .update();
  }

  @AfterEach
  void nothingWaits() {
    jdbc.sql("delete from outgoing_message where person_id is not null").update();
  }

  private static String address(String login) {
    return login + "@example.gov.cn";
  }

  private void verified(String login, Delivery when) {
    verified(login, when, "zh");
  }

  private void verified(String login, Delivery when, String language) {
    UUID person = steps.stage.id(login);
    addresses.put(person, address(login), language);
    addresses.code(addresses.find(person).orElseThrow(), "digest", Instant.now().plusSeconds(60));
    addresses.verify(person, "digest", Instant.now());
    addresses.choose(person, when, language);
  }

  private static List<MimeMessage> to(String login) {
    return MailServer.to(address(login));
  }

  private List<String> subjects(String login) throws Exception {
    List<String> subjects = new java.util.ArrayList<>();
    for (MimeMessage mail : to(login)) {
      subjects.add(mail.getSubject());
    }
    return subjects;
  }

  private NotificationSettings settings(
      int port, MailSecurity security, Duration timeout, int attempts, int mostPerHour) {
    return new NotificationSettings(
        Duration.ofDays(1),
        3,
        new Mail(
            "localhost",
            port,
            security,
            "",
            null,
            "beian@example.gov.cn",
            LocalTime.of(8, 0),
            mostPerHour,
            timeout,
            attempts),
        server.getBean(NotificationSettings.class).webhook());
  }

  /** As the server does it, but at that time and with another mail server. */
  private MailDelivery delivery(Clock clock, int port, int attempts, int mostPerHour) {
    NotificationSettings settings =
        settings(port, MailSecurity.NONE, Duration.ofSeconds(2), attempts, mostPerHour);
    return new MailDelivery(
        outgoing,
        addresses,
        server.getBean(NotificationStore.class),
        server.getBean(MailComposer.class),
        new MailSender(settings, clock),
        settings,
        server.getBean(Identity.class),
        server.getBean(WorkCalendars.class),
        server.getBean(TransactionTemplate.class),
        clock);
  }

  private static Clock at(LocalDate day, int hour) {
    return Clock.fixed(day.atTime(hour, 0).atZone(OfficialTime.ZONE).toInstant(), ZoneOffset.UTC);
  }

  @Test
  void address_getsNothingButACode_untilItIsVerified() throws Exception {
    WebSession approver = WebSession.of(server, url(""), steps.approver);
    assertThat(approver.page("/account/mail")).contains("填写邮箱").doesNotContain("输入验证码");
    Map<String, String> wrong = Map.of("address", address(steps.approver), "password", "falsch");
    assertThat(approver.post("/account/mail", wrong).body()).contains("密码");
    assertThat(addresses.find(steps.stage.id(steps.approver))).isEmpty();
    Map<String, String> none =
        Map.of("address", "a@b\r\nBcc: c@d", "password", WebSession.PASSWORD);
    assertThat(approver.post("/account/mail", none).body()).contains("请填写完整的邮箱地址");
    Map<String, String> right =
        Map.of("address", address(steps.approver), "password", WebSession.PASSWORD);
    assertThat(approver.post("/account/mail", right).body()).contains("尚未验证", "输入验证码");
    steps.ready();
    delivery.send();
    assertThat(subjects(steps.approver)).containsExactly("备案系统：验证您的邮箱");
    assertThat(approver.post("/account/mail/code", Map.of("code", "AAAA-AAAA")).body())
        .contains("验证码不对");
    String code = MailServer.text(to(steps.approver).get(0)).replaceFirst("(?s)验证码：(\\S+).*", "$1");
    assertThat(approver.post("/account/mail/code", Map.of("code", code)).body())
        .contains("已验证", "每个工作日早上汇总一封");
    delivery.send();
    assertThat(to(steps.approver)).as("nothing of what began before").hasSize(1);
    approver.post("/account/mail/delivery", Map.of("delivery", "AT_ONCE", "language", "en"));
    steps.ready();
    delivery.send();
    assertThat(subjects(steps.approver)).last().asString().startsWith("App filing: Your turn: ");
    assertThat(approver.post("/account/mail/removal", Map.of()).body()).contains("填写邮箱");
    assertThat(
            jdbc.sql(
                    "select distinct action from audit_entry where actor = :me and action like"
                        + " 'account.mail%'")
                .param("me", steps.approver)
                .query(String.class)
                .list())
        .hasSize(4);
  }

  @Test
  void wrongCodes_areCounted_andAnotherCodeTakesThePlaceOfTheFormer() throws Exception {
    steps.as(steps.handler);
    UUID me = steps.stage.id(steps.handler);
    addresses.put(me, address(steps.handler), "zh");
    String digest = cn.beian.server.identity.ShortCode.digest("ABCD-EFGH");
    addresses.code(addresses.find(me).orElseThrow(), digest, Instant.now().plusSeconds(60));
    MailAddresses service = server.getBean(MailAddresses.class);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> service.confirm("WRNG-WRNG"))
          .isInstanceOf(cn.beian.server.platform.RejectedInput.class);
    }
    assertThatThrownBy(() -> service.confirm("ABCD-EFGH"))
        .isInstanceOf(cn.beian.server.platform.RejectedInput.class);
    service.mailCode();
    delivery.send();
    String code = MailServer.text(to(steps.handler).get(0)).replaceFirst("(?s)验证码：(\\S+).*", "$1");
    service.confirm(" " + code.toLowerCase(java.util.Locale.ROOT));
    assertThat(service.mine().orElseThrow().verified()).isTrue();
  }

  @Test
  void filing_isMailedStepByStep_sayingWhatToDoAndWhere() throws Exception {
    verified(steps.approver, Delivery.AT_ONCE);
    verified(steps.firstSeat, Delivery.AT_ONCE, "en");
    verified(steps.secondSeat, Delivery.NONE);
    verified(steps.reviewer, Delivery.AT_ONCE);
    UUID id = steps.ready();
    delivery.send();
    assertThat(to(steps.approver)).hasSize(1);
    MimeMessage mail = to(steps.approver).get(0);
    assertThat(mail.getSubject()).startsWith("备案系统：待您审签——");
    assertThat(MailServer.text(mail))
        .contains(steps.stage.name, "待您审签", "/applications/" + id, "/account/mail");
    assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(MailServer.header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
    steps.submit(id);
    delivery.send();
    assertThat(subjects(steps.firstSeat))
        .first()
        .asString()
        .contains("Your turn: Review and give your opinion");
    assertThat(MailServer.text(to(steps.firstSeat).get(0)))
        .contains(", by ", "/cases/" + id)
        .doesNotContain(steps.handler, steps.approver);
    assertThat(to(steps.secondSeat)).isEmpty();
    steps.complete(id);
    delivery.send();
    assertThat(subjects(steps.reviewer)).hasSize(1);
    steps.accepted(id);
    delivery.send();
    assertThat(subjects(steps.approver)).hasSize(2).last().asString().contains("已准予备案，备案编号 ZW-");
  }

  @Test
  void whatIsSettledMeanwhile_orNoLongerMayBeRead_isNotMailed() throws Exception {
    verified(steps.approver, Delivery.AT_ONCE);
    verified(steps.firstSeat, Delivery.AT_ONCE);
    UUID id = steps.ready();
    steps.submit(id);
    jdbc.sql("update user_account set roles = '{AUDITOR}' where login = :login")
        .param("login", steps.firstSeat)
        .update();
    delivery.send();
    assertThat(to(steps.approver)).as("he has signed").isEmpty();
    assertThat(to(steps.firstSeat)).as("he is no reviewer any more").isEmpty();
  }

  @Test
  void hostileNames_becomeNoHeaders() throws Exception {
    verified(steps.approver, Delivery.AT_ONCE);
    String name = "x\r\nBcc: thief@example.com\r\n\r\n<script>\u202Egnp";
    steps.ready(steps.stage.app().named(name).facts());
    delivery.send();
    MimeMessage mail = to(steps.approver).get(0);
    assertThat(MailServer.header(mail, "Bcc")).isEmpty();
    assertThat(mail.getSubject()).contains("x\\u000D\\u000ABcc: thief", "\\u202E");
    assertThat(MailServer.text(mail)).contains("x\\u000D\\u000ABcc").doesNotContain("\u202E");
    assertThat(MailServer.to("thief@example.com")).isEmpty();
  }

  @Test
  void mailThatIsNotTaken_isTriedAfterGrowingPauses_andGivenUpOneDay() throws Exception {
    verified(steps.approver, Delivery.AT_ONCE);
    steps.ready();
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Instant now = Instant.now();
    delivery(Clock.fixed(now, ZoneOffset.UTC), closed, 3, 20).send();
    assertThat(waiting()).isEqualTo(Optional.of(1L));
    delivery(Clock.fixed(now.plusSeconds(30), ZoneOffset.UTC), closed, 3, 20).send();
    delivery(Clock.fixed(now.plusSeconds(61), ZoneOffset.UTC), closed, 3, 20).send();
    assertThat(waiting()).as("the first pause is a minute").isEqualTo(Optional.of(2L));
    delivery(Clock.fixed(now.plusSeconds(3_000), ZoneOffset.UTC), closed, 3, 20).send();
    WebSession administrator =
        WebSession.of(server, url(""), person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
    UUID id = outgoing.failed(10).get(0).id();
    assertThat(administrator.page("/admin/mail"))
        .contains("已试 3 次", steps.approver, "/admin/mail/" + id)
        .doesNotContain(address(steps.approver));
    administrator.post("/admin/mail/" + id, Map.of());
    delivery.send();
    assertThat(to(steps.approver)).hasSize(1);
    assertThat(outgoing.failed(10)).isEmpty();
  }

  @Test
  void recipientThatIsRefused_stopsNoOtherMail() throws Exception {
    for (String login : List.of(steps.handler, steps.approver, steps.firstSeat, steps.secondSeat)) {
      addresses.put(steps.stage.id(login), address(login), "zh");
      outgoing.addCode(steps.stage.id(login), Instant.now());
    }
    Instant now = Instant.now();
    try (RefusingMailServer refusing = new RefusingMailServer()) {
      refusing.refuse(address(steps.handler), "550 5.1.1 no such mailbox");
      refusing.refuse(address(steps.approver), "451 4.7.1 come back later");
      refusing.refuseText(address(steps.firstSeat), "554 5.7.1 looks like spam");
      delivery(Clock.fixed(now, ZoneOffset.UTC), refusing.port(), 3, 20).send();
      assertThat(refusing.taken()).containsExactly(address(steps.secondSeat));
      assertThat(result(steps.handler)).startsWith("FAILED 1 ").contains("550 5.1.1 no such");
      assertThat(result(steps.approver)).startsWith("WAITING 1 ").contains("451 4.7.1");
      assertThat(result(steps.firstSeat)).startsWith("WAITING 1 ").contains("554 5.7.1");
      assertThat(outgoing.failed(10)).extracting(OutgoingMessage::failure).hasSize(1);
      assertThat(WebSession.of(server, url(""), steps.handler).page("/account/mail"))
          .contains("验证码没有送到")
          .doesNotContain("验证码已发往");
      assertThat(WebSession.of(server, url(""), steps.approver).page("/account/mail"))
          .doesNotContain("验证码没有送到");
      refusing.refuse(address(steps.approver), "250 ok");
      delivery(Clock.fixed(now.plusSeconds(61), ZoneOffset.UTC), refusing.port(), 3, 20).send();
      assertThat(refusing.taken())
          .containsExactly(address(steps.secondSeat), address(steps.approver));
    }
  }

  @Test
  void serverThatCloses_orWantsALogIn_isAskedForNoOtherMail() throws Exception {
    for (String login : List.of(steps.handler, steps.approver)) {
      addresses.put(steps.stage.id(login), address(login), "zh");
      outgoing.addCode(steps.stage.id(login), Instant.now());
    }
    try (RefusingMailServer server = new RefusingMailServer()) {
      server.refuse(address(steps.handler), "530 5.7.0 log in first");
      Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
      delivery(clock, server.port(), 3, 20).send();
      assertThat(server.taken()).isEmpty();
      assertThat(result(steps.handler)).startsWith("WAITING 1 ");
      assertThat(result(steps.approver)).startsWith("WAITING 0 ");
    }
  }

  private String result(String login) {
    return jdbc.sql(
            """
            select state || ' ' || attempts || ' ' || failure from outgoing_message
              where person_id = :me
            """)
        .param("me", steps.stage.id(login))
        .query(String.class)
        .single();
  }

  @Test
  void correctedAddress_getsItsCodeAtOnce_alsoWhereTheFormerOneIsWaitedFor() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    UUID me = steps.stage.id(steps.handler);
    String wrong = "wrong" + address(steps.handler);
    Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    handler.post("/account/mail", Map.of("address", wrong, "password", WebSession.PASSWORD));
    try (RefusingMailServer greylisting = new RefusingMailServer()) {
      greylisting.refuse(wrong, "451 4.7.1 come back later");
      delivery(clock, greylisting.port(), 8, 20).send();
    }
    MailAddress former = addresses.find(me).orElseThrow();
    Map<String, String> right =
        Map.of("address", address(steps.handler), "password", WebSession.PASSWORD);
    handler.post("/account/mail", right);
    assertThat(addresses.code(former, "digest", Instant.now().plusSeconds(60)))
        .as("a code that is just being mailed to the former address verifies no other")
        .isFalse();
    delivery.send();
    assertThat(subjects(steps.handler)).containsExactly("备案系统：验证您的邮箱");
    assertThat(MailServer.to(wrong)).isEmpty();
  }

  /** How often the approver's mail was tried; other tests may leave some to other persons. */
  private Optional<Long> waiting() {
    return jdbc.sql(
            """
            select attempts from outgoing_message
              where state = 'WAITING' and person_id = :me
            """)
        .param("me", steps.stage.id(steps.approver))
        .query(Long.class)
        .optional();
  }

  /** At least once: a second copy is known by its id. */
  @Test
  void nodeThatEndsBetweenSendingAndNoting_sendsTheSameMailAgain() throws Exception {
    verified(steps.approver, Delivery.AT_ONCE);
    steps.ready();
    delivery.send();
    jdbc.sql(
            """
            update outgoing_message set state = 'WAITING', done_at = null, next_at = now()
              where person_id = :me
            """)
        .param("me", steps.stage.id(steps.approver))
        .update();
    delivery.send();
    assertThat(to(steps.approver)).hasSize(2);
    assertThat(MailServer.header(to(steps.approver).get(0), "Message-ID"))
        .isEqualTo(MailServer.header(to(steps.approver).get(1), "Message-ID"))
        .endsWith("@example.gov.cn>");
    assertThat(
            outgoing.take(
                List.of(OutgoingMessage.Purpose.NOTIFICATION), Instant.now(), Instant.now()))
        .isEmpty();
  }

  @Test
  void noMoreThanSoMany_areMailedInAnHour() throws Exception {
    verified(steps.approver, Delivery.AT_ONCE);
    steps.ready();
    steps.ready();
    steps.ready();
    Instant now = Instant.now();
    delivery(Clock.fixed(now, ZoneOffset.UTC), MailServer.port(), 8, 2).send();
    assertThat(to(steps.approver)).hasSize(2);
    delivery(Clock.fixed(now.plusSeconds(3_700), ZoneOffset.UTC), MailServer.port(), 8, 2).send();
    assertThat(to(steps.approver)).hasSize(3);
  }

  @Test
  void dailyMail_comesOnWorkingDays_onlyIfThereIsSomething_andOnce() throws Exception {
    verified(steps.approver, Delivery.DAILY);
    UUID first = steps.ready();
    UUID settled = steps.ready();
    UUID second = steps.ready();
    steps.submit(settled);
    delivery.send();
    assertThat(to(steps.approver)).isEmpty();
    morning(LocalDate.of(2027, 1, 16));
    assertThat(to(steps.approver)).as("a Saturday").isEmpty();
    morning(LocalDate.of(2027, 1, 18));
    assertThat(subjects(steps.approver)).containsExactly("备案系统：今天的待办通知");
    assertThat(MailServer.text(to(steps.approver).get(0)))
        .contains(first.toString(), second.toString())
        .doesNotContain(settled.toString());
    morning(LocalDate.of(2027, 1, 19));
    assertThat(to(steps.approver)).as("nothing new").hasSize(1);
    steps.ready();
    morning(LocalDate.of(2027, 1, 20));
    assertThat(to(steps.approver)).hasSize(2);
    assertThat(MailServer.text(to(steps.approver).get(1))).doesNotContain(first.toString());
  }

  /** More than one query brings; what is settled says nothing and hides nothing. */
  @Test
  void dailyMail_looksAtAllUnreadNotifications_howeverManyAreSettled() throws Exception {
    verified(steps.approver, Delivery.DAILY);
    UUID settled = steps.ready();
    steps.submit(settled);
    jdbc.sql(
            """
            insert into notification (person_id, kind, procedure_name, case_id, role, state, at)
            select n.person_id, n.kind, n.procedure_name, n.case_id, n.role, n.state, n.at
              from notification n, generate_series(1, 1200)
              where n.person_id = :me and n.case_id = :case
            """)
        .param("me", steps.stage.id(steps.approver))
        .param("case", settled)
        .update();
    jdbc.sql("update notification set read_at = null where person_id = :me")
        .param("me", steps.stage.id(steps.approver))
        .update();
    UUID last = steps.ready();
    morning(LocalDate.of(2027, 1, 18));
    assertThat(MailServer.text(to(steps.approver).get(0)))
        .contains(last.toString())
        .doesNotContain(settled.toString());
    morning(LocalDate.of(2027, 1, 19));
    assertThat(to(steps.approver)).as("nothing new").hasSize(1);
  }

  private void morning(LocalDate day) {
    MailDelivery then = delivery(at(day, 8), MailServer.port(), 8, 20);
    then.writeDaily();
    then.send();
  }

  @Test
  void mailServerThatDoesNotEncrypt_getsNothing_whereItHasTo() {
    MailSender sender = sender(MailServer.port(), MailSecurity.STARTTLS);
    String to = "secure" + UUID.randomUUID() + "@example.gov.cn";
    assertThatThrownBy(() -> sender.send(UUID.randomUUID(), to, new MailText("zh", "s", "b")))
        .isInstanceOf(MailRefusedException.class)
        .hasMessageContaining("STARTTLS");
    assertThat(MailServer.to(to)).isEmpty();
  }

  @Test
  void mailServerThatSaysNothing_isNotWaitedForLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      MailSender sender = sender(silent.getLocalPort(), MailSecurity.NONE);
      Instant before = Instant.now();
      assertThatThrownBy(
              () -> sender.send(UUID.randomUUID(), "a@b.cn", new MailText("zh", "s", "b")))
          .isInstanceOf(MailRefusedException.class);
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
  }

  private MailSender sender(int port, MailSecurity security) {
    return new MailSender(
        settings(port, security, Duration.ofMillis(300), 3, 20), Clock.systemUTC());
  }
}
