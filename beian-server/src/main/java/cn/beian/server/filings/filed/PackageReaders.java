package cn.beian.server.filings.filed;

import cn.beian.filing.Role;
import cn.beian.server.filings.PackageCase;
import cn.beian.server.filings.store.PackageUseStore;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Who may read what was read from a package: its unit, and those who may read its case. */
@Service
public class PackageReaders {
  private final Identity identity;
  private final Intake intake;
  private final PackageUseStore uses;

  PackageReaders(Identity identity, Intake intake, PackageUseStore uses) {
    this.identity = identity;
    this.intake = intake;
    this.uses = uses;
  }

  /**
   * A package that the current person may read.
   *
   * @param caseId the case by which an official reads it; empty for people of its unit
   */
  public record Granted(StoredPackage stored, Optional<UUID> caseId) {}

  /**
   * A package, for the current person.
   *
   * @throws NoSuchElementException if there is none, or none that he may read: a package of another
   *     unit is not even said to exist
   */
  public Granted require(UUID packageId) {
    Person person = identity.current();
    StoredPackage stored = intake.findPackage(packageId).orElseThrow();
    if (person.organizationId().equals(stored.organizationId())
        && (person.has(Role.HANDLER) || person.has(Role.APPROVER))) {
      return new Granted(stored, Optional.empty());
    }
    UUID caseId = caseOf(packageId, person).orElseThrow();
    return new Granted(stored, Optional.of(caseId));
  }

  /** The latest case that was sent in with that package, and that is this official's to read. */
  private Optional<UUID> caseOf(UUID packageId, Person person) {
    return uses.casesWith(packageId).stream()
        .filter(held -> AccessRules.mayRead(person, held.organizationId(), held.division()))
        .map(PackageCase::id)
        .findFirst();
  }
}
