package cn.beian.server.filings.store;

import cn.beian.filing.Role;
import cn.beian.filing.form.Absence;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.platform.InColumn;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stands in a case: answers, gaps, votes, launch builds. */
@Repository
public class CaseStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  CaseStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  // ---- answers

  public void put(UUID applicationId, StoredAnswer stored) {
    put("answer", applicationId, stored);
  }

  /** Keeps an answer that something else is to answer. */
  public void setAside(UUID applicationId, StoredAnswer stored) {
    put("answer_set_aside", applicationId, stored);
  }

  private void put(String table, UUID applicationId, StoredAnswer stored) {
    jdbc.sql(
            """
            insert into {table} (application_id, field, item, value, origin, evidence, confirmed,
              answered_by, answered_at)
            values (:application, :field, :item, :value, :origin, :evidence, :confirmed, :answeredBy, :answeredAt)
            on conflict (application_id, field, item) do update set value = excluded.value,
              origin = excluded.origin, evidence = excluded.evidence,
              confirmed = excluded.confirmed, answered_by = excluded.answered_by,
              answered_at = excluded.answered_at
            """
                .replace("{table}", table))
        .param("application", applicationId)
        .param("field", stored.question().fieldId())
        .param("item", stored.question().item())
        .param("value", stored.answer().value())
        .param("origin", stored.answer().origin().name())
        .param("evidence", stored.answer().evidence())
        .param("confirmed", stored.answer().confirmed())
        .param("answeredBy", stored.answeredBy())
        .param("answeredAt", stored.answeredAt())
        .update();
  }

  public void clear(UUID applicationId, Question question) {
    jdbc.sql(
            "delete from answer where application_id = :application and field = :field and item = :item")
        .param("application", applicationId)
        .param("field", question.fieldId())
        .param("item", question.item())
        .update();
  }

  /** The answers that were set aside; they are kept no longer. */
  public List<StoredAnswer> takeBack(UUID applicationId) {
    List<StoredAnswer> aside = answers("answer_set_aside", applicationId);
    jdbc.sql("delete from answer_set_aside where application_id = :application")
        .param("application", applicationId)
        .update();
    return aside;
  }

  /** As its sponsor has them now. */
  public List<StoredAnswer> answers(UUID applicationId) {
    return answers("answer", applicationId);
  }

  /** As they were last submitted. */
  public List<StoredAnswer> submittedAnswers(UUID applicationId) {
    return answers("answer_as_submitted", applicationId);
  }

  /**
   * As they were submitted before the sponsor answered a list; empty where he has answered none.
   */
  public List<StoredAnswer> earlierAnswers(UUID applicationId) {
    return jdbc.sql(
            """
            select r.*, r.field as field_id from submitted_answer r join submission s on s.application_id = r.application_id
             where r.application_id = :application and s.answered_at is not null
             order by field, item
            """)
        .param("application", applicationId)
        .query(StoredAnswer.class)
        .list();
  }

  /**
   * Answers of an application become those of another, in the name of who begins it; what a person
   * had said or confirmed stands as said or confirmed.
   *
   * @param apart fields that are left out
   */
  public void copy(UUID from, UUID to, Collection<String> apart, UUID by, Instant now) {
    jdbc.sql(
            """
            insert into answer (application_id, field, item, value, origin, evidence, confirmed,
              answered_by, answered_at)
            select :to, field, item, value, origin, evidence, confirmed,
              case when answered_by is not null then cast(:by as uuid) end, :now
            from answer where application_id = :from and field <> all(:apart)
            """)
        .param("to", to)
        .param("from", from)
        .param("apart", apart.toArray(String[]::new))
        .param("by", by)
        .param("now", now)
        .update();
  }

  /** As they were submitted, of an application that its sponsor is changing since; else empty. */
  public List<StoredAnswer> givenBack(UUID applicationId) {
    return jdbc.sql(
            """
            select r.*, r.field as field_id from submitted_answer r join submission s on s.application_id = r.application_id
             where r.application_id = :application and s.answered_at is null
             order by field, item
            """)
        .param("application", applicationId)
        .query(StoredAnswer.class)
        .list();
  }

  private List<StoredAnswer> answers(String from, UUID applicationId) {
    return jdbc.sql(
            "select *, field as field_id from "
                + from
                + " where application_id = :application order by field, item")
        .param("application", applicationId)
        .query(StoredAnswer.class)
        .list();
  }

  /**
   * An answer of an application that has ended.
   *
   * @param source number of that application, or the name of its app where it came to none
   */
  public record EarlierAnswer(StoredAnswer stored, String source) {}

  /**
   * What applications of a unit that have ended answer, each question once: the accepted ones
   * before the others, the latest first. The latest fifty of each kind are looked at.
   *
   * @param ofApp fields that applications for the same app answer
   * @param identities by which an app is the same
   * @param ofUnit fields that every application with a number answers
   */
  public List<EarlierAnswer> earlier(
      Application application,
      Collection<String> ofApp,
      Collection<String> identities,
      Collection<String> ofUnit) {
    return jdbc.sql(
            """
            with wanted as (
              (select a.id, a.state, a.number, a.app_name, a.updated_at, true as same_app
                from application_package p join application a on a.id = p.application_id
                where p.part = 'REVIEW' and p.identity = any(:identities) and p.identity <> ''
                  and a.organization_id = :unit and a.id <> :id
                  and a.state in (:ended)
                order by (a.state = 'ACCEPTED') desc, a.updated_at desc limit 50)
              union all
              (select a.id, a.state, a.number, a.app_name, a.updated_at, false
                from filed_application a
                where a.organization_id = :unit and a.id <> :id
                order by a.updated_at desc limit 50))
            select distinct on (r.field, r.item) r.*, r.field as field_id,
              coalesce(a.number, a.app_name) as source
            from wanted a join answer r on r.application_id = a.id
              and r.field = any(case when a.same_app then :ofApp else :ofUnit end)
            order by r.field, r.item, (a.state = 'ACCEPTED') desc, a.updated_at desc, a.id
            """)
        .param("unit", application.organizationId())
        .param("id", application.id())
        .param("ended", ApplicationGraph.GRAPH.ended())
        .param("ofApp", ofApp.toArray(String[]::new))
        .param("identities", identities.toArray(String[]::new))
        .param("ofUnit", ofUnit.toArray(String[]::new))
        .query(EarlierAnswer.class)
        .list();
  }

  /** Data items that other filed apps of the unit ask for (ask-once). */
  public List<String> dataItemsHeld(Application application) {
    return jdbc
        .sql(
            """
            select r.value from answer r join filed_application a on a.id = r.application_id
            where a.organization_id = :organization and a.app_id <> :app
              and r.field = 'data.asked'
            """)
        .param("organization", application.organizationId())
        .param("app", application.appId())
        .query(String.class)
        .list()
        .stream()
        .filter(answer -> !Absence.stated(answer))
        .flatMap(String::lines)
        .distinct()
        .sorted()
        .toList();
  }

  // ---- gaps and votes

  /** Tells a gap. */
  public void tell(UUID applicationId, Gap gap, Instant now) {
    jdbc.sql(
            """
            insert into gap (application_id, round, field, item, demand, follows_field,
              follows_item, ticked_by, ticked_at, told_at)
            values (:application, :round, :field, :item, :demand, :followsField, :followsItem, :tickedBy, :now, :now)
            """)
        .param("application", applicationId)
        .param("round", gap.round())
        .param("field", gap.question().fieldId())
        .param("item", gap.question().item())
        .param("demand", gap.demand())
        .param("followsField", gap.follows().map(Question::fieldId).orElse(null))
        .param("followsItem", gap.follows().map(Question::item).orElse(null))
        .param("tickedBy", gap.tickedBy())
        .param("now", now)
        .update();
  }

  /**
   * Why the sponsor leaves an answer as it is; blank takes it back. False where nothing is asked.
   */
  public boolean keep(
      UUID applicationId, int round, Question question, String why, UUID by, Instant now) {
    return jdbc.sql(
                """
                update gap set kept = :why, kept_by = case when :why = '' then null else :by end,
                  kept_at = case when :why = '' then null else :now end
                where application_id = :application and round = :round and field = :field
                  and item = :item and told_at is not null and kept <> :why
                """)
            .param("why", why)
            .param("by", by)
            .param("now", now)
            .param("application", applicationId)
            .param("round", round)
            .param("field", question.fieldId())
            .param("item", question.item())
            .update()
        > 0;
  }

  /** Gaps of all rounds, in order. */
  public List<Gap> gaps(UUID applicationId) {
    return jdbc.sql(
            """
            select *, field as field_id, follows_field as follows_field_id from gap
              where application_id = :application order by round, field, item
            """)
        .param("application", applicationId)
        .query(Gap.class)
        .list();
  }

  /** A vote; its gaps are the list of its seat. */
  public record SeatVote(
      int round,
      Role seat,
      @InColumn("voted_by") UUID person,
      @InColumn("decision") Opinion opinion,
      String reason,
      @InColumn("voted_at") Instant at) {}

  public void put(UUID applicationId, SeatVote vote) {
    jdbc.sql(
            """
            insert into seat_vote
              (application_id, round, seat, decision, reason, voted_by, voted_at)
            values (:application, :round, :seat, :decision, :reason, :votedBy, :votedAt)
            on conflict (application_id, round, seat) do update set decision = excluded.decision,
              reason = excluded.reason, voted_by = excluded.voted_by, voted_at = excluded.voted_at
            """)
        .param("application", applicationId)
        .param("round", vote.round())
        .param("seat", vote.seat())
        .param("decision", vote.opinion().name())
        .param("reason", vote.reason())
        .param("votedBy", vote.person())
        .param("votedAt", vote.at())
        .update();
    standings.record(StandingKind.VOTE, applicationId.toString());
  }

  /** Takes the vote of a seat back. */
  public boolean clearVote(UUID applicationId, int round, Role seat) {
    boolean cast =
        jdbc.sql(
                    "delete from seat_vote where application_id = :application and round = :round and seat = :seat")
                .param("application", applicationId)
                .param("round", round)
                .param("seat", seat)
                .update()
            > 0;
    if (cast) {
      standings.record(StandingKind.VOTE, applicationId.toString());
    }
    return cast;
  }

  /** Votes of a round, in the order of their casting. */
  public List<SeatVote> votes(UUID applicationId, int round) {
    return jdbc.sql(
            "select * from seat_vote where application_id = :application and round = :round order by voted_at, seat")
        .param("application", applicationId)
        .param("round", round)
        .query(SeatVote.class)
        .list();
  }

  // ---- launch builds

  public void put(UUID applicationId, LaunchBuild build, UUID by) {
    jdbc.sql(
            """
            insert into launch_build
              (application_id, package_id, outcome, detail, handed_in_by, handed_in_at)
            values (:application, :package, :outcome, :detail, :handedInBy, :handedInAt)
            on conflict (application_id, package_id) do update set outcome = excluded.outcome,
              detail = excluded.detail
            """)
        .param("application", applicationId)
        .param("package", build.packageId())
        .param("outcome", build.outcome())
        .param("detail", build.detail())
        .param("handedInBy", by)
        .param("handedInAt", build.handedInAt())
        .update();
    standings.record(StandingKind.LAUNCH, applicationId.toString());
  }

  /** Launch builds, the latest last. */
  public List<LaunchBuild> launchBuilds(UUID applicationId) {
    return jdbc.sql(
            "select * from launch_build where application_id = :application order by handed_in_at")
        .param("application", applicationId)
        .query(LaunchBuild.class)
        .list();
  }

  private record LastLaunchBuild(UUID applicationId, LaunchBuild.Outcome outcome) {}

  /** What became of the launch build that was handed in last, by application. */
  public Map<UUID, LaunchBuild.Outcome> lastLaunchBuilds(Collection<UUID> applications) {
    return jdbc
        .sql(
            """
            select distinct on (application_id) application_id, outcome from launch_build
            where application_id = any(:ids) order by application_id, handed_in_at desc
            """)
        .param("ids", applications.toArray(UUID[]::new))
        .query(LastLaunchBuild.class)
        .list()
        .stream()
        .collect(Collectors.toMap(LastLaunchBuild::applicationId, LastLaunchBuild::outcome));
  }
}
