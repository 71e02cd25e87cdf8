package cn.beian.rules.platforms;

import cn.beian.facts.PackageHeader;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.LocalText;
import java.time.LocalDate;
import java.util.List;

/**
 * The builds of one service for several platforms, side by side: what some have and others have
 * not. A difference is a question to the sponsor, never a violation by itself.
 *
 * @param builds in the order in which they were given
 * @param rulebookVersion SHA-256, lower-case hex
 * @param asOf the day whose law applies, Asia/Shanghai
 * @param rows aspect after aspect; what all builds have is among them
 */
public record PlatformComparison(
    List<Build> builds, String rulebookVersion, LocalDate asOf, List<Row> rows) {
  /** The part that says whether a build is what its maker signed: nothing else rests on it. */
  static final String SIGNATURE = "signature";

  public PlatformComparison {
    builds = List.copyOf(builds);
    rows = List.copyOf(rows);
  }

  /**
   * One of them.
   *
   * @param platform {@code android}, {@code ios}, {@code harmony}, {@code quick-app} or {@code
   *     mini-program}
   * @param packageId package name, bundle name or AppID; empty where there is none
   * @param name of the app; empty where the package carries none
   * @param versionName empty where there is none
   * @param unread what could not all be read of text, pages, code and archives inside, and the
   *     signature where it does not hold
   */
  public record Build(
      PackageHeader header,
      String platform,
      String packageId,
      String name,
      String versionName,
      List<CoverageSummary> unread) {
    public Build {
      unread = List.copyOf(unread);
    }

    boolean isRead(PlatformAspect aspect) {
      return aspect.needs().isEmpty()
          || unread.stream().noneMatch(gap -> gap.hides() || aspect.needs().contains(gap.name()));
    }
  }

  /**
   * Something that at least one build has.
   *
   * @param key stable: a rule, an access of the rulebook, or the text itself
   * @param subject what people call it
   * @param presences one for each build
   */
  public record Row(
      PlatformAspect aspect, String key, LocalText subject, List<Presence> presences) {
    public Row {
      presences = List.copyOf(presences);
    }

    /** Whether a build that was read has it not, while another has it. */
    public boolean differs() {
      return presences.contains(Presence.ABSENT);
    }

    /** Whether nobody can say of some build. */
    public boolean open() {
      return presences.contains(Presence.UNREAD);
    }
  }

  /** Whether a build has something. */
  public enum Presence {
    PRESENT,
    ABSENT,
    /** It was not found, and not all was read where it would stand. */
    UNREAD
  }

  /** Whether all builds were read wherever something could differ. */
  public boolean isComplete() {
    return builds.stream()
        .flatMap(build -> build.unread().stream())
        .allMatch(part -> part.name().equals(SIGNATURE));
  }

  /**
   * Whether some build has neither a name nor an identifier in common with any other: it may be
   * another app. One without a name says nothing of it.
   */
  public boolean mayBeOfSeveralApps() {
    for (int place = 0; place < builds.size(); place++) {
      if (!builds.get(place).name().isEmpty() && builds.size() > 1 && isAlone(place)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAlone(int place) {
    String id = builds.get(place).packageId();
    long sameId = builds.stream().filter(other -> other.packageId().equals(id)).count();
    return sameId == 1
        && rows.stream()
            .filter(row -> row.aspect() == PlatformAspect.NAME)
            .map(Row::presences)
            .filter(presences -> presences.get(place) == Presence.PRESENT)
            .noneMatch(
                presences -> presences.stream().filter(one -> one == Presence.PRESENT).count() > 1);
  }

  /** The rows in which builds differ. */
  public List<Row> differences() {
    return rows.stream().filter(Row::differs).toList();
  }
}
