package cn.beian.inspect.shared;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import java.util.function.UnaryOperator;

/** Facts of a package inside another one, under the places that they have in the outer one. */
public final class Within {
  private Within() {}

  /** Puts the name of the inner package and {@code !} before the places. */
  public static FactSink entry(FactSink facts, String name) {
    return placed(facts, entry -> entry.isEmpty() ? name : name + "!" + entry);
  }

  /** Names each place anew. */
  public static FactSink placed(FactSink facts, UnaryOperator<String> place) {
    return (kind, origin, screen, at, values) ->
        facts.add(
            kind,
            origin,
            screen,
            new Locator(place.apply(at.entry()), at.line(), at.offset(), at.member()),
            values);
  }
}
