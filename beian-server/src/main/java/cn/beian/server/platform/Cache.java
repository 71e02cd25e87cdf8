package cn.beian.server.platform;

import java.util.function.Function;

/** Values that can be computed again from their key, bounded in number. */
public interface Cache<K, V> {
  /** The value of a key; computed where it is not there, once at a time. */
  V get(K key, Function<K, V> compute);
}
