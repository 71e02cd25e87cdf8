package cn.beian.server.filings.casefile;

import cn.beian.filing.policies.PackageSet;
import cn.beian.server.filings.FiledVersion;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.store.PackageUseStore;
import cn.beian.server.testing.Inspections;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Which version of an app is the filed one, for the unit that filed it. */
@Service
public class FiledVersions {
  private static final int MOST = 200;

  private final PackageUseStore uses;
  private final Inspections inspections;

  FiledVersions(PackageUseStore uses, Inspections inspections) {
    this.uses = uses;
    this.inspections = inspections;
  }

  /**
   * The version of an app that a unit filed last for one platform: the launch build that joined the
   * record, else the build that was reviewed. Empty where the unit filed none.
   */
  public Optional<FiledVersion> of(UUID organizationId, PackageSet.Member app) {
    if (app.identity().isEmpty()) {
      return Optional.empty();
    }
    return uses.filedVersions(organizationId, app.identity(), MOST).stream()
        .filter(one -> member(one.packageId()).filter(app::equals).isPresent())
        .findFirst();
  }

  /** The version that was filed last of the app whose package this is; empty where it is that. */
  public Optional<FiledVersion> after(UUID organizationId, UUID packageId) {
    return member(packageId)
        .flatMap(app -> of(organizationId, app))
        .filter(last -> !last.packageId().equals(packageId));
  }

  /** What is equal in packages of one app for one platform; empty where it was not read. */
  public Optional<PackageSet.Member> member(UUID packageId) {
    return inspections.outline(packageId).map(PackageAnswers::member);
  }
}
