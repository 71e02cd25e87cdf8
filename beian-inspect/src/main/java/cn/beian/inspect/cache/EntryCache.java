package cn.beian.inspect.cache;

import java.util.Optional;

/**
 * Keeps bytes from one inspection to the next. Safe for use by several threads; whatever goes wrong
 * with it is a miss, never a failure of the inspection.
 */
public interface EntryCache {
  /** Holds nothing. */
  EntryCache NONE =
      new EntryCache() {
        @Override
        public Optional<byte[]> get(String key) {
          return Optional.empty();
        }

        @Override
        public void put(String key, byte[] bytes) {}
      };

  /**
   * The bytes as they were put under the key; empty where there are none.
   *
   * @param key a SHA-256, lower-case hex
   */
  Optional<byte[]> get(String key);

  /** Keeps bytes, as long as there is room. */
  void put(String key, byte[] bytes);
}
