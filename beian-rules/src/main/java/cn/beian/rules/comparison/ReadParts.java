package cn.beian.rules.comparison;

import cn.beian.facts.FactSet;
import cn.beian.facts.Unread;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.engine.RuleEngine;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of which parts of a version it may be said that what was not seen is not there. A part of which
 * nothing is said was not read, the settings aside: a package without them is refused.
 *
 * @param pages whether every page was read
 * @param shown whether all was read that people see, on whatever page it stands
 * @param code whether all code was read
 * @param settings whether all configuration was read
 * @param counted whether it is known how many pages there are: an archive holds any number
 * @param unreadPages how many pages are known that were not read
 */
record ReadParts(
    boolean pages,
    boolean shown,
    boolean code,
    boolean settings,
    boolean counted,
    long unreadPages) {
  /** Why pages of React Native are not told apart; what they show is read all the same. */
  private static final List<String> ONE_SCREEN = List.of("screens that code makes");

  private static final Set<Unread> PROTECTED =
      EnumSet.of(
          Unread.PACKED,
          Unread.ENCRYPTED_BY_APP_STORE,
          Unread.ENCRYPTED_BY_STORE,
          Unread.ENCRYPTED_BY_UNI_APP,
          Unread.FLUTTER_OBFUSCATED);

  private static final Set<Unread> DAMAGED =
      EnumSet.of(Unread.DAMAGED, Unread.ARCHIVE_DAMAGED, Unread.STORED_TWICE, Unread.EXECUTABLE);

  static ReadParts of(FactSet facts) {
    List<CoverageSummary> coverage = RuleEngine.coverage(facts);
    Optional<CoverageSummary> pages = part(coverage, "pages");
    boolean opened = coverage.stream().noneMatch(CoverageSummary::hides);
    boolean whole = opened && complete(pages);
    boolean drawn = pages.filter(part -> part.reasons().equals(ONE_SCREEN)).isPresent();
    return new ReadParts(
        whole,
        opened && complete(part(coverage, "text")) && (whole || drawn),
        opened && complete(part(coverage, "code")),
        part(coverage, "resources").filter(part -> part.readable() < part.total()).isEmpty(),
        opened,
        pages.map(part -> part.total() - part.readable()).orElse(0L));
  }

  /**
   * What helps to read it all: {@code protected}, a build without protection; {@code whole}, one
   * that is not damaged; else {@code source}.
   */
  static String ways(FactSet facts) {
    Set<Unread> reasons =
        RuleEngine.unread(facts).stream()
            .flatMap(part -> part.reasons().stream())
            .flatMap(reason -> Unread.of(reason).stream())
            .map(Unread.Said::reason)
            .collect(Collectors.toSet());
    if (reasons.stream().anyMatch(PROTECTED::contains)) {
      return "protected";
    }
    return !reasons.isEmpty() && DAMAGED.containsAll(reasons) ? "whole" : "source";
  }

  private static Optional<CoverageSummary> part(List<CoverageSummary> coverage, String name) {
    return coverage.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  private static boolean complete(Optional<CoverageSummary> part) {
    return part.filter(CoverageSummary::complete).isPresent();
  }

  /** Whether a text that stands nowhere is shown by nothing, code among it. */
  boolean texts() {
    return shown && code;
  }
}
