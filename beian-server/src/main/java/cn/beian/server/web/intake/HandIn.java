package cn.beian.server.web.intake;

import cn.beian.server.identity.AuditTrail;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.Testing;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What follows when a package has been taken, whichever way it came. */
@Component
class HandIn {
  private final Testing testing;
  private final AuditTrail audit;

  HandIn(Testing testing, AuditTrail audit) {
    this.testing = testing;
    this.audit = audit;
  }

  /** Has it read, notes it, and gives its id. */
  UUID taken(Intake.Taken handedIn) {
    StoredPackage taken = handedIn.stored();
    testing.request(taken.id());
    audit.record(
        "package.taken", taken.id().toString(), taken.fileName() + " sha256 " + taken.sha256());
    return taken.id();
  }
}
