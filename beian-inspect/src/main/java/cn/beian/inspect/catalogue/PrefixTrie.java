package cn.beian.inspect.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Patterns over names, matched in one walk: the cost of a look-up is the length of the name,
 * however many patterns there are. A pattern is a whole name, or a prefix where it ends with {@code
 * *}.
 *
 * @param <T> what a pattern stands for
 */
final class PrefixTrie<T> {
  private static final class Node<T> {
    /** Few follow most characters, so they are looked through one by one. */
    private char[] characters = {};

    private final List<Node<T>> nodes = new ArrayList<>(1);
    @Nullable T whole;
    @Nullable T prefix;

    @Nullable Node<T> next(char character) {
      for (int i = 0; i < characters.length; i++) {
        if (characters[i] == character) {
          return nodes.get(i);
        }
      }
      return null;
    }

    Node<T> nextOrNew(char character) {
      Node<T> next = next(character);
      if (next == null) {
        next = new Node<>();
        characters = Arrays.copyOf(characters, characters.length + 1);
        characters[characters.length - 1] = character;
        nodes.add(next);
      }
      return next;
    }
  }

  private final Node<T> root = new Node<>();

  /**
   * Adds a pattern.
   *
   * @return what the same pattern stood for before; empty where it is new
   */
  Optional<T> add(String pattern, T value) {
    boolean open = pattern.endsWith("*");
    Node<T> node = root;
    for (int i = 0; i < pattern.length() - (open ? 1 : 0); i++) {
      node = node.nextOrNew(pattern.charAt(i));
    }
    T before = open ? node.prefix : node.whole;
    if (before != null) {
      return Optional.of(before);
    }
    if (open) {
      node.prefix = value;
    } else {
      node.whole = value;
    }
    return Optional.empty();
  }

  /**
   * What the pattern stands for that says most of the name: the name itself, else its longest
   * prefix.
   */
  @Nullable T find(String name) {
    Node<T> node = root;
    T found = root.prefix;
    for (int i = 0; i < name.length(); i++) {
      Node<T> next = node.next(name.charAt(i));
      if (next == null) {
        return found;
      }
      node = next;
      found = node.prefix == null ? found : node.prefix;
    }
    return node.whole == null ? found : node.whole;
  }

  /** What stands for the longest prefix that is shorter than the pattern; null where none does. */
  @Nullable T around(String pattern) {
    int length = pattern.length() - (pattern.endsWith("*") ? 1 : 0);
    Node<T> node = root;
    T found = null;
    for (int i = 0; i < length; i++) {
      found = node.prefix == null ? found : node.prefix;
      Node<T> next = node.next(pattern.charAt(i));
      if (next == null) {
        return found;
      }
      node = next;
    }
    return pattern.endsWith("*") || node.prefix == null ? found : node.prefix;
  }
}
