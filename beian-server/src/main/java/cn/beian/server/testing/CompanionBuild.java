package cn.beian.server.testing;

import cn.beian.rules.comparison.TestBuild.Difference;
import cn.beian.server.intake.StoredPackage;
import java.util.List;
import java.util.Optional;

/**
 * An unpacked test build that was handed in beside a protected release.
 *
 * @param failure why it could not be read; {@code NONE} where it was or is still to be
 * @param differences what the two do not share, at most {@value CompanionBuildStore#MOST_ITEMS}
 *     items each
 * @param extraFiles the first files that only the release holds
 */
public record CompanionBuild(
    StoredPackage stored,
    Outcome outcome,
    Inspection.Failure failure,
    List<Difference> differences,
    List<String> extraFiles,
    Optional<String> factsDigest) {
  /** What came of comparing. */
  public enum Outcome {
    /** One of the two is still to be read. */
    WAITING,
    /** Nothing that can be compared differs: its code, pages and texts are judged. */
    SAME,
    /** Something differs: it is not used. */
    DIFFERENT,
    /** It is another app: it is not used. */
    OTHER_APP
  }

  public CompanionBuild {
    differences = List.copyOf(differences);
    extraFiles = List.copyOf(extraFiles);
  }
}
