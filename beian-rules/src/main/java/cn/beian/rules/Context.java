package cn.beian.rules;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the rules know beside the package, as one record.
 *
 * @param declared what the sponsor says
 * @param registry snapshot of what the registry holds; empty without one
 * @param exemptions that were accepted
 */
public record Context(Declared declared, Optional<Registry> registry, List<Exemption> exemptions) {
  /** Nothing is known. */
  public static final Context EMPTY =
      new Context(
          new Declared(false, "", "", "", "", List.of(), "", Set.of(), List.of()),
          Optional.empty(),
          List.of());

  public Context {
    exemptions = List.copyOf(exemptions);
  }

  /** Who uses the app. */
  public enum Audience {
    /** Staff of organs, mass organisations and public institutions. */
    STAFF,
    /** The grassroots: villages, communities, front-line workers. */
    GRASSROOTS,
    PUBLIC
  }

  /** Whether it is part of something. */
  public enum Belongs {
    YES,
    NO,
    /** Nobody said so, or the sponsor does not know. */
    UNKNOWN
  }

  /**
   * What the sponsor declares; a text is empty where it was not declared.
   *
   * @param governmentApp whether it is filed as a government app
   * @param filingNumber our working number, once there is one
   * @param officialNumber the official number verbatim, once there is one
   * @param packageIds package names and AppIDs
   * @param platform e.g. {@code android}, {@code wechat}
   * @param users who uses it; empty where not declared
   * @param functions declared, one phrase each
   * @param criticalInfrastructure whether it is part of critical information infrastructure
   */
  public record Declared(
      boolean governmentApp,
      String appName,
      String sponsorName,
      String filingNumber,
      String officialNumber,
      List<String> packageIds,
      String platform,
      Set<Audience> users,
      List<String> functions,
      Belongs criticalInfrastructure) {
    public Declared {
      packageIds = List.copyOf(packageIds);
      functions = List.copyOf(functions);
      EnumSet<Audience> copy = EnumSet.noneOf(Audience.class);
      copy.addAll(users);
      users = Collections.unmodifiableSet(copy);
    }

    /** As long as nobody said whether it is part of critical information infrastructure. */
    public Declared(
        boolean governmentApp,
        String appName,
        String sponsorName,
        String filingNumber,
        String officialNumber,
        List<String> packageIds,
        String platform,
        Set<Audience> users,
        List<String> functions) {
      this(
          governmentApp,
          appName,
          sponsorName,
          filingNumber,
          officialNumber,
          packageIds,
          platform,
          users,
          functions,
          Belongs.UNKNOWN);
    }

    /** What is known of an app before anybody filed it: what it is and who uses it. */
    public static Declared of(boolean governmentApp, Set<Audience> users) {
      return new Declared(governmentApp, "", "", "", "", List.of(), "", users, List.of());
    }

    /** The same of an app whose sponsor is known. */
    public Declared sponsoredBy(String name) {
      return new Declared(
          governmentApp,
          appName,
          name,
          filingNumber,
          officialNumber,
          packageIds,
          platform,
          users,
          functions,
          criticalInfrastructure);
    }

    /** The number that the app has to show: the official one where there is one; may be empty. */
    public String numberToShow() {
      return officialNumber.isEmpty() ? filingNumber : officialNumber;
    }
  }

  /**
   * What the registry holds.
   *
   * @param known filed packages
   * @param dataItemsHeld data items that the person's unit or another filed app already holds
   */
  public record Registry(List<KnownPackage> known, List<String> dataItemsHeld) {
    public Registry {
      known = List.copyOf(known);
      dataItemsHeld = List.copyOf(dataItemsHeld);
    }
  }

  /** A filed package: package name or AppID, and the number it is filed under. */
  public record KnownPackage(String packageId, String number) {}
}
