package cn.beian.rules.comparison;

import cn.beian.rules.Evidence;
import cn.beian.rules.LocalText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one version shows and the other may have or not, as it was not all read: one sentence that
 * names it, and calls for nothing by itself.
 */
final class Unsettled {
  private final String code;
  private final String ways;
  private final Set<LocalText> names = new LinkedHashSet<>();
  private final List<Evidence> evidence = new ArrayList<>();

  /**
   * @param ways what to compare instead, by why not all was read
   */
  Unsettled(String code, String ways) {
    this.code = code;
    this.ways = ways;
  }

  void add(LocalText name, Collection<Evidence> places) {
    names.add(name);
    evidence.addAll(places);
  }

  void add(String name, Collection<Evidence> places) {
    add(new LocalText(name, name), places);
  }

  /** The sentence; empty where nothing is unsettled. */
  Optional<Change> change() {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            Proposal.NOTHING_DUE,
            VersionChanges.reason(
                code, Map.of("count", String.valueOf(names.size()), "ways", ways)),
            new LocalText(some(LocalText::zh, "、"), some(LocalText::en, ", ")),
            evidence));
  }

  private String some(Function<LocalText, String> language, String join) {
    String some =
        names.stream()
            .limit(VersionChanges.MAX_NAMED)
            .map(language)
            .collect(Collectors.joining(join));
    return names.size() > VersionChanges.MAX_NAMED ? some + " …" : some;
  }
}
