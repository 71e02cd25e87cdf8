package cn.beian.inspect.android.manifest;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Permissions that Android grants without being asked, because the package is older than they are
 * (AOSP {@code PackageParser} new and split permissions).
 */
final class ImpliedPermissions {
  private static final String PREFIX = "android.permission.";
  private static final int DONUT = 4;
  private static final int JELLY_BEAN = 16;

  private ImpliedPermissions() {}

  /** What {@code asked} and the target level imply beyond {@code asked}. */
  static SortedSet<String> of(Set<String> asked, int targetSdk) {
    TreeSet<String> implied = new TreeSet<>();
    if (targetSdk < DONUT) {
      implied.add(PREFIX + "WRITE_EXTERNAL_STORAGE");
      implied.add(PREFIX + "READ_PHONE_STATE");
    }
    if (implied.contains(PREFIX + "WRITE_EXTERNAL_STORAGE")
        || asked.contains(PREFIX + "WRITE_EXTERNAL_STORAGE")) {
      implied.add(PREFIX + "READ_EXTERNAL_STORAGE");
    }
    if (targetSdk < JELLY_BEAN) {
      if (asked.contains(PREFIX + "READ_CONTACTS")) {
        implied.add(PREFIX + "READ_CALL_LOG");
      }
      if (asked.contains(PREFIX + "WRITE_CONTACTS")) {
        implied.add(PREFIX + "WRITE_CALL_LOG");
      }
    }
    implied.removeAll(asked);
    return implied;
  }
}
