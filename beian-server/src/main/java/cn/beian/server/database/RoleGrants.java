package cn.beian.server.database;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** After each migration the server's role may work with the tables that there are then. */
final class RoleGrants implements Callback {
  private final DatabaseAccess access;

  RoleGrants(DatabaseAccess access) {
    this.access = access;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE && access.apart();
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      ApplicationRole.grant(context.getConnection(), access.user());
    } catch (SQLException e) {
      throw new IllegalStateException("the role " + access.user() + " gets no rights", e);
    }
  }

  @Override
  public String getCallbackName() {
    return "grants of " + access.user();
  }
}
