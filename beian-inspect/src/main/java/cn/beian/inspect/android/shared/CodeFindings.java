package cn.beian.inspect.android.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What code says about screens, gathered from all DEX files; several threads add to it. All sets
 * are ordered when they are asked for, so that what is made of them does not depend on who came
 * first.
 */
public final class CodeFindings {
  /** A listener set on a view; the view is named by its id or by the field that holds it. */
  public record Listener(String owner, String view, String handler)
      implements Comparable<Listener> {
    @Override
    public int compareTo(Listener other) {
      int order = view.compareTo(other.view);
      order = order != 0 ? order : owner.compareTo(other.owner);
      return order != 0 ? order : handler.compareTo(other.handler);
    }
  }

  /**
   * A method that calls.
   *
   * @param calls {@code class.method} each
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Body(String method, String[] calls) {}

  private final Map<String, Set<String>> resources = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> references = new ConcurrentHashMap<>();
  private final Map<String, List<Body>> bodies = new ConcurrentHashMap<>();
  private final Map<String, Map<String, List<Body>>> named = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> targets = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> fieldViews = new ConcurrentHashMap<>();
  private final Set<Listener> listeners = new ConcurrentSkipListSet<>();

  /** The class that a nested class belongs to. */
  public static String outer(String className) {
    int nested = className.indexOf('$', className.lastIndexOf('.') + 2);
    return nested < 0 ? className : className.substring(0, nested);
  }

  private static void put(Map<String, Set<String>> map, String key, String value) {
    map.computeIfAbsent(key, k -> new ConcurrentSkipListSet<>()).add(value);
  }

  /** A class uses the resource {@code type/name}. */
  public void usesResource(String className, String resource) {
    put(resources, resource, outer(className));
  }

  /** A class makes, names or calls another. */
  public void refersTo(String className, String other) {
    String from = outer(className);
    String to = outer(other);
    if (!from.equals(to)) {
      refersTo(from, Set.of(to));
    }
  }

  /** An outer class makes, names or calls others. */
  public void refersTo(String outerClass, Set<String> others) {
    references.compute(
        outerClass,
        (name, known) -> {
          Set<String> all = known == null ? new HashSet<>() : known;
          all.addAll(others);
          return all;
        });
  }

  /** The methods of a class that call something. */
  public void calls(String className, List<Body> methods) {
    bodies.merge(
        className,
        methods,
        (some, more) -> {
          List<Body> all = new ArrayList<>(some);
          all.addAll(more);
          return all;
        });
  }

  /** A class starts an activity. */
  public void leadsTo(String className, String activity) {
    put(targets, outer(className), activity);
  }

  /** A field holds the view of that id name. */
  public void holdsView(String field, String id) {
    put(fieldViews, field, id);
  }

  public void listens(Listener listener) {
    listeners.add(listener);
  }

  /** Classes that use a resource. */
  public Set<String> usersOf(String resource) {
    return resources.getOrDefault(resource, Set.of());
  }

  public Set<String> referencesOf(String className) {
    return new TreeSet<>(references.getOrDefault(className, Set.of()));
  }

  public Set<String> targetsOf(String className) {
    return targets.getOrDefault(className, Set.of());
  }

  /** Handlers by the id name of the view that they are set on. */
  public Map<String, Set<Listener>> handlersByView() {
    Map<String, Set<Listener>> byView = new TreeMap<>();
    BiConsumer<String, Listener> add =
        (view, listener) -> byView.computeIfAbsent(view, v -> new TreeSet<>()).add(listener);
    for (Listener listener : listeners) {
      Set<String> held = fieldViews.get(listener.view);
      if (held != null) {
        held.forEach(view -> add.accept(view, listener));
      } else {
        int dot = listener.view.lastIndexOf('.');
        add.accept(dot < 0 ? listener.view : snake(listener.view.substring(dot + 1)), listener);
      }
    }
    return byView;
  }

  /** View binding names the field of {@code btn_sign} {@code btnSign}. */
  static String snake(String camel) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        snake.append('_').append((char) (c - 'A' + 'a'));
      } else {
        snake.append(c);
      }
    }
    return snake.toString();
  }

  /**
   * What a method calls, the calls of methods of the same class (lambdas, helpers) followed to that
   * depth.
   */
  public Set<String> callsOf(String method, int depth) {
    TreeSet<String> found = new TreeSet<>();
    follow(method, depth, found);
    return found;
  }

  private void follow(String method, int depth, Set<String> found) {
    String home = outer(ownerOf(method));
    for (String call : callsIn(method)) {
      if (found.add(call) && depth > 0 && outer(ownerOf(call)).equals(home)) {
        follow(call, depth - 1, found);
      }
    }
  }

  private static String ownerOf(String method) {
    return method.substring(0, Math.max(0, method.lastIndexOf('.')));
  }

  private SortedSet<String> callsIn(String method) {
    TreeSet<String> calls = new TreeSet<>();
    String name = method.substring(method.lastIndexOf('.') + 1);
    for (Body body : byName(ownerOf(method)).getOrDefault(name, List.of())) {
      Collections.addAll(calls, body.calls);
    }
    return calls;
  }

  private Map<String, List<Body>> byName(String owner) {
    return named.computeIfAbsent(
        owner,
        c ->
            bodies.getOrDefault(c, List.of()).stream()
                .collect(Collectors.groupingBy(Body::method)));
  }
}
