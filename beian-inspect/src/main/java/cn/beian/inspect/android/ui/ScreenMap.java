package cn.beian.inspect.android.ui;

import cn.beian.facts.Origin;
import cn.beian.inspect.android.manifest.Manifest;
import cn.beian.inspect.android.shared.CodeFindings;
import cn.beian.inspect.shared.CodeOrigin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which screen a layout, menu or navigation file belongs to: the activity whose code inflates it,
 * or the only activity that leads to the class (fragment, adapter, dialog, view binding) that does;
 * where several lead there, the class itself. A file that another one includes belongs to that
 * one's screens too.
 */
public final class ScreenMap {
  private static final int MAX_SCREENS = 4;
  private static final int MAX_STEPS = 4;
  private static final int MAX_CLASSES = 5_000;

  /** References that are followed in all; the screens of what lies beyond stay unknown. */
  private static final int MAX_REFERENCES = 20_000_000;

  private final Manifest manifest;
  private final CodeFindings findings;
  private final CodeOrigin origins;
  private final Map<String, Set<String>> references = new HashMap<>();
  private int followed;
  private final Map<String, SortedSet<String>> leaders = new HashMap<>();
  private final Map<String, SortedSet<String>> byFile = new HashMap<>();

  public ScreenMap(Manifest manifest, CodeFindings findings, CodeOrigin origins) {
    this.manifest = manifest;
    this.findings = findings;
    this.origins = origins;
    for (String activity : manifest.activities()) {
      reach(activity);
    }
  }

  /** Notes the classes that an activity leads to without passing another activity. */
  private void reach(String activity) {
    Set<String> seen = new HashSet<>(Set.of(activity));
    Deque<String> now = new ArrayDeque<>(Set.of(activity));
    for (int step = 0; step < MAX_STEPS; step++) {
      Deque<String> next = new ArrayDeque<>();
      for (String from : now) {
        for (String to : references.computeIfAbsent(from, findings::referencesOf)) {
          if (seen.size() < MAX_CLASSES
              && ++followed < MAX_REFERENCES
              && !seen.contains(to)
              && !manifest.activities().contains(to)
              && origins.of(to) == Origin.APP
              && seen.add(to)) {
            leaders.computeIfAbsent(to, c -> new TreeSet<>()).add(activity);
            next.add(to);
          }
        }
      }
      now = next;
    }
  }

  /** The screen of a class; empty for library code. */
  String ofClass(String className) {
    String outer = CodeFindings.outer(className);
    if (manifest.activities().contains(outer)) {
      return outer;
    }
    SortedSet<String> activities = leaders.getOrDefault(outer, new TreeSet<>());
    if (activities.size() == 1) {
      return activities.first();
    }
    return origins.of(outer) == Origin.APP ? outer : "";
  }

  /**
   * The screens of a resource file {@code type/name}, in order, at most {@value #MAX_SCREENS};
   * empty where no code uses it.
   */
  SortedSet<String> of(String resource) {
    return byFile.computeIfAbsent(resource, this::byCode);
  }

  private SortedSet<String> byCode(String resource) {
    TreeSet<String> screens = new TreeSet<>();
    for (String user : findings.usersOf(resource)) {
      String screen = ofClass(user);
      if (!screen.isEmpty() && screens.size() < MAX_SCREENS) {
        screens.add(screen);
      }
    }
    return screens;
  }

  /** {@code part} is shown inside {@code whole}; true where that tells something new. */
  public boolean include(String whole, String part) {
    SortedSet<String> screens = of(part);
    boolean more = false;
    for (String screen : of(whole)) {
      more |= screens.size() < MAX_SCREENS && screens.add(screen);
    }
    return more;
  }
}
