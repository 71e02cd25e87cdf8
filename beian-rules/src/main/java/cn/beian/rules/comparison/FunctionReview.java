package cn.beian.rules.comparison;

import cn.beian.rules.Context;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.LocalText;
import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.ShownPages.Page;
import cn.beian.rules.engine.ExplainedFunctions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Functions that have to be explained, found by the rules on both versions. */
final class FunctionReview {
  private final VersionChanges changes;
  private final PageReview pages;
  private final Context context;
  private final Rulebook rulebook;
  private final LocalDate asOf;

  FunctionReview(
      VersionChanges changes,
      PageReview pages,
      Context declared,
      Rulebook rulebook,
      LocalDate asOf) {
    this.changes = changes;
    this.pages = pages;
    this.context = declared;
    this.rulebook = rulebook;
    this.asOf = asOf;
  }

  void functions() {
    Map<String, Finding> earlier = ExplainedFunctions.of(changes.before(), context, rulebook, asOf);
    Map<String, Finding> later = ExplainedFunctions.of(changes.after(), context, rulebook, asOf);
    later.forEach((id, now) -> function(id, Optional.ofNullable(earlier.get(id)), now));
    earlier.forEach(
        (id, once) -> {
          if (!later.containsKey(id) && once.evidence().stream().anyMatch(one -> gone(one))) {
            function(Proposal.INFORMATION_CHANGE, "function.gone", id, once.evidence());
          }
        });
    changes.differ(
        Aspect.FUNCTIONS, rules("version.function.gone"), rules("version.function.gained"));
  }

  /** The rules that changes of that code name. */
  private Set<String> rules(String code) {
    return changes.changes().stream()
        .map(Change::reason)
        .filter(reason -> reason.code().equals(code))
        .map(reason -> reason.params().getOrDefault("rule", ""))
        .collect(Collectors.toSet());
  }

  /**
   * A function that is found now and was not before is new only where something shown of it is:
   * names in code may have come back from a minifier.
   */
  private void function(String id, Optional<Finding> once, Finding now) {
    List<Evidence> fresh = now.evidence().stream().filter(this::fresh).toList();
    if (fresh.isEmpty()) {
      return;
    }
    if (once.isEmpty()) {
      function(Proposal.MAJOR_CHANGE, "function.gained", id, fresh);
    } else if (now.blocks() && !once.get().blocks()) {
      function(Proposal.MAJOR_CHANGE, "function.pressed", id, fresh);
    }
  }

  private void function(Proposal due, String code, String id, List<Evidence> evidence) {
    LocalText title = rulebook.rule(id).map(Rule::title).orElseGet(() -> new LocalText(id, id));
    changes.add(new Change(due, VersionChanges.reason(code, Map.of("rule", id)), title, evidence));
  }

  private boolean fresh(Evidence evidence) {
    String text = shown(evidence);
    Page page = pages.after().byName().get(evidence.screen());
    return !text.isEmpty()
        && (!pages.before().shows(evidence.kind(), text)
            || (page != null && pages.pairs().isNew(page)));
  }

  private boolean gone(Evidence evidence) {
    String text = shown(evidence);
    return !text.isEmpty() && !pages.after().shows(evidence.kind(), text);
  }

  /** What a person sees of a piece of evidence: not the handler, not a name in code. */
  private static String shown(Evidence evidence) {
    String text = evidence.text();
    return switch (evidence.kind()) {
      case UI_TEXT -> text;
      case CONTROL -> {
        int handler = text.lastIndexOf(" → ");
        yield (handler < 0 ? text : text.substring(0, handler)).strip();
      }
      case SCREEN -> text.equals(evidence.screen()) ? "" : text;
      default -> "";
    };
  }
}
