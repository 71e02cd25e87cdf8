package cn.beian.server.filings;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.instantIfAny;
import static cn.beian.server.platform.SqlColumns.uuid;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;

import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stands in a case: answers, gaps, votes, launch builds. */
@Repository
class CaseStore {
  private final JdbcClient jdbc;

  CaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  // ---- answers

  void put(UUID applicationId, StoredAnswer stored) {
    jdbc.sql(
            """
            insert into answer (application_id, field, item, value, origin, evidence, confirmed,
              answered_by, answered_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id, field, item) do update set value = excluded.value,
              origin = excluded.origin, evidence = excluded.evidence,
              confirmed = excluded.confirmed, answered_by = excluded.answered_by,
              answered_at = excluded.answered_at
            """)
        .params(
            Arrays.asList(
                applicationId,
                stored.question().fieldId(),
                stored.question().item(),
                stored.answer().value(),
                stored.answer().origin().name(),
                stored.answer().evidence(),
                stored.answer().confirmed(),
                stored.answeredBy().orElse(null),
                at(stored.answeredAt())))
        .update();
  }

  void clear(UUID applicationId, Question question) {
    jdbc.sql("delete from answer where application_id = ? and field = ? and item = ?")
        .params(applicationId, question.fieldId(), question.item())
        .update();
  }

  List<StoredAnswer> answers(UUID applicationId) {
    return jdbc.sql("select * from answer where application_id = ? order by field, item")
        .param(applicationId)
        .query(
            (row, n) ->
                new StoredAnswer(
                    new Question(row.getString("field"), row.getString("item")),
                    new Answer(
                        row.getString("value"),
                        constant(row, "origin", Origin.class),
                        row.getString("evidence"),
                        row.getBoolean("confirmed")),
                    uuidIfAny(row, "answered_by"),
                    instant(row, "answered_at")))
        .list();
  }

  // ---- gaps and votes

  void put(UUID applicationId, Gap gap, Instant now) {
    jdbc.sql(
            """
            insert into gap (application_id, round, field, item, demand, follows_field,
              follows_item, ticked_by, ticked_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                applicationId,
                gap.round(),
                gap.question().fieldId(),
                gap.question().item(),
                gap.demand(),
                gap.follows().map(Question::fieldId).orElse(null),
                gap.follows().map(Question::item).orElse(null),
                gap.tickedBy(),
                at(now)))
        .update();
  }

  /** Takes the whole untold list of a round back. */
  void clearGaps(UUID applicationId, int round) {
    jdbc.sql("delete from gap where application_id = ? and round = ? and told_at is null")
        .params(applicationId, round)
        .update();
  }

  void tellGaps(UUID applicationId, int round, Instant now) {
    jdbc.sql("update gap set told_at = ? where application_id = ? and round = ?")
        .params(at(now), applicationId, round)
        .update();
  }

  /**
   * Why the sponsor leaves an answer as it is; blank takes it back. False where nothing is asked.
   */
  boolean keep(UUID applicationId, int round, Question question, String why, UUID by, Instant now) {
    return jdbc.sql(
                """
                update gap set kept = :why, kept_by = case when :why = '' then null else :by end,
                  kept_at = case when :why = '' then null else :now end
                where application_id = :application and round = :round and field = :field
                  and item = :item and told_at is not null and kept <> :why
                """)
            .param("why", why)
            .param("by", by)
            .param("now", at(now))
            .param("application", applicationId)
            .param("round", round)
            .param("field", question.fieldId())
            .param("item", question.item())
            .update()
        > 0;
  }

  /** Gaps of all rounds, in order. */
  List<Gap> gaps(UUID applicationId) {
    return jdbc.sql("select * from gap where application_id = ? order by round, field, item")
        .param(applicationId)
        .query(
            (row, n) ->
                new Gap(
                    row.getInt("round"),
                    new Question(row.getString("field"), row.getString("item")),
                    row.getString("demand"),
                    follows(row.getString("follows_field"), row.getString("follows_item")),
                    uuid(row, "ticked_by"),
                    instantIfAny(row, "told_at"),
                    row.getString("kept")))
        .list();
  }

  /** A vote; its gaps are the list of the round. */
  record SeatVote(int round, Role seat, UUID person, Opinion opinion, String reason, Instant at) {}

  void put(UUID applicationId, SeatVote vote) {
    jdbc.sql(
            """
            insert into seat_vote
              (application_id, round, seat, decision, reason, voted_by, voted_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id, round, seat) do update set decision = excluded.decision,
              reason = excluded.reason, voted_by = excluded.voted_by, voted_at = excluded.voted_at
            """)
        .params(
            applicationId,
            vote.round(),
            vote.seat().name(),
            vote.opinion().name(),
            vote.reason(),
            vote.person(),
            at(vote.at()))
        .update();
  }

  void clearVotes(UUID applicationId, int round) {
    jdbc.sql("delete from seat_vote where application_id = ? and round = ?")
        .params(applicationId, round)
        .update();
  }

  /** Votes of a round, in the order of their casting. */
  List<SeatVote> votes(UUID applicationId, int round) {
    return jdbc.sql(
            "select * from seat_vote where application_id = ? and round = ? order by voted_at, seat")
        .params(applicationId, round)
        .query(
            (row, n) ->
                new SeatVote(
                    row.getInt("round"),
                    constant(row, "seat", Role.class),
                    uuid(row, "voted_by"),
                    constant(row, "decision", Opinion.class),
                    row.getString("reason"),
                    instant(row, "voted_at")))
        .list();
  }

  // ---- launch builds

  void put(UUID applicationId, LaunchBuild build, UUID by, Instant now) {
    jdbc.sql(
            """
            insert into launch_build
              (application_id, package_id, outcome, detail, handed_in_by, handed_in_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (application_id, package_id) do update set outcome = excluded.outcome,
              detail = excluded.detail
            """)
        .params(
            applicationId, build.packageId(), build.outcome().name(), build.detail(), by, at(now))
        .update();
  }

  /** Launch builds, the latest last. */
  List<LaunchBuild> launchBuilds(UUID applicationId) {
    return jdbc.sql("select * from launch_build where application_id = ? order by handed_in_at")
        .param(applicationId)
        .query(
            (row, n) ->
                new LaunchBuild(
                    uuid(row, "package_id"),
                    constant(row, "outcome", LaunchBuild.Outcome.class),
                    row.getString("detail")))
        .list();
  }

  private static Optional<Question> follows(@Nullable String field, @Nullable String item) {
    return field == null || item == null
        ? Optional.empty()
        : Optional.of(new Question(field, item));
  }
}
