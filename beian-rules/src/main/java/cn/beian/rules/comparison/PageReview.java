package cn.beian.rules.comparison;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.ShownPages.Page;
import cn.beian.rules.comparison.VersionComparison.Difference;
import cn.beian.rules.engine.AskedItems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is shown and asked: pages paired by what they show, texts, data items. */
final class PageReview {
  /** Fewer new pages are no other app, whatever their share. */
  private static final int MANY_PAGES = 3;

  private final VersionChanges changes;
  private final Rulebook rulebook;
  private final ShownPages before;
  private final ShownPages after;
  private final PagePairs pairs;
  private final AskedItems itemsBefore;

  PageReview(VersionChanges changes, Rulebook rulebook) {
    this.changes = changes;
    this.rulebook = rulebook;
    this.before = new ShownPages(changes.before(), rulebook);
    this.after = new ShownPages(changes.after(), rulebook);
    this.pairs = new PagePairs(before, after);
    this.itemsBefore = new AskedItems(changes.before(), rulebook);
  }

  ShownPages before() {
    return before;
  }

  ShownPages after() {
    return after;
  }

  PagePairs pairs() {
    return pairs;
  }

  void pages() {
    List<Page> added = pairs.added();
    List<Page> missing = pairs.missing();
    Set<String> shared = shared(added, missing);
    changes.differ(Aspect.PAGES, labels(missing, shared), labels(added, shared));
    if (changes.readBefore().pages()) {
      gained(added);
    } else {
      unsettled(changes.shown(), added);
    }
    if (!changes.readAfter().pages()) {
      unsettled(changes.unseen(), missing);
    } else if (changes.readBefore().pages() && !missing.isEmpty()) {
      changes.change(Proposal.INFORMATION_CHANGE, "pages.gone", named(missing), firsts(missing));
    }
  }

  private static void unsettled(Unsettled some, List<Page> pages) {
    pages.forEach(page -> some.add(page.title(), VersionChanges.evidence(List.of(page.first()))));
  }

  private void gained(List<Page> added) {
    long all =
        after.all().stream().filter(page -> !page.words.isEmpty()).count()
            + changes.readAfter().unreadPages();
    List<Page> plain = new ArrayList<>();
    for (Page page : added) {
      Map<String, List<Fact>> asked = asked(page);
      if (asked.isEmpty()) {
        plain.add(page);
      } else {
        Map<String, String> params = new TreeMap<>(VersionChanges.named("items", asked.keySet()));
        params.put("page", page.title());
        List<Fact> fields = asked.values().stream().flatMap(List::stream).distinct().toList();
        boolean askedBefore = itemsBefore.byItem().keySet().containsAll(asked.keySet());
        changes.change(
            askedBefore ? Proposal.INFORMATION_CHANGE : Proposal.MAJOR_CHANGE,
            "page.form",
            params,
            fields);
      }
    }
    boolean third = changes.readAfter().counted() && added.size() * 3L >= all;
    if (added.size() >= MANY_PAGES && third) {
      Map<String, String> params = new TreeMap<>(named(added));
      params.put("total", String.valueOf(all));
      changes.change(Proposal.MAJOR_CHANGE, "pages.many", params, firsts(added));
    } else if (!plain.isEmpty()) {
      changes.change(Proposal.INFORMATION_CHANGE, "pages.gained", named(plain), firsts(plain));
    }
    List<Page> blank = pairs.addedBlank();
    if (!blank.isEmpty() && changes.readAfter().pages()) {
      changes.change(Proposal.INFORMATION_CHANGE, "pages.blank", named(blank), firsts(blank));
    }
  }

  /** Their titles, each once, and how many they are. */
  private static Map<String, String> named(List<Page> pages) {
    Set<String> titles =
        pages.stream().map(Page::title).collect(Collectors.toCollection(TreeSet::new));
    Map<String, String> named = new TreeMap<>(VersionChanges.named("pages", titles));
    named.put("count", String.valueOf(pages.size()));
    return named;
  }

  /** Titles that more than one of these pages has. */
  private static Set<String> shared(List<Page> some, List<Page> others) {
    Set<String> seen = new HashSet<>();
    return Stream.concat(some.stream(), others.stream())
        .map(Page::title)
        .filter(title -> !seen.add(title))
        .collect(Collectors.toSet());
  }

  /** What tells pages apart: the title, and the name in code where that does not. */
  private static Set<String> labels(List<Page> pages, Set<String> shared) {
    return pages.stream()
        .map(
            page ->
                shared.contains(page.title())
                    ? page.title() + " (" + page.name + ")"
                    : page.title())
        .collect(Collectors.toSet());
  }

  private static List<Fact> firsts(List<Page> pages) {
    return pages.stream().map(page -> page.first()).toList();
  }

  /** What a page asks people that the dictionary knows: what is of a person or a unit. */
  private Map<String, List<Fact>> asked(Page page) {
    AskedItems asked = new AskedItems(FactSet.of(changes.after().header(), page.facts), rulebook);
    Map<String, List<Fact>> known = new TreeMap<>(asked.byItem());
    known.keySet().removeIf(item -> !asked.isKnown(item));
    return known;
  }

  void texts() {
    changes.differ(
        Aspect.TEXTS, beside(before.texts(), after.texts()), beside(after.texts(), before.texts()));
  }

  /** The texts of the first that the second does not show in any spelling. */
  private static Set<String> beside(Map<String, String> some, Map<String, String> others) {
    return some.entrySet().stream()
        .filter(text -> !others.containsKey(text.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  void items() {
    AskedItems later = new AskedItems(changes.after(), rulebook);
    Difference difference =
        changes.differ(Aspect.DATA_ITEMS, itemsBefore.byItem().keySet(), later.byItem().keySet());
    List<String> others = new ArrayList<>();
    for (String item : difference.added()) {
      if (!changes.readBefore().shown()) {
        changes
            .shown()
            .add(item, VersionChanges.evidence(later.byItem().getOrDefault(item, List.of())));
      } else if (later.isKnown(item)) {
        changes.change(
            Proposal.INFORMATION_CHANGE,
            "item.personal",
            Map.of("item", item),
            later.byItem().getOrDefault(item, List.of()));
      } else {
        others.add(item);
      }
    }
    if (!others.isEmpty()) {
      changes.change(
          Proposal.INFORMATION_CHANGE,
          "items.other",
          VersionChanges.named("items", others),
          others.stream()
              .flatMap(item -> later.byItem().getOrDefault(item, List.of()).stream())
              .toList());
    }
  }
}
