package cn.beian.server.rulebooks;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Rule;
import cn.beian.rules.book.RuleChange;
import cn.beian.rules.book.RuleSample;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookDifference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The rules of the signed versions: each as it decides today, and in which versions it changed. */
@Service
public class PublishedRules {
  private final Rulebooks rulebooks;
  private final Clock clock;

  /** By both digests: what is signed never changes. */
  private final Map<String, Map<String, RuleChange>> differences = new ConcurrentHashMap<>();

  PublishedRules(Rulebooks rulebooks, Clock clock) {
    this.rulebooks = rulebooks;
    this.clock = clock;
  }

  /** Whether a version decides today, will decide, or did. */
  public enum Standing {
    IN_FORCE,
    COMING,
    PAST
  }

  /**
   * A rule of a version.
   *
   * @param samples what the software tries it on; none where it has another wording of the rule
   * @param history versions that changed it, the latest first, without the one it first stood in
   * @param first the version it first stood in
   */
  public record Published(
      Rule rule,
      RulebookVersion version,
      Rulebook rulebook,
      Standing standing,
      List<RuleSample> samples,
      List<Change> history,
      RulebookVersion first) {
    public Published {
      samples = List.copyOf(samples);
      history = List.copyOf(history);
    }
  }

  /** What a version made of a rule. */
  public record Change(RulebookVersion version, RuleChange change) {}

  /** The version that decides today. */
  public RulebookVersion inForce() {
    return rulebooks.versionInForce(OfficialTime.dayOf(clock.instant()));
  }

  /** The rules that decide today, by id. */
  public List<Rule> rules() {
    return rulebooks.of(inForce()).rules();
  }

  /**
   * A rule as it decides today; one that does not, as it stood last or will stand. Empty where no
   * signed version has it.
   */
  public Optional<Published> find(String id) {
    RulebookVersion now = inForce();
    List<RulebookVersion> versions = rulebooks.versions();
    Optional<RulebookVersion> holds =
        has(now, id)
            ? Optional.of(now)
            : versions.stream().filter(version -> has(version, id)).findFirst();
    return holds.map(version -> published(version, id, now, versions));
  }

  private boolean has(RulebookVersion version, String id) {
    return rulebooks.of(version).rule(id).isPresent();
  }

  private Published published(
      RulebookVersion version, String id, RulebookVersion now, List<RulebookVersion> versions) {
    Rulebook rulebook = rulebooks.of(version);
    Standing standing =
        version.number() == now.number()
            ? Standing.IN_FORCE
            : version.number() > now.number() ? Standing.COMING : Standing.PAST;
    boolean same = !difference(rulebook, Rulebook.bundled()).containsKey(id);
    List<Change> history = new ArrayList<>();
    for (int place = 0; place + 1 < versions.size(); place++) {
      RulebookVersion after = versions.get(place);
      Rulebook before = rulebooks.of(versions.get(place + 1));
      RuleChange change = difference(before, rulebooks.of(after)).get(id);
      if (change != null) {
        history.add(new Change(after, change));
      }
    }
    RulebookVersion first = versions.get(versions.size() - 1);
    if (!has(first, id)) {
      first = history.remove(history.size() - 1).version();
    }
    return new Published(
        rulebook.rule(id).orElseThrow(),
        version,
        rulebook,
        standing,
        same ? RuleSample.bundled(id) : List.of(),
        history,
        first);
  }

  private Map<String, RuleChange> difference(Rulebook before, Rulebook after) {
    if (before.version().equals(after.version())) {
      return Map.of();
    }
    return differences.computeIfAbsent(
        before.version() + ' ' + after.version(),
        both ->
            RulebookDifference.of(before, after).rules().stream()
                .collect(Collectors.toMap(RuleChange::ruleId, Function.identity())));
  }
}
