package cn.beian.server.filings.filed;

import cn.beian.filing.Role;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.store.PackageUseStore;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.CompanionBuilds;
import cn.beian.server.trail.AuditTrail;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Unpacked test builds beside protected releases, from the unit that files. */
@Service
@Transactional
public class ProtectedReleases {
  private final Identity identity;
  private final Intake intake;
  private final CompanionBuilds companions;
  private final AuditTrail audit;
  private final PackageUseStore uses;

  ProtectedReleases(
      Identity identity,
      Intake intake,
      CompanionBuilds companions,
      AuditTrail audit,
      PackageUseStore uses) {
    this.identity = identity;
    this.intake = intake;
    this.companions = companions;
    this.audit = audit;
    this.uses = uses;
  }

  /**
   * Whether a test build may be put beside a release: not while it is reviewed or once accepted.
   */
  public boolean open(UUID packageId) {
    return uses.openForTestBuild(packageId);
  }

  /**
   * Puts a test build beside a release of the same unit.
   *
   * @throws CommandRefusedException if the release is under review or accepted, or one of the two
   *     is not the unit's; nothing is done
   */
  public void putBeside(UUID packageId, UUID testPackageId) {
    Person person = identity.current();
    AccessRules.requireRole(person, Role.HANDLER);
    own(packageId, person);
    StoredPackage test = own(testPackageId, person);
    if (!open(packageId)) {
      throw FilingProblem.refusal("testBuild.closed");
    }
    companions.put(packageId, testPackageId, person.id());
    audit.record("package.testBuild", packageId.toString(), "sha256 " + test.sha256());
  }

  private StoredPackage own(UUID packageId, Person person) {
    return intake
        .findPackage(packageId)
        .filter(one -> one.organizationId().equals(person.organizationId()))
        .orElseThrow(() -> FilingProblem.refusal("noPackage"));
  }
}
