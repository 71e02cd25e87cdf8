package cn.beian.server.web.facts;

import cn.beian.facts.Fact;
import cn.beian.facts.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How screens are reached from where the app opens: by the shortest way that was read. */
final class Ways {
  private final Map<String, Fact> screens = new LinkedHashMap<>();
  private final Map<String, String> before = new LinkedHashMap<>();

  Ways(Collection<Fact> facts) {
    facts.forEach(screen -> screens.putIfAbsent(screen.text(Field.NAME), screen));
    Deque<String> open = new ArrayDeque<>();
    for (String role : List.of("launch", "tab")) {
      screens.forEach(
          (name, screen) -> {
            if (screen.text(Field.ROLE).equals(role)) {
              before.put(name, "");
              open.add(name);
            }
          });
    }
    while (!open.isEmpty()) {
      String from = open.remove();
      for (String to : targets(from)) {
        if (screens.containsKey(to) && before.putIfAbsent(to, from) == null) {
          open.add(to);
        }
      }
    }
  }

  /** What is known of the way to a screen. */
  enum How {
    /** The app opens with it. */
    LAUNCH,
    /** It is on the bar at the bottom. */
    TAB,
    /** From one screen to the next. */
    STEPS,
    /** It is reached, but from where was not read. */
    SOMEHOW,
    /** Nothing that was read leads to it. */
    NOT,
    /** The format does not tell. */
    UNKNOWN
  }

  How how(String name) {
    Fact screen = screens.get(name);
    if (screen == null) {
      return How.UNKNOWN;
    }
    return switch (screen.text(Field.ROLE)) {
      case "launch" -> How.LAUNCH;
      case "tab" -> How.TAB;
      default ->
          before.containsKey(name)
              ? How.STEPS
              : screen
                  .flag(Field.REACHABLE)
                  .map(yes -> yes ? How.SOMEHOW : How.NOT)
                  .orElse(How.UNKNOWN);
    };
  }

  /** The screens on the way to one, the first and itself included; empty where none was read. */
  List<String> to(String name) {
    List<String> way = new ArrayList<>();
    for (String at = before.containsKey(name) ? name : "";
        !at.isEmpty();
        at = before.getOrDefault(at, "")) {
      way.add(at);
    }
    Collections.reverse(way);
    return way;
  }

  /** Names of all screens: those that are reached first, the shortest ways first. */
  List<String> inOrder() {
    List<String> order = new ArrayList<>(before.keySet());
    screens.keySet().stream().filter(name -> !before.containsKey(name)).forEach(order::add);
    return order;
  }

  /** The screens that one leads to. */
  List<String> targets(String name) {
    Fact screen = screens.get(name);
    return screen == null ? List.of() : List.copyOf(new TreeSet<>(screen.texts(Field.TARGETS)));
  }

  /** The screens that lead to one. */
  List<String> sources(String name) {
    return screens.entrySet().stream()
        .filter(other -> other.getValue().texts(Field.TARGETS).contains(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean has(String name) {
    return screens.containsKey(name);
  }

  /** Its title; the last part of its name where it has none. */
  String title(String name) {
    Fact screen = screens.get(name);
    String label = screen == null ? "" : screen.text(Field.LABEL);
    return label.isBlank()
        ? name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1)
        : label;
  }
}
