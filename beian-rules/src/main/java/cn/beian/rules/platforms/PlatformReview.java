package cn.beian.rules.platforms;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.rules.Context;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.DeviceAccess;
import cn.beian.rules.LocalText;
import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.AskedItems;
import cn.beian.rules.engine.ExplainedFunctions;
import cn.beian.rules.engine.OwnDomains;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.rules.platforms.PlatformComparison.Build;
import cn.beian.rules.platforms.PlatformComparison.Presence;
import cn.beian.rules.platforms.PlatformComparison.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts the builds of one service side by side (ENG-616). */
public final class PlatformReview {
  private final List<FactSet> all;
  private final List<Build> builds;
  private final Rulebook rulebook;

  private PlatformReview(List<FactSet> all, Rulebook rulebook) {
    this.all = all;
    this.builds = all.stream().map(PlatformReview::build).toList();
    this.rulebook = rulebook;
  }

  /**
   * Compares, in time linear in the number of facts.
   *
   * @param builds at least two, of any formats
   * @param declared what the sponsor declares of the app; its registry and exemptions do not count
   */
  public static PlatformComparison compare(
      List<FactSet> builds, Context declared, Rulebook rulebook, LocalDate asOf) {
    if (builds.size() < 2) {
      throw new IllegalArgumentException("one build has nothing beside it");
    }
    PlatformReview review = new PlatformReview(List.copyOf(builds), rulebook);
    List<Row> rows = new ArrayList<>();
    for (PlatformAspect aspect : PlatformAspect.values()) {
      rows.addAll(review.rows(aspect, declared, asOf));
    }
    return new PlatformComparison(review.builds, rulebook.version(), asOf, rows);
  }

  private static Build build(FactSet facts) {
    return new Build(
        facts.header(),
        RuleEngine.platform(facts.header().format()),
        facts.identity("package").orElse(""),
        labels(facts).keySet().stream().findFirst().orElse(""),
        facts.identity("version_name").orElse(""),
        Stream.concat(
                RuleEngine.unread(facts).stream(),
                RuleEngine.coverage(facts).stream().filter(PlatformReview::isBroken))
            .toList());
  }

  private static boolean isBroken(CoverageSummary part) {
    return part.name().equals(PlatformComparison.SIGNATURE) && !part.complete();
  }

  private List<Row> rows(PlatformAspect aspect, Context declared, LocalDate asOf) {
    List<Map<String, LocalText>> had =
        all.stream().map(facts -> had(aspect, facts, declared, asOf)).toList();
    Map<String, LocalText> subjects = new TreeMap<>();
    had.forEach(one -> one.forEach(subjects::putIfAbsent));
    List<Row> rows = new ArrayList<>();
    subjects.forEach(
        (key, subject) -> {
          List<Presence> presences = new ArrayList<>();
          for (int i = 0; i < builds.size(); i++) {
            presences.add(
                had.get(i).containsKey(key)
                    ? Presence.PRESENT
                    : builds.get(i).isRead(aspect) ? Presence.ABSENT : Presence.UNREAD);
          }
          rows.add(new Row(aspect, key, subject, presences));
        });
    return rows;
  }

  /** What a build has of an aspect, by key. */
  private Map<String, LocalText> had(
      PlatformAspect aspect, FactSet facts, Context declared, LocalDate asOf) {
    return switch (aspect) {
      case NAME -> labels(facts);
      case VERSION -> named(facts.identity("version_name").stream());
      case FUNCTIONS -> functions(facts, declared, asOf);
      case DATA_ITEMS -> items(facts);
      case ACCESS -> accesses(facts);
      case DOMAINS -> named(OwnDomains.of(facts).stream());
    };
  }

  private static Map<String, LocalText> labels(FactSet facts) {
    return named(
        facts.of(FactKind.IDENTITY).stream()
            .filter(fact -> fact.text(Field.NAME).equals("label"))
            .map(fact -> fact.text(Field.VALUE)));
  }

  private static Map<String, LocalText> named(Stream<String> texts) {
    Map<String, LocalText> named = new TreeMap<>();
    texts.filter(one -> !one.isBlank()).forEach(one -> named.put(one, new LocalText(one, one)));
    return named;
  }

  private Map<String, LocalText> functions(FactSet facts, Context declared, LocalDate asOf) {
    Map<String, LocalText> found = new TreeMap<>();
    ExplainedFunctions.of(facts, declared, rulebook, asOf)
        .forEach((id, finding) -> found.put(id, title(id)));
    return found;
  }

  private LocalText title(String ruleId) {
    return rulebook.rule(ruleId).map(Rule::title).orElseGet(() -> new LocalText(ruleId, ruleId));
  }

  private Map<String, LocalText> items(FactSet facts) {
    AskedItems asked = new AskedItems(facts, rulebook);
    return named(asked.byItem().keySet().stream().filter(asked::isKnown));
  }

  private Map<String, LocalText> accesses(FactSet facts) {
    Map<String, LocalText> found = new TreeMap<>();
    Stream.of(FactKind.PERMISSION, FactKind.API_CALL)
        .flatMap(kind -> facts.of(kind).stream())
        .filter(PlatformReview::own)
        .flatMap(fact -> rulebook.deviceAccesses().of(fact).stream())
        .forEach((DeviceAccess one) -> found.put(one.id(), one.title()));
    return found;
  }

  /** A call of a library that nothing leads to is none of the app. */
  private static boolean own(Fact fact) {
    return fact.origin() == Origin.APP || fact.flag(Field.REACHABLE).orElse(true);
  }
}
