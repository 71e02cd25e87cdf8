package cn.beian.server.filings.store;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.cases.Changes;
import cn.beian.server.filings.Application;
import cn.beian.server.platform.SqlColumns;
import java.time.Instant;
import java.util.UUID;

/** What commands change of an application beside its state. */
public final class ApplicationChanges {
  private ApplicationChanges() {}

  /** The name in lists, which officials read, too: once something was sent, what was sent. */
  public static Changes named(Application application, String name) {
    return application.signedBy().isEmpty() ? Changes.of("app_name", name) : Changes.NONE;
  }

  /** What it turned out to be made for. */
  public static Changes kind(ApplicationKind kind) {
    return ready(false).and("kind", kind.name());
  }

  /** The app that it turned out to be about. */
  public static Changes about(UUID appId) {
    return Changes.of("app_id", appId);
  }

  public static Changes form(AppForm filed) {
    return Changes.of("form", filed.name());
  }

  public static Changes preparedBy(UUID handler) {
    return ready(false).and("handler_id", handler);
  }

  /** Whether it is handed to the approver. */
  public static Changes ready(boolean handedToApprover) {
    return Changes.of("ready", handedToApprover);
  }

  /** Signed and sent, under a name. */
  public static Changes signed(UUID by, Instant at, String name) {
    return ready(false)
        .and("signed_by", by)
        .and("signed_at", SqlColumns.at(at))
        .and("app_name", name);
  }

  public static Changes numbered(String filingNumber) {
    return Changes.of("number", filingNumber);
  }
}
