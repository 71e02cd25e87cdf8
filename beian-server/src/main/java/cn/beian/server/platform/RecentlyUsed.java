package cn.beian.server.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A cache of one process: the values that were used last. */
public final class RecentlyUsed<K, V> implements Cache<K, V> {
  private final Map<K, V> values;

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
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public synchronized V get(K key, Function<K, V> compute) {
    return values.computeIfAbsent(key, compute);
  }

  /** The value of a key, if it is there. */
  synchronized Optional<V> find(K key) {
    return Optional.ofNullable(values.get(key));
  }

  synchronized void remove(K key) {
    values.remove(key);
  }
}
