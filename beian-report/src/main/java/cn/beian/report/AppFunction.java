package cn.beian.report;

import cn.beian.facts.FactKind;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One function of an app as a person meets it, with all that a test found of it: a control of a
 * screen, a screen, or the app as a whole.
 *
 * @param screen its name in the package; empty for the app as a whole
 * @param control what stands on the control, such as 打卡; empty where there is none
 * @param findings at least one, in their order
 * @param <T> what carries a finding
 */
public record AppFunction<T>(String screen, String control, List<T> findings) {
  private static final String HANDLER = "→ ";

  public AppFunction {
    findings = List.copyOf(findings);
  }

  /** The functions that these findings are about, as {@link #of(List, Function)}. */
  public static List<AppFunction<Finding>> of(List<Finding> findings) {
    return of(findings, finding -> finding);
  }

  /**
   * The functions that findings are about, in the order of their first finding, the app as a whole
   * last. A finding belongs to one function: that of the screen which its evidence names first.
   * Findings of a screen belong together where they name the same control, or the same handler of
   * one; those that name no control join the only control of their screen, or else one another.
   */
  public static <T> List<AppFunction<T>> of(List<T> carriers, Function<T, Finding> finding) {
    Map<String, List<Group>> screens = new LinkedHashMap<>();
    for (int i = 0; i < carriers.size(); i++) {
      Finding one = finding.apply(carriers.get(i));
      String screen = screenOf(one);
      Group group = new Group(screen, controls(one, screen), new TreeSet<>(Set.of(i)));
      join(screens.computeIfAbsent(screen, s -> new ArrayList<>()), group);
    }
    return screens.values().stream()
        .flatMap(groups -> withoutControl(groups).stream())
        .sorted()
        .map(group -> group.function(carriers, finding))
        .toList();
  }

  /** The screen that the evidence of a finding names first; empty where it names none. */
  public static String screenOf(Finding finding) {
    return finding.evidence().stream()
        .map(Evidence::screen)
        .filter(screen -> !screen.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** What a person reads on the control of a piece of evidence; empty where it is no control. */
  public static String controlOf(Evidence piece) {
    if (piece.kind() != FactKind.CONTROL) {
      return "";
    }
    int handler = piece.text().lastIndexOf(HANDLER);
    return (handler < 0 ? piece.text() : piece.text().substring(0, handler)).strip();
  }

  /** Findings of one screen that belong together, by their place in the list. */
  private record Group(String screen, Set<String> controls, TreeSet<Integer> places)
      implements Comparable<Group> {
    void take(Group other) {
      controls.addAll(other.controls);
      places.addAll(other.places);
    }

    boolean shares(Group other) {
      return controls.stream().anyMatch(other.controls::contains);
    }

    <T> AppFunction<T> function(List<T> carriers, Function<T, Finding> finding) {
      List<T> mine = places.stream().map(carriers::get).toList();
      String control =
          mine.stream()
              .flatMap(one -> finding.apply(one).evidence().stream())
              .filter(piece -> piece.screen().equals(screen))
              .map(AppFunction::controlOf)
              .filter(label -> !label.isEmpty())
              .findFirst()
              .orElse("");
      return new AppFunction<>(screen, control, mine);
    }

    @Override
    public int compareTo(Group other) {
      return screen.isEmpty() == other.screen.isEmpty()
          ? places.first().compareTo(other.places.first())
          : Boolean.compare(screen.isEmpty(), other.screen.isEmpty());
    }
  }

  /** Adds a finding to the groups of its screen; groups that it brings together become one. */
  private static void join(List<Group> groups, Group one) {
    List<Group> shared = groups.stream().filter(group -> group.shares(one)).toList();
    groups.removeAll(shared);
    shared.forEach(one::take);
    groups.add(one);
  }

  /** Gives what names no control to the only control, or else keeps it together. */
  private static List<Group> withoutControl(List<Group> groups) {
    List<Group> named = groups.stream().filter(group -> !group.controls.isEmpty()).toList();
    List<Group> others = groups.stream().filter(group -> group.controls.isEmpty()).toList();
    if (others.isEmpty()) {
      return named;
    }
    Group host = named.size() == 1 ? named.get(0) : others.get(0);
    others.forEach(host::take);
    return named.size() == 1 ? named : Stream.concat(named.stream(), Stream.of(host)).toList();
  }

  /** The controls that a finding names on a screen: by what a person reads, and by handler. */
  private static Set<String> controls(Finding finding, String screen) {
    Set<String> controls = new LinkedHashSet<>();
    for (Evidence piece : finding.evidence()) {
      if (piece.kind() == FactKind.CONTROL && piece.screen().equals(screen)) {
        String label = controlOf(piece);
        if (!label.isEmpty()) {
          controls.add(label);
        }
        int handler = piece.text().lastIndexOf(HANDLER);
        if (handler >= 0) {
          controls.add(piece.text().substring(handler));
        }
      }
    }
    return controls;
  }
}
