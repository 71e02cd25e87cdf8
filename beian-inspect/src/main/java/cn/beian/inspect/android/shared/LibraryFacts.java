package cn.beian.inspect.android.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Facts about libraries, held back until all code is read: only then it is known whether anything
 * leads to them. Where nothing does, {@link Field#REACHABLE} is false.
 */
public final class LibraryFacts {
  /** {@code className} is empty where the fact tells of a library as a whole. */
  private record HeldFact(
      String className,
      FactSink to,
      FactKind kind,
      Origin origin,
      String screen,
      Locator at,
      Map<Field, ?> values) {}

  private final Queue<HeldFact> held = new ConcurrentLinkedQueue<>();

  /** Takes what is found in a class of a library. */
  public FactSink of(String className, FactSink to) {
    return (kind, origin, screen, at, values) -> {
      if (kind.fields().contains(Field.REACHABLE)) {
        held.add(new HeldFact(className, to, kind, origin, screen, at, values));
      } else {
        to.add(kind, origin, screen, at, values);
      }
    };
  }

  /** Takes all facts, and holds back what tells of a library as a whole. */
  public FactSink whole(FactSink to) {
    return (kind, origin, screen, at, values) -> {
      boolean library = kind == FactKind.SDK || kind == FactKind.HOT_UPDATE;
      if (library && !values.containsKey(Field.REACHABLE)) {
        held.add(new HeldFact("", to, kind, origin, screen, at, values));
      } else {
        to.add(kind, origin, screen, at, values);
      }
    };
  }

  /** Hands everything on; later facts of a library as a whole are held no more. */
  public void release(LibraryReachability.Result reach) {
    for (HeldFact fact = held.poll(); fact != null; fact = held.poll()) {
      boolean unreached =
          fact.className.isEmpty()
              ? reach.unusedSdks().contains(fact.values.get(Field.NAME))
              : reach.unreached().contains(fact.className);
      fact.to.add(
          fact.kind,
          fact.origin,
          fact.screen,
          fact.at,
          unreached ? unreached(fact.values) : fact.values);
    }
  }

  private static Map<Field, Object> unreached(Map<Field, ?> values) {
    Map<Field, Object> more = new EnumMap<>(Field.class);
    more.putAll(values);
    more.put(Field.REACHABLE, false);
    return more;
  }
}
