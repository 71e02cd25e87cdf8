package cn.beian.inspect.ios.ui;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** What the reader of nibs asks of the rest of the package. */
public interface InterfaceContext {
  /** A text in other languages: from language tag to text. */
  Map<String, String> translations(String table, String key);

  /** What a handler, {@code Class.selector:}, calls; sorted. */
  SortedSet<String> callsOf(String handler);

  /** Controllers that the code of a class makes. */
  SortedSet<String> madeBy(String className);

  /** Controllers that the app begins with by its code. */
  SortedSet<String> firstMade();

  /** Names of classes of the app that inherit a controller. */
  Set<String> controllers();

  /** The name of a class as people read it. */
  String readable(String className);

  /** The screen that a placeholder of a nib leads to; empty where it is no segue. */
  default String segue(String entry, String placeholder) {
    return "";
  }
}
