package cn.beian.server.cases;

import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.identity.CoolingOff;
import cn.beian.server.identity.Identity;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.RegisterStandings;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What every procedure works with; given to each {@link Procedure}. */
@Component
public final class CaseEngine {
  final JdbcClient jdbc;
  final Policies policies;
  final WorkCalendars calendars;
  final Identity identity;
  final CoolingOff coolingOff;
  final AuditTrail audit;
  final RegisterStandings standings;
  final WorkItems workItems;
  final Clock clock;

  CaseEngine(
      JdbcClient jdbc,
      Policies policies,
      WorkCalendars calendars,
      Identity identity,
      CoolingOff coolingOff,
      AuditTrail audit,
      RegisterStandings standings,
      WorkItems workItems,
      Clock clock) {
    this.jdbc = jdbc;
    this.policies = policies;
    this.calendars = calendars;
    this.identity = identity;
    this.coolingOff = coolingOff;
    this.audit = audit;
    this.standings = standings;
    this.workItems = workItems;
    this.clock = clock;
  }
}
