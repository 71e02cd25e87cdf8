package cn.beian.server.records;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.NumberKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a decision makes public.
 *
 * @param appId app that it is of
 * @param officialNumber verbatim, empty where there is none
 * @param issuer unit that accepts it
 * @param users who the app is for, one phrase
 * @param filedOn Asia/Shanghai
 * @param packages as reviewed; empty only for kind Y
 * @param outcomes one a rule group
 * @param rulebookVersion SHA-256, lower-case hex; empty where a human tested
 * @param testDigests digests of record of the tests, lower-case hex
 * @param exemptions accepted ones, as far as they are public
 */
public record Acceptance(
    UUID applicationId,
    UUID appId,
    UUID organizationId,
    NumberKind kind,
    DivisionCode division,
    String officialNumber,
    String appName,
    String sponsorName,
    String creditCode,
    String issuer,
    String users,
    LocalDate filedOn,
    List<FiledPackage> packages,
    List<GroupOutcome> outcomes,
    String rulebookVersion,
    List<String> testDigests,
    List<PublicExemption> exemptions) {
  public Acceptance {
    packages = List.copyOf(packages);
    outcomes = List.copyOf(outcomes);
    testDigests = List.copyOf(testDigests);
    exemptions = List.copyOf(exemptions);
  }

  /** By what it is found. */
  List<String> names() {
    return List.of(appName, sponsorName);
  }

  /**
   * A package of a record.
   *
   * @param platform {@code android}, {@code wechat} …
   * @param packageId package name or AppID
   * @param sha256 of the package, lower-case hex
   * @param signer SHA-256 of the signing certificate, lower-case hex; empty where the platform has
   *     none
   */
  public record FiledPackage(
      String platform, String packageId, String versionName, String sha256, String signer) {}

  /**
   * The public outcome of a rule group.
   *
   * @param advice how many rules of the group have advice that nobody settled; it colours nothing
   */
  public record GroupOutcome(String group, PublicOutcome outcome, int advice) {}

  /**
   * An accepted exemption; the basis is not public unless cleared.
   *
   * @param category of the rule
   * @param title of the rule as it stood then, by language; empty in records of before 2026-11-27
   *     until they are corrected
   */
  public record PublicExemption(String category, Map<String, String> title, LocalDate until) {
    public PublicExemption {
      title = Map.copyOf(title);
    }
  }
}
