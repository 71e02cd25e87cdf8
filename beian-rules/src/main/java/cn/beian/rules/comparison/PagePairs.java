package cn.beian.rules.comparison;

import cn.beian.rules.comparison.ShownPages.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of the later version is which of the earlier: by name where they share a text or show
 * hardly any, else by what stands on them, so that pages which were renamed or whose classes a
 * compiler renamed are the same pages. What is left is new or gone, unless the other version shows
 * most of it elsewhere.
 */
final class PagePairs {
  /** A text on more pages than this tells no page from another; it keeps the cost linear. */
  private static final int MAX_PAGES_OF_A_TEXT = 8;

  /** A page of so few texts may change them all and be the same page. */
  private static final int FEW = 3;

  private final ShownPages before;
  private final ShownPages after;
  private final Map<Page, Page> pairs = new HashMap<>();
  private final Set<Page> left;

  PagePairs(ShownPages before, ShownPages after) {
    this.before = before;
    this.after = after;
    this.left = new LinkedHashSet<>(before.all());
    after.all().forEach(this::pairByName);
    Map<String, List<Page>> byText = byText(left);
    after.all().stream()
        .filter(page -> !pairs.containsKey(page))
        .forEach(page -> pairByContent(page, byText));
    pairTheNameless();
  }

  private void pair(Page page, Page earlier) {
    pairs.put(page, earlier);
    left.remove(earlier);
  }

  private void pairByName(Page page) {
    Page earlier = before.byName().get(page.name);
    if (earlier != null
        && (Math.max(page.words.size(), earlier.words.size()) <= FEW
            || Math.min(page.words.size(), earlier.words.size()) == 0
            || page.words.stream().anyMatch(earlier.words::contains))) {
      pair(page, earlier);
    }
  }

  private static Map<String, List<Page>> byText(Set<Page> pages) {
    Map<String, List<Page>> byText = new HashMap<>();
    for (Page page : pages) {
      page.words.forEach(word -> byText.computeIfAbsent(word, w -> new ArrayList<>()).add(page));
    }
    byText.values().removeIf(of -> of.size() > MAX_PAGES_OF_A_TEXT);
    return byText;
  }

  /** The page that shares most, if that is half of what the smaller one shows. */
  private void pairByContent(Page page, Map<String, List<Page>> byText) {
    Map<Page, Integer> shared = new HashMap<>();
    for (String word : page.words) {
      byText.getOrDefault(word, List.of()).forEach(one -> shared.merge(one, 1, Integer::sum));
    }
    Page best = null;
    int most = 0;
    for (Map.Entry<Page, Integer> one : shared.entrySet()) {
      Page earlier = one.getKey();
      int share = one.getValue();
      boolean enough = share * 2 >= Math.min(page.words.size(), earlier.words.size());
      if (left.contains(earlier) && enough && isBetter(earlier, share, best, most)) {
        best = earlier;
        most = share;
      }
    }
    if (best != null) {
      pair(page, best);
    }
  }

  private static boolean isBetter(Page page, int share, @Nullable Page best, int most) {
    return best == null || share > most || (share == most && page.name.compareTo(best.name) < 0);
  }

  /** Pages that show nothing readable tell nothing apart: as many as there were are the same. */
  private void pairTheNameless() {
    List<Page> blank = left.stream().filter(page -> page.words.isEmpty()).toList();
    int next = 0;
    for (Page page : after.all()) {
      if (next < blank.size() && page.words.isEmpty() && !pairs.containsKey(page)) {
        pair(page, blank.get(next++));
      }
    }
  }

  boolean isNew(Page page) {
    return !pairs.containsKey(page) && before.lacks(page);
  }

  /** Pages that the earlier version does not have. */
  List<Page> added() {
    return after.all().stream().filter(this::isNew).toList();
  }

  /** Pages of the later version that show nothing readable, beyond those of the earlier. */
  List<Page> addedBlank() {
    return after.all().stream()
        .filter(page -> page.words.isEmpty() && !pairs.containsKey(page))
        .toList();
  }

  /** Pages that the later version does not have any more. */
  List<Page> missing() {
    return left.stream().filter(after::lacks).toList();
  }
}
