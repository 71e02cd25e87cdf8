package cn.beian.inspect.android.shared;

import cn.beian.inspect.catalogue.Catalogue.CodeOwner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which classes of libraries the app can come to: those that a class of the app or of the framework
 * names, or the manifest, a layout, a resource or a text does, and what they name in turn. Classes
 * count as a whole, whatever method is called. Several threads add to it before it is asked; the
 * work is linear in what they add.
 *
 * <p>Errs towards reached: a class that looks others up by a name put together elsewhere, or that
 * has native methods, brings all of its library with it.
 */
public final class LibraryReachability {
  /**
   * A class of a library.
   *
   * @param names classes that it names; what ends with a dot is the beginning of names
   * @param opaque whether it may lead to any class of its library
   */
  public record Library(String className, CodeOwner owner, List<String> names, boolean opaque) {
    Library with(Library same) {
      List<String> all = new ArrayList<>(names);
      all.addAll(same.names);
      return new Library(className, owner, all, opaque || same.opaque);
    }
  }

  private final Queue<List<Library>> libraries = new ConcurrentLinkedQueue<>();
  private final Queue<Collection<String>> roots = new ConcurrentLinkedQueue<>();
  private final Set<String> services = new HashSet<>();

  /** Classes of libraries. */
  public void libraries(List<Library> classes) {
    libraries.add(classes);
  }

  /** Classes that something outside of libraries names; other texts may be among them. */
  public void roots(Collection<String> names) {
    roots.add(names);
  }

  /** Interfaces whose implementations are looked up by the service loader of Java. */
  public void services(Collection<String> interfaces) {
    services.addAll(interfaces);
  }

  /** What was found; nothing is added any more. */
  public Result result() {
    Walk walk = new Walk();
    libraries.forEach(classes -> classes.forEach(walk::add));
    for (Library one : services.isEmpty() ? List.<Library>of() : walk.classes.values()) {
      if (!Collections.disjoint(one.names, services)) {
        walk.reach(one.className);
      }
    }
    roots.forEach(names -> names.forEach(walk::name));
    return walk.result();
  }

  /**
   * What can be come to.
   *
   * @param unreached classes of libraries that nothing leads to
   * @param unusedSdks names of the SDKs that have classes, none of which anything leads to
   */
  public record Result(Set<String> unreached, Set<String> unusedSdks) {
    /** Everything is reached. */
    public static final Result ALL = new Result(Set.of(), Set.of());
  }

  private static final class Walk {
    /** Beginnings of names that are looked through; with more, everything is reached. */
    private static final int MAX_BEGINNINGS = 200;

    private final Map<String, Library> classes = new HashMap<>();
    private final Map<String, List<String>> generated = new HashMap<>();
    private final IdentityHashMap<CodeOwner, List<String>> byOwner = new IdentityHashMap<>();
    private final Set<String> reached = new HashSet<>();
    private final Deque<Library> open = new ArrayDeque<>();
    private final Set<String> beginnings = new HashSet<>();

    private boolean grouped;

    void add(Library one) {
      classes.merge(one.className, one, Library::with);
      int mark = one.className.indexOf('_', one.className.lastIndexOf('.') + 2);
      if (mark > 0) { // what generators put beside a class: X_Impl, X_Factory
        generated
            .computeIfAbsent(one.className.substring(0, mark), c -> new ArrayList<>(1))
            .add(one.className);
      }
    }

    void reach(String className) {
      Library one = classes.get(className);
      if (one != null && reached.add(className)) {
        open.add(one);
      }
    }

    void name(String name) {
      if (!name.endsWith(".")) {
        reach(name);
      } else if (beginnings.size() < MAX_BEGINNINGS && beginnings.add(name)) {
        for (String className : classes.keySet()) {
          if (className.startsWith(name)) {
            reach(className);
          }
        }
      }
    }

    Result result() {
      while (!open.isEmpty()) {
        Library one = open.remove();
        one.names.forEach(this::name);
        generated.getOrDefault(one.className, List.of()).forEach(this::reach);
        if (one.opaque) {
          List<String> all = byOwner().remove(one.owner);
          (all == null ? List.<String>of() : all).forEach(this::reach);
        }
      }
      if (beginnings.size() >= MAX_BEGINNINGS) {
        return Result.ALL;
      }
      Set<String> unreached = new HashSet<>();
      Set<String> unused = new HashSet<>();
      Set<String> used = new HashSet<>();
      for (Library one : classes.values()) {
        boolean isReached = reached.contains(one.className);
        (isReached ? used : unused).add(sdk(one.owner));
        if (!isReached) {
          unreached.add(one.className);
        }
      }
      unused.removeAll(used);
      unused.remove("");
      return new Result(unreached, unused);
    }

    /** The classes of each owner who was not brought in as a whole; made when first asked for. */
    private IdentityHashMap<CodeOwner, List<String>> byOwner() {
      if (!grouped) {
        grouped = true;
        for (Library one : classes.values()) {
          byOwner.computeIfAbsent(one.owner, o -> new ArrayList<>()).add(one.className);
        }
      }
      return byOwner;
    }

    private static String sdk(CodeOwner owner) {
      return owner.sdk().map(sdk -> sdk.name().both()).orElse("");
    }
  }
}
