package cn.beian.server.filings.drafting;

import cn.beian.facts.FactSet;
import cn.beian.filing.states.RecordState;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.PackageUseStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.testing.Inspections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is applied for or filed already with a package: the same bytes, or one of the same
 * package name or AppID. Told before an application is begun, and again before it is sent.
 */
@Service
@Transactional(readOnly = true)
public class PackageUses {
  private final PackageUseStore store;
  private final ApplicationStore applications;
  private final Records records;
  private final Intake intake;
  private final Inspections inspections;
  private final Identity identity;

  PackageUses(
      PackageUseStore store,
      ApplicationStore applications,
      Records records,
      Intake intake,
      Inspections inspections,
      Identity identity) {
    this.store = store;
    this.applications = applications;
    this.records = records;
    this.intake = intake;
    this.inspections = inspections;
    this.identity = identity;
  }

  /**
   * Where a package is used.
   *
   * @param open applications of the reader's unit that are not decided
   * @param filed records of the reader's unit that are in force
   * @param elsewhere records of other units that are in force, as far as they are public
   * @param restricted whether another unit filed it with a record that shows nothing but its number
   */
  public record Uses(
      List<Application> open,
      List<PublicRecord> filed,
      List<PublicRecord> elsewhere,
      boolean restricted) {
    public Uses {
      open = List.copyOf(open);
      filed = List.copyOf(filed);
      elsewhere = List.copyOf(elsewhere);
    }

    /** Whether the unit itself applies with it or filed it. */
    public boolean own() {
      return !open.isEmpty() || !filed.isEmpty();
    }

    /** Whether another unit filed it. */
    public boolean others() {
      return restricted || !elsewhere.isEmpty();
    }
  }

  /** Of a package that was uploaded; nothing of what is not of the reader's unit. */
  public Uses of(UUID packageId) {
    UUID unit = identity.current().organizationId();
    return intake
        .findPackage(packageId)
        .filter(one -> one.organizationId().equals(unit))
        .map(one -> of(unit, Set.of(one.sha256()), names(one), Optional.empty()))
        .orElseGet(() -> new Uses(List.of(), List.of(), List.of(), false));
  }

  /** Of the packages of an application, beside itself; drafts of a unit only its own people see. */
  public Uses of(CaseFile file) {
    Application application = file.application();
    Set<String> names =
        file.packages().stream()
            .map(one -> one.submitted().identity())
            .filter(one -> !one.isEmpty())
            .collect(Collectors.toSet());
    Set<String> digests =
        file.packages().stream()
            .map(CasePackage::submitted)
            .flatMap(one -> intake.findPackage(one.packageId()).stream())
            .map(StoredPackage::sha256)
            .collect(Collectors.toSet());
    Uses all = of(application.organizationId(), digests, names, Optional.of(application));
    return identity.current().organizationId().equals(application.organizationId())
        ? all
        : new Uses(List.of(), all.filed(), all.elsewhere(), all.restricted());
  }

  /** The application of the reader's unit for which a test was made; empty where there is none. */
  public Optional<Application> testedFor(UUID testId) {
    return store.testedFor(testId, identity.current().organizationId());
  }

  private Set<String> names(StoredPackage one) {
    String read =
        inspections
            .outline(one.id())
            .flatMap((FactSet facts) -> facts.identity("package"))
            .orElse("");
    return Stream.of(read, one.appId()).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
  }

  private Uses of(UUID unit, Set<String> digests, Set<String> names, Optional<Application> itself) {
    List<Application> open =
        store.open(unit, digests, names).stream()
            .filter(one -> itself.filter(self -> self.id().equals(one.id())).isEmpty())
            .toList();
    List<PublicRecord> all =
        inForce(
            Stream.concat(
                    store.filed(unit, digests, names).stream(),
                    applications.filedWith(names).stream())
                .filter(one -> itself.filter(self -> isOf(self, one)).isEmpty()));
    List<PublicRecord> others =
        all.stream().filter(one -> !one.organizationId().equals(unit)).toList();
    return new Uses(
        open,
        all.stream().filter(one -> one.organizationId().equals(unit)).toList(),
        others.stream().filter(one -> !one.restricted()).toList(),
        others.stream().anyMatch(PublicRecord::restricted));
  }

  /** Whether an application led to what is filed, or changes it. */
  private static boolean isOf(Application itself, Application filed) {
    return itself.filing().equals(filed.number())
        || (itself.basis().isPresent() && itself.appId().equals(filed.appId()));
  }

  private List<PublicRecord> inForce(Stream<Application> filed) {
    List<String> numbers = filed.flatMap(one -> one.number().stream()).distinct().toList();
    return records.all(numbers).stream()
        .filter(one -> one.state() != RecordState.REVOKED)
        .filter(one -> one.state() != RecordState.DEREGISTERED)
        .toList();
  }
}
