package cn.beian.server.web.intake;

import cn.beian.filing.policies.PackageSet;
import cn.beian.server.filings.casefile.FiledVersions;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.Comparisons;
import cn.beian.server.web.filings.ComparedView;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A package beside the version that its unit filed. */
@Component
public class BesideFiled {
  private final FiledVersions filed;
  private final Comparisons comparisons;

  BesideFiled(FiledVersions filed, Comparisons comparisons) {
    this.filed = filed;
    this.comparisons = comparisons;
  }

  /**
   * What differs; empty where the unit filed no version of it, or this very one.
   *
   * @param app what was read of the package
   */
  public Optional<ComparedView> of(StoredPackage upload, PackageSet.Member app) {
    return filed
        .of(upload.organizationId(), app)
        .filter(version -> !version.packageId().equals(upload.id()))
        .flatMap(
            version ->
                comparisons
                    .compared(version.packageId(), upload.id())
                    .filter(both -> !both.before().factsDigest().equals(both.after().factsDigest()))
                    .map(both -> new ComparedView(both, version.number(), version.appId())));
  }
}
