package cn.beian.rules.comparison;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Reason;
import cn.beian.rules.comparison.VersionComparison.Difference;
import cn.beian.rules.engine.EvidenceList;
import cn.beian.rules.engine.FactIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two versions differ in, and what follows from it, as the reviews of the aspects find it. */
final class VersionChanges {
  static final int MAX_NAMED = 5;

  private final FactSet before;
  private final FactSet after;
  private final List<Change> changes = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private final ReadParts readBefore;
  private final ReadParts readAfter;
  private final Unsettled shown;
  private final Unsettled reached;
  private final Unsettled unseen;

  VersionChanges(FactSet before, FactSet after) {
    this.before = before;
    this.after = after;
    this.readBefore = ReadParts.of(before);
    this.readAfter = ReadParts.of(after);
    this.shown = new Unsettled("pages.unknown", ReadParts.ways(before));
    this.reached = new Unsettled("reach.unknown", ReadParts.ways(before));
    this.unseen = new Unsettled("pages.unseen", ReadParts.ways(after));
  }

  FactSet before() {
    return before;
  }

  FactSet after() {
    return after;
  }

  ReadParts readBefore() {
    return readBefore;
  }

  ReadParts readAfter() {
    return readAfter;
  }

  /** What the later version shows, and the earlier may have shown as well. */
  Unsettled shown() {
    return shown;
  }

  /** What the later version reaches, and the earlier may have reached as well. */
  Unsettled reached() {
    return reached;
  }

  /** What the earlier version shows, and the later may show as well. */
  Unsettled unseen() {
    return unseen;
  }

  /** All changes, the gravest first; last what cannot be told. */
  List<Change> changes() {
    return Stream.concat(
            changes.stream().sorted(Comparator.comparing(Change::due).reversed()),
            Stream.of(shown, unseen, reached).flatMap(some -> some.change().stream()))
        .toList();
  }

  /** All differences, aspect after aspect. */
  List<Difference> differences() {
    return differences.stream().sorted(Comparator.comparing(Difference::aspect)).toList();
  }

  Difference differ(Aspect aspect, Function<FactSet, Set<String>> of) {
    return differ(aspect, of.apply(before), of.apply(after));
  }

  Difference differ(Aspect aspect, Set<String> earlier, Set<String> later) {
    Difference difference =
        new Difference(aspect, without(later, earlier), without(earlier, later));
    if (!difference.added().isEmpty() || !difference.missing().isEmpty()) {
      differences.add(difference);
    }
    return difference;
  }

  private static List<String> without(Collection<String> some, Set<String> others) {
    return some.stream().filter(one -> !others.contains(one)).sorted().toList();
  }

  static Set<String> names(FactSet facts, FactKind kind) {
    return facts.of(kind).stream().map(fact -> fact.text(Field.NAME)).collect(Collectors.toSet());
  }

  void add(Change change) {
    changes.add(change);
  }

  void change(Proposal due, String code, Map<String, String> params, List<Fact> facts) {
    changes.add(Change.of(due, reason(code, params), evidence(facts)));
  }

  static Reason reason(String code, Map<String, String> params) {
    return new Reason("version." + code, params);
  }

  static List<Evidence> evidence(List<Fact> facts) {
    return facts.stream()
        .limit(Finding.MAX_EVIDENCE)
        .map(
            fact ->
                new Evidence(
                    fact.at(),
                    FactIndex.screenOf(fact),
                    seen(fact),
                    "",
                    fact.kind(),
                    Reason.of("why." + fact.kind().jsonName(), "term", "")))
        .toList();
  }

  /** What a person sees of it, else what the code says. */
  private static String seen(Fact fact) {
    String text = ShownPages.text(fact);
    return text.isEmpty() ? EvidenceList.text(fact, "") : EvidenceList.cut(text, "");
  }

  /** The first few, and how many more there are. */
  static Map<String, String> named(String param, Collection<String> all) {
    String some = all.stream().limit(MAX_NAMED).collect(Collectors.joining("、"));
    return Map.of(
        param, some + (all.size() > MAX_NAMED ? " …" : ""), "count", String.valueOf(all.size()));
  }
}
