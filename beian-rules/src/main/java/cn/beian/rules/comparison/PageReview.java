package cn.beian.rules.comparison;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.ShownPages.Page;
import cn.beian.rules.comparison.VersionComparison.Difference;
import cn.beian.rules.engine.AskedItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    changes.differ(Aspect.PAGES, titles(missing), titles(added));
    long all = after.all().stream().filter(page -> !page.words.isEmpty()).count();
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
    if (added.size() >= MANY_PAGES && added.size() * 3L >= all) {
      Map<String, String> params = new TreeMap<>(VersionChanges.named("pages", titles(added)));
      params.put("total", String.valueOf(all));
      changes.change(Proposal.MAJOR_CHANGE, "pages.many", params, firsts(added));
    } else if (!plain.isEmpty()) {
      changes.change(
          Proposal.INFORMATION_CHANGE,
          "pages.gained",
          VersionChanges.named("pages", titles(plain)),
          firsts(plain));
    }
    List<Page> blank = pairs.addedBlank();
    if (!blank.isEmpty()) {
      changes.change(
          Proposal.INFORMATION_CHANGE,
          "pages.blank",
          VersionChanges.named("pages", titles(blank)),
          firsts(blank));
    }
    if (!missing.isEmpty()) {
      changes.change(
          Proposal.INFORMATION_CHANGE,
          "pages.gone",
          VersionChanges.named("pages", titles(missing)),
          firsts(missing));
    }
  }

  private static Set<String> titles(List<Page> pages) {
    return pages.stream().map(Page::title).collect(Collectors.toCollection(TreeSet::new));
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
      if (later.isKnown(item)) {
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
