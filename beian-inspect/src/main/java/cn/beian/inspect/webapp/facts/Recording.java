package cn.beian.inspect.webapp.facts;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Facts of a part that several screens show, found once and added for each of them. */
final class Recording implements FactSink {
  private final List<Added> all = new ArrayList<>();

  private record Added(FactKind kind, Origin origin, Locator at, Map<Field, ?> values) {}

  @Override
  public void add(FactKind kind, Origin origin, String screen, Locator at, Map<Field, ?> values) {
    all.add(new Added(kind, origin, at, values));
  }

  /** Adds all of them for a screen; empty for none. */
  void addTo(FactSink facts, String screen) {
    for (Added each : all) {
      facts.add(each.kind, each.origin, screen, each.at, each.values);
    }
  }
}
