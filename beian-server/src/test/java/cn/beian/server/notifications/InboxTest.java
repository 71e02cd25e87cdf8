package cn.beian.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.cases.WorkClaims;
import cn.beian.server.cases.Worklist;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.notifications.Notification.Kind;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Who learns of what, once, and reads it only as long as he may. */
class InboxTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Inbox inbox;
  @Autowired private TransactionTemplate transactions;
  private FilingSteps steps;

  @BeforeEach
  void stage() {
    steps = new FilingSteps(server);
  }

  /** What a person learned of a case, oldest first, the read ones in brackets. */
  private List<String> learned(String login, UUID id) {
    steps.as(login);
    List<String> rows =
        inbox.page(Optional.empty()).rows().stream()
            .filter(one -> one.caseId().equals(Optional.of(id)))
            .map(one -> one.read() ? "(" + one.kind() + ")" : one.kind().name())
            .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
    java.util.Collections.reverse(rows);
    return rows;
  }

  @Test
  void filing_notifiesWhoeverHasToAct_onceAndInOrder() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    assertThat(learned(steps.handler, id)).as("he began it himself").isEmpty();
    steps.ready(id);
    assertThat(learned(steps.approver, id)).containsExactly("TURN");
    assertThat(learned(steps.firstSeat, id)).isEmpty();
    steps.submit(id);
    assertThat(learned(steps.approver, id)).as("settled by his own act").containsExactly("(TURN)");
    assertThat(learned(steps.firstSeat, id)).containsExactly("TURN");
    assertThat(learned(steps.secondSeat, id)).containsExactly("TURN");
    String elsewhere = steps.stage.official(Role.COMPLETENESS_REVIEWER, "650000");
    assertThat(learned(elsewhere, id)).isEmpty();
    steps.complete(id);
    assertThat(learned(steps.firstSeat, id)).containsExactly("(TURN)");
    assertThat(learned(steps.reviewer, id)).containsExactly("TURN");
    assertThat(learned(steps.signer, id)).isEmpty();
    steps.accepted(id);
    assertThat(learned(steps.handler, id)).contains("CONCLUDED", "TURN").hasSize(2);
    assertThat(learned(steps.approver, id)).containsExactly("(TURN)", "CONCLUDED");
  }

  /** Neither another number, another name of the unit or of the app, nor another day. */
  @Test
  void notification_saysEverAfter_whatItSaidWhenItWasWritten() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    String number = steps.accepted(steps.inNationalReview(id)).toString();
    List<String> said = said(id);
    assertThat(said).anyMatch(one -> one.contains(number)).noneMatch(one -> one.contains("??"));
    server.getBean(Records.class).noteOfficialNumber(number, "官" + id, LocalDate.of(2026, 11, 30));
    jdbc.sql("update organization set name = '更名' where id = ?").param(steps.stage.unit).update();
    jdbc.sql(
            "update work_item set sponsor = '更名', app_name = '改名', due_on = '2030-01-01' where case_id = ?")
        .param(id)
        .update();
    assertThat(said(id)).containsAll(said);
    List<Map<String, Object>> rows =
        jdbc.sql("select zh, en, sha256 from notification where case_id = ?")
            .param(id)
            .query()
            .listOfRows();
    assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row).doesNotContainValue(null));
    assertThatThrownBy(
            () ->
                jdbc.sql("update notification set zh = null where case_id = ?").param(id).update())
        .hasMessageContaining("stays as it was worded");
  }

  /** What the inboxes of the sponsor's people say of a case, in both languages. */
  private List<String> said(UUID id) {
    List<String> said = new java.util.ArrayList<>();
    for (String login : List.of(steps.handler, steps.approver)) {
      steps.as(login);
      for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
        NotificationText words =
            new NotificationText(
                server.getBean(MessageSource.class), language, server.getBean(Worklist.class));
        inbox.page(Optional.empty()).rows().stream()
            .filter(one -> one.caseId().equals(Optional.of(id)))
            .map(
                one ->
                    String.join(
                        "|",
                        String.valueOf(one.id()),
                        words.title(one),
                        words.sponsor(one),
                        words.sentence(one),
                        words.due(one),
                        words.said(one)))
            .forEach(said::add);
      }
    }
    return said;
  }

  /** The day of a supplement is not put beside what was to be done before it. */
  @Test
  void turnThatBeganAnew_leavesTheEarlierNotificationWithoutADay() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    for (String state : List.of("DRAFT", "SUPPLEMENT_DUE")) {
      jdbc.sql(
              """
              insert into notification (person_id, kind, procedure_name, case_id, role, state, at)
                values (:me, 'TURN', 'application', :id, 'HANDLER', :state, now())
              """)
          .param("me", steps.stage.id(steps.handler))
          .param("id", id)
          .param("state", state)
          .update();
    }
    steps.as(steps.handler);
    assertThat(
            inbox.page(Optional.empty()).rows().stream()
                .filter(one -> one.caseId().equals(Optional.of(id)))
                .map(one -> one.state() + " " + one.pending()))
        .containsExactly("SUPPLEMENT_DUE true", "DRAFT false");
  }

  /** Whatever the order in which they were written: the later one stands above the earlier one. */
  @Test
  void page_listsTheLatestFirst_andAPageOfErrorsStillSaysHowManyAreUnread() throws Exception {
    for (String at : List.of("2026-11-27 08:00+08", "2026-11-25 08:00+08", "2026-11-26 08:00+08")) {
      jdbc.sql(
              """
              insert into notification (person_id, kind, procedure_name, role, state, at)
                values (:me, 'WEBHOOK_OFF', '', 'HANDLER', '', :at::timestamptz)
              """)
          .param("me", steps.stage.id(steps.handler))
          .param("at", at)
          .update();
    }
    WebSession session = WebSession.of(server, url(""), steps.handler);
    assertThat(session.page("/inbox"))
        .containsPattern("(?s)2026-11-27 08:00.*2026-11-26 08:00.*2026-11-25 08:00");
    java.net.http.HttpResponse<String> refused =
        session.post("/apps/" + store(steps.draft()) + "/disclaimer", Map.of("reason", ""));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("class=\"count\"");
  }

  private UUID store(UUID application) {
    return jdbc.sql("select app_id from application where id = :id")
        .param("id", application)
        .query(UUID.class)
        .single();
  }

  @Test
  void actThatIsRolledBack_notifiesNobody() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.fill(id);
    transactions.executeWithoutResult(
        status -> {
          server
              .getBean(cn.beian.server.filings.drafting.Drafts.class)
              .handToApprover(id, steps.version(id));
          status.setRollbackOnly();
        });
    assertThat(learned(steps.approver, id)).isEmpty();
  }

  @Test
  void readerWhoLostTheRole_orMoved_readsNothing() throws Exception {
    UUID id = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    assertThat(learned(steps.firstSeat, id)).containsExactly("TURN");
    long notification =
        jdbc.sql("select id from notification where case_id = :id and person_id = :me")
            .param("id", id)
            .param("me", steps.stage.id(steps.firstSeat))
            .query(Long.class)
            .single();
    jdbc.sql("update user_account set region = '650000' where login = :login")
        .param("login", steps.firstSeat)
        .update();
    assertThat(learned(steps.firstSeat, id)).as("moved").isEmpty();
    assertThat(inbox.open(notification)).isEmpty();
    jdbc.sql("update user_account set region = '330000', roles = '{AUDITOR}' where login = :login")
        .param("login", steps.firstSeat)
        .update();
    assertThat(learned(steps.firstSeat, id)).as("lost the role").isEmpty();
    steps.as(steps.secondSeat);
    assertThat(inbox.open(notification)).as("somebody else's").isEmpty();
  }

  @Test
  void caseThatIsHanded_showsUpWithWhoeverWasGivenIt() throws Exception {
    UUID id =
        steps.complete(
            steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler))));
    String colleague = steps.stage.official(Role.NATIONAL_REVIEWER, "100000");
    jdbc.sql(
            """
            update user_account set organization_id = (select organization_id from user_account
              where login = :reviewer) where login = :colleague
            """)
        .param("reviewer", steps.reviewer)
        .param("colleague", colleague)
        .update();
    assertThat(learned(colleague, id)).isEmpty();
    steps.as(steps.reviewer);
    assertThat(server.getBean(WorkClaims.class).hand("application", id, steps.stage.id(colleague)))
        .isTrue();
    assertThat(learned(colleague, id)).containsExactly("HANDED");
  }

  private CaseDays at(LocalDate day) {
    Clock clock =
        Clock.fixed(day.atTime(7, 0).atZone(OfficialTime.ZONE).toInstant(), OfficialTime.ZONE);
    return new CaseDays(
        server.getBean(RecipientStore.class),
        server.getBean(NotificationWordings.class),
        server.getBean(WorkCalendars.class),
        server.getBean(Policies.class),
        server.getBean(NotificationSettings.class),
        transactions,
        clock);
  }

  @Test
  void lastDayComesNear_onceForWhoseTurnItIs() throws Exception {
    UUID id = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    LocalDate friday = LocalDate.of(2027, 1, 15);
    Instant before = friday.minusDays(20).atStartOfDay(OfficialTime.ZONE).toInstant();
    jdbc.sql("update work_item set due_on = :due, since = :since where case_id = :id")
        .param("due", LocalDate.of(2027, 1, 20))
        .param("since", before.atOffset(java.time.ZoneOffset.UTC))
        .param("id", id)
        .update();
    at(LocalDate.of(2027, 1, 14)).notifyOfDays();
    assertThat(learned(steps.firstSeat, id)).as("four working days").containsExactly("TURN");
    at(LocalDate.of(2027, 1, 17)).notifyOfDays();
    assertThat(learned(steps.firstSeat, id)).as("a Sunday").containsExactly("TURN");
    at(friday).notifyOfDays();
    at(friday).notifyOfDays();
    at(LocalDate.of(2027, 1, 18)).notifyOfDays();
    assertThat(learned(steps.firstSeat, id)).containsExactly("TURN", "DUE_SOON");
    assertThat(learned(steps.handler, id)).isEmpty();
    jdbc.sql("update work_turn set begins_on = :day where case_id = :id and role = :role")
        .param("day", friday)
        .param("id", id)
        .param("role", "GOVERNMENT_SERVICE_REVIEWER")
        .update();
    at(friday).notifyOfDays();
    at(LocalDate.of(2027, 1, 18)).notifyOfDays();
    assertThat(learned(steps.secondSeat, id)).containsExactly("TURN", "DUE_SOON", "TURN");
  }

  @Test
  void numberOfTheOfficialSystem_andThatItIsNotShownInTime_reachTheSponsor() throws Exception {
    UUID id = steps.inNationalReview(steps.ready());
    String number = steps.accepted(id).toString();
    steps.as(steps.firstSeat);
    LocalDate today = OfficialTime.dayOf(Instant.now());
    server.getBean(Records.class).noteOfficialNumber(number, "官方-" + id, today);
    assertThat(learned(steps.handler, id)).endsWith("NUMBER_NOTED");
    assertThat(learned(steps.approver, id)).endsWith("NUMBER_NOTED");
    assertThat(learned(steps.firstSeat, id)).doesNotContain("NUMBER_NOTED");
    LocalDate friday = LocalDate.of(2027, 1, 15);
    at(friday).notifyOfDays();
    at(friday).notifyOfDays();
    assertThat(learned(steps.handler, id)).containsOnlyOnce("NUMBER_LATE");
    assertThat(WebSession.of(server, url(""), steps.handler).page("/inbox"))
        .contains("官方备案编号已登记或更正", "还没有在应用里看到备案编号，期限已过");
  }

  @Test
  void page_leadsToTheCase_andCountsWhatIsUnread() throws Exception {
    String name = "<b>恶意\r\nBcc: x\u202E</b>";
    UUID id = steps.ready(steps.stage.app().named(name).facts());
    WebSession approver = WebSession.of(server, url(""), steps.approver);
    assertThat(approver.page("/inbox"))
        .contains("待您审签", "&lt;b&gt;恶意\\u000D\\u000ABcc", "class=\"count\"", "全部标为已读")
        .doesNotContain("<b>恶意");
    steps.as(steps.approver);
    Notification one = inbox.page(Optional.empty()).rows().get(0);
    assertThat(approver.post("/inbox/" + one.id(), Map.of()).uri().getPath())
        .as("where he signs")
        .isEqualTo("/applications/" + id + "/check");
    assertThat(approver.page("/inbox")).doesNotContain("class=\"count\"", "全部标为已读");
    assertThat(approver.post("/inbox/999999999", Map.of()).uri().getPath()).isEqualTo("/inbox");
  }

  @Test
  void many_arePagedByKey_markedAtOnce_andRemovedOneDay() throws Exception {
    UUID id = steps.ready();
    jdbc.sql(
            """
            insert into notification (person_id, kind, procedure_name, case_id, role, state, at)
            select :me, 'CONCLUDED', 'application', :id, 'APPROVER', 'DRAFT',
              timestamptz '2020-01-01' from generate_series(1, 130)
            """)
        .param("me", steps.stage.id(steps.approver))
        .param("id", id)
        .update();
    steps.as(steps.approver);
    Inbox.Page first = inbox.page(Optional.empty());
    assertThat(first.rows()).hasSize(Inbox.PAGE);
    assertThat(first.more()).isTrue();
    long last = first.rows().get(Inbox.PAGE - 1).id();
    assertThat(inbox.page(Optional.of(last)).rows().get(0).id()).isEqualTo(last - 1);
    cn.beian.server.identity.Person me =
        server.getBean(cn.beian.server.identity.Identity.class).current();
    assertThat(inbox.unread(me)).isEqualTo(Inbox.COUNTED + 1);
    inbox.readAll(first.rows().get(0).id());
    assertThat(inbox.unread(me)).isZero();
    server.getBean(CaseDays.class).removeOld();
    assertThat(inbox.page(Optional.empty()).rows())
        .extracting(Notification::kind)
        .containsExactly(Kind.TURN);
    assertThat(server.getBean(NotificationSettings.class).keep()).isEqualTo(Duration.ofDays(180));
  }
}
