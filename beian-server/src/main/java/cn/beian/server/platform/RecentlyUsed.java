package cn.beian.server.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cache of one process: the values that were used last. Nobody waits for another's key. */
public final class RecentlyUsed<K, V> implements Cache<K, V> {
  private final Map<K, Held<V>> values;

  /**
   * An empty cache.
   *
   * @param most how many values it holds; of more, the one that was used longest ago goes
   */
  public RecentlyUsed(int most) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Held<V>> eldest) {
            return size() > most;
          }
        };
  }

  /** A value, or the place of one that is computed. */
  private static final class Held<V> {
    private volatile @Nullable V value;
  }

  @Override
  public V get(K key, Function<K, V> compute) {
    Held<V> held;
    synchronized (this) {
      held = values.computeIfAbsent(key, unused -> new Held<>());
    }
    V value = held.value;
    if (value != null) {
      return value;
    }
    synchronized (held) {
      value = held.value;
      if (value == null) {
        value = compute.apply(key); // one that fails is tried again by the next
        held.value = value;
      }
      return value;
    }
  }

  /** The value of a key, if it is there. */
  synchronized Optional<V> find(K key) {
    return Optional.ofNullable(values.get(key)).map(held -> held.value);
  }

  synchronized void remove(K key) {
    values.remove(key);
  }
}
