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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Functions that have to be explained, found by the rules on both versions. */
final class FunctionReview {
  private final VersionChanges changes;
  private final PageReview pages;
  private final Context context;
  private final Rulebook rulebook;
  private final LocalDate asOf;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> unseen = new HashSet<>();

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
            unseen.add(id);
            if (changes.readAfter().texts()) {
              function(Proposal.INFORMATION_CHANGE, "function.gone", id, once.evidence());
            } else {
              changes.unseen().add(title(id), once.evidence());
            }
          }
        });
    changes.differ(Aspect.FUNCTIONS, unseen, seen);
  }

  /**
   * A function that is found now and was not before is new only where something shown of it is:
   * names in code may have come back from a minifier. Where that may have stood in what was not
   * read of the earlier version, whether it is new cannot be told.
   */
  private void function(String id, Optional<Finding> once, Finding now) {
    List<Evidence> fresh = now.evidence().stream().filter(this::fresh).toList();
    boolean gained = once.isEmpty();
    if (fresh.isEmpty() || !(gained || (now.blocks() && !once.get().blocks()))) {
      return;
    }
    if (gained) {
      seen.add(id);
    }
    if (fresh.stream().anyMatch(this::isCertain)) {
      function(Proposal.MAJOR_CHANGE, gained ? "function.gained" : "function.pressed", id, fresh);
    } else {
      changes.shown().add(title(id), fresh);
    }
  }

  private void function(Proposal due, String code, String id, List<Evidence> evidence) {
    changes.add(
        new Change(due, VersionChanges.reason(code, Map.of("rule", id)), title(id), evidence));
  }

  private LocalText title(String id) {
    return rulebook.rule(id).map(Rule::title).orElseGet(() -> new LocalText(id, id));
  }

  private boolean fresh(Evidence evidence) {
    String text = shown(evidence);
    return !text.isEmpty()
        && (!pages.before().shows(evidence.kind(), text) || isOnNewPage(evidence));
  }

  private boolean isOnNewPage(Evidence evidence) {
    Page page = pages.after().byName().get(evidence.screen());
    return page != null && pages.pairs().isNew(page);
  }

  /** Whether what is fresh can have stood in nothing that was not read of the earlier version. */
  private boolean isCertain(Evidence evidence) {
    return changes.readBefore().texts() || (changes.readBefore().pages() && isOnNewPage(evidence));
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
