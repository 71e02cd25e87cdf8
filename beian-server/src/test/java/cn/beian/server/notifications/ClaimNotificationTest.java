package cn.beian.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.cases.Worklist;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.inventory.ClaimDecided;
import cn.beian.server.notifications.Notification.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What a unit learns of a decision on whose an app is: on a page, by mail and by its webhook. */
class ClaimNotificationTest extends ServerTest {
  private final LocalDate today = OfficialTime.dayOf(Instant.now());

  @Autowired private ApplicationContext server;
  @Autowired private NotificationStore store;
  @Autowired private TransactionTemplate transactions;
  private FilingSteps steps;
  private UUID person = UUID.randomUUID();
  private UUID unit = UUID.randomUUID();
  private UUID app = UUID.randomUUID();

  @BeforeEach
  void unitWithMailAndWebhook() {
    steps = new FilingSteps(server);
    person = steps.stage.id(steps.handler);
    unit =
        jdbc.sql("select organization_id from user_account where id = :id")
            .param("id", person)
            .query(UUID.class)
            .single();
    app = UUID.randomUUID();
    jdbc.sql(
            """
            insert into app (id, form, name, state, created_at, region)
              values (:app, 'APP', '无主应用', 'UNFILED', now(), '330000')
            """)
        .param("app", app)
        .update();
    jdbc.sql(
            """
            insert into mail_address (person_id, address, language, delivery, verified_at)
              values (:me, 'a@example.cn', 'zh', 'AT_ONCE', now())
            """)
        .param("me", person)
        .update();
    jdbc.sql(
            """
            insert into webhook (organization_id, url, secret, active, set_at)
              values (:unit, 'https://example.cn/hook', 's', true, now())
            """)
        .param("unit", unit)
        .update();
  }

  private long decided(Set<UUID> of, boolean anew) {
    steps.as(steps.reviewer); // not who learns of it
    transactions.executeWithoutResult(
        status -> server.publishEvent(new ClaimDecided(app, Set.of(unit), of, anew)));
    return jdbc.sql("select max(id) from notification where person_id = :me and app_id = :app")
        .param("me", person)
        .param("app", app)
        .query(Long.class)
        .single();
  }

  @Test
  void decision_isMailedAndPosted_inWordsThatNameTheApp() {
    long id = decided(Set.of(unit), false);
    assertThat(
            jdbc.sql(
                    "select purpose from outgoing_message where notification_id = :id order by purpose")
                .param("id", id)
                .query(String.class)
                .list())
        .isEqualTo(List.of("NOTIFICATION", "WEBHOOK"));
    Notification posted = store.ofUnit(unit, id, today).orElseThrow();
    NotificationText words =
        new NotificationText(
            server.getBean(MessageSource.class),
            Locale.SIMPLIFIED_CHINESE,
            server.getBean(Worklist.class));
    assertThat(words.line(posted)).isEqualTo("《无主应用》（" + steps.stage.name + "）已认定这个应用属于本单位，请办理备案");
    assertThat(words.path(posted)).isEqualTo("/known-apps");
    assertThat(store.ofUnit(UUID.randomUUID(), id, today)).as("nobody else's").isEmpty();
  }

  @Test
  void whoIsNoHandlerAnyMore_readsNothingOfIt() {
    assertThat(kind(decided(Set.of(), false))).isEqualTo(Kind.CLAIM_AGAINST);
    long id = decided(Set.of(), true);
    assertThat(kind(id)).isEqualTo(Kind.CLAIM_ANEW);
    jdbc.sql("update user_account set roles = '{APPROVER}' where id = :me")
        .param("me", person)
        .update();
    steps.as(steps.handler);
    assertThat(server.getBean(Inbox.class).open(id)).isEmpty();
  }

  private Kind kind(long id) {
    steps.as(steps.handler);
    return server.getBean(Inbox.class).open(id).orElseThrow().kind();
  }
}
