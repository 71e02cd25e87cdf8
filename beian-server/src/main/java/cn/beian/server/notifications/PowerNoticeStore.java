package cn.beian.server.notifications;

import static cn.beian.server.notifications.RecipientStore.SENT;
import static cn.beian.server.notifications.RecipientStore.WRITTEN;
import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.server.identity.RolesAsked;
import cn.beian.server.notifications.Notification.Kind;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes who learns that power is asked for: roles of a person, values of a legal parameter, or
 * holidays that move limits.
 */
@Repository
class PowerNoticeStore {
  private static final String WRITTEN_OF_REQUEST =
      WRITTEN.replace("state, at)", "state, at, request_id)");

  private static final String WRITTEN_OF_PARAMETER =
      WRITTEN.replace("state, at)", "state, at, policy_request_id)");

  private static final String WRITTEN_OF_HOLIDAYS =
      WRITTEN.replace("state, at)", "state, at, holiday_request_id)");

  private static final String[] TOLD_OF_PARAMETERS = {
    Role.COMPLETENESS_REVIEWER.name(),
    Role.GOVERNMENT_SERVICE_REVIEWER.name(),
    Role.NATIONAL_REVIEWER.name(),
    Role.PROJECT_REVIEWER.name(),
    Role.SIGNER.name(),
    Role.SUPERVISOR.name(),
    Role.SYSTEM_ADMINISTRATOR.name(),
    Role.AUDITOR.name()
  };

  /** Who in an office learns that somebody of its region is to get roles. */
  private static final String[] OFFICES = {
    Role.COMPLETENESS_REVIEWER.name(), Role.NATIONAL_REVIEWER.name(), Role.SUPERVISOR.name()
  };

  private final JdbcClient jdbc;

  PowerNoticeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The people of a unit, and the offices of a region, learn that somebody is to get roles. */
  void ofRoles(RolesAsked one, UUID actor, Instant now) {
    jdbc.sql(
            WRITTEN_OF_REQUEST
                + """
                  select u.id, 'ROLES_ASKED', '', null::uuid, told.role, '', :now, :request
                  from user_account u
                    join account_request r on r.id = :request and r.account_id <> u.id
                    cross join lateral (
                      select held.role from unnest(u.roles) as held (role)
                        where u.organization_id = :of
                          or held.role = any(:offices) and u.region = any(:regions)
                        order by held.role in ('APPROVER', 'UNIT_ADMINISTRATOR') desc, held.role
                        limit 1) told
                  where u.active and u.id <> :actor and (u.organization_id = :of
                    or u.region = any(:regions) and u.roles && cast(:offices as text[]))
                """
                + SENT)
        .param("request", one.request())
        .param("of", one.organization())
        .param("offices", OFFICES)
        .param("regions", regions(one.region()))
        .param("actor", actor)
        .param("now", at(now))
        .param("unit", false) // names of persons are not for a chat
        .update();
  }

  /** Those who decide by a legal parameter, or confirm it, learn of another value. */
  void ofParameter(Kind kind, UUID request, UUID actor, Instant now) {
    ofLimits(WRITTEN_OF_PARAMETER, kind, request, actor, now);
  }

  /** The same of the holidays of a year. */
  void ofHolidays(Kind kind, UUID request, UUID actor, Instant now) {
    ofLimits(WRITTEN_OF_HOLIDAYS, kind, request, actor, now);
  }

  private void ofLimits(String written, Kind kind, UUID request, UUID actor, Instant now) {
    jdbc.sql(
            written
                + """
                  select u.id, :kind, '', null::uuid, told.role, '', :now, :request
                  from user_account u
                    cross join lateral (
                      select held.role from unnest(u.roles) as held (role)
                        where held.role = any(:told) order by held.role limit 1) told
                  where u.active and u.id <> :actor
                """
                + SENT)
        .param("kind", kind.name())
        .param("request", request)
        .param("told", TOLD_OF_PARAMETERS)
        .param("actor", actor)
        .param("now", at(now))
        .param("unit", false)
        .update();
  }

  /** A region and those of its province that cover it; of a province, the nation is not told. */
  private static String[] regions(String region) {
    return DivisionCode.read(region).value().stream()
        .flatMap(code -> Stream.of(code.province(), code.prefecture(), code))
        .map(DivisionCode::toString)
        .distinct()
        .toArray(String[]::new);
  }
}
