package cn.beian.server.records;

import cn.beian.server.records.Acceptance.FiledPackage;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Why a unit has no filing to make.
 *
 * @param upperNumber of the upper level's app that is used; empty unless that is the reason
 * @param source of the policy that the reason rests on; may be empty
 * @param packages that a store may be asked about; empty where the reason is no reason of theirs
 */
public record NoFilingDue(
    UUID applicationId,
    UUID organizationId,
    Reason reason,
    String upperNumber,
    String source,
    LocalDate recordedOn,
    List<FiledPackage> packages) {
  public NoFilingDue {
    packages = List.copyOf(packages);
  }

  /** The same of these packages. */
  NoFilingDue with(List<FiledPackage> packages) {
    return new NoFilingDue(
        applicationId, organizationId, reason, upperNumber, source, recordedOn, packages);
  }

  /** Why. */
  public enum Reason {
    /** Public accounts and chat groups. */
    FORM_OUT_OF_SCOPE,
    /** Neither organ, mass organisation nor public institution. */
    SPONSOR_OUT_OF_SCOPE,
    /** A public institution that the policy exempts, for as long as it does. */
    SPONSOR_EXEMPT,
    /** The unit uses a filed app of an upper level; its own would still have to be filed. */
    UPPER_LEVEL_APP
  }
}
