package cn.beian.filing.policies;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages that one number covers (regulation §5): the apps of one service on all platforms
 * together; each mini-program and each quick app separately.
 */
public final class PackageSet {
  private PackageSet() {}

  /**
   * The properties of a package that numbers depend on.
   *
   * @param platform {@code android}, {@code ios}, {@code wechat} …
   * @param identity package name or AppID
   */
  public record Member(AppForm form, String platform, String identity) {}

  /** Why packages cannot be in one application. */
  public enum Conflict {
    /** Apps together with mini-programs or quick apps. */
    MIXED_FORMS,
    /** Mini-programs of several platforms or AppIDs. */
    SEVERAL_MINI_PROGRAMS,
    /** Quick apps of several package names. */
    SEVERAL_QUICK_APPS,
    /** Apps of different package names on one platform. */
    SEVERAL_APPS_ON_ONE_PLATFORM
  }

  /**
   * Why these packages cannot share a number; empty if they can. Two builds of one app can share a
   * number.
   */
  public static Optional<Conflict> conflict(List<Member> members) {
    Set<AppForm> forms = members.stream().map(Member::form).collect(Collectors.toSet());
    if (forms.size() > 1) {
      return Optional.of(Conflict.MIXED_FORMS);
    }
    long different = members.stream().distinct().count();
    if (different < 2) {
      return Optional.empty();
    }
    return switch (forms.iterator().next()) {
      case MINI_PROGRAM -> Optional.of(Conflict.SEVERAL_MINI_PROGRAMS);
      case QUICK_APP -> Optional.of(Conflict.SEVERAL_QUICK_APPS);
      default ->
          platforms(members).values().stream().anyMatch(identities -> identities.size() > 1)
              ? Optional.of(Conflict.SEVERAL_APPS_ON_ONE_PLATFORM)
              : Optional.empty();
    };
  }

  private static Map<String, Set<String>> platforms(List<Member> members) {
    return members.stream()
        .collect(
            Collectors.groupingBy(
                Member::platform, Collectors.mapping(Member::identity, Collectors.toSet())));
  }
}
