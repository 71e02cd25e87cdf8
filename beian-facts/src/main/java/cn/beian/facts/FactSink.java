package cn.beian.facts;

import java.util.Map;

/** Where readers put facts; may be called from several threads. */
@FunctionalInterface
public interface FactSink {
  /** Takes one fact found at one place; {@code screen} is empty where unknown. */
  void add(FactKind kind, Origin origin, String screen, Locator at, Map<Field, ?> values);

  /** Takes a fact of the app's own content whose screen is unknown. */
  default void add(FactKind kind, Locator at, Map<Field, ?> values) {
    add(kind, Origin.APP, "", at, values);
  }

  /** Takes an {@link FactKind#ANOMALY}: something odd that was readable all the same. */
  default void anomaly(String code, Locator at, String detail) {
    add(FactKind.ANOMALY, at, Map.of(Field.CODE, code, Field.DETAIL, detail));
  }
}
