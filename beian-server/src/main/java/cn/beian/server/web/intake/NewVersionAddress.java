package cn.beian.server.web.intake;

import java.util.Optional;
import java.util.UUID;

/** Where a package leads to that was sent from the page of an app. */
final class NewVersionAddress {
  private NewVersionAddress() {}

  /** Where new versions of an app are sent from. */
  static String uploadedAt(UUID app) {
    return "/apps/" + app + "/change";
  }

  /** Where a package that was taken is shown: beside the filed version, or by itself. */
  static String of(UUID packageId, Optional<UUID> app) {
    return app.map(one -> uploadedAt(one) + "?package=" + packageId)
        .orElse("/packages/" + packageId);
  }
}
