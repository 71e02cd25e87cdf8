package cn.beian.facts;

import java.util.Map;

/** Receives the facts that readers find; may be called from several threads. */
@FunctionalInterface
public interface FactSink {
  /** Adds one fact found at one place; {@code screen} is empty if unknown. */
  void add(FactKind kind, Origin origin, String screen, Locator at, Map<Field, ?> values);

  /** Adds a fact of the app's own content whose screen is unknown. */
  default void add(FactKind kind, Locator at, Map<Field, ?> values) {
    add(kind, Origin.APP, "", at, values);
  }

  /** Adds an {@link FactKind#ANOMALY}: an irregularity that did not prevent reading. */
  default void anomaly(String code, Locator at, String detail) {
    add(FactKind.ANOMALY, at, Map.of(Field.CODE, code, Field.DETAIL, detail));
  }
}
