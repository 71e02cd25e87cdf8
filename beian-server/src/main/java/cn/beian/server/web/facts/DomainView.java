package cn.beian.server.web.facts;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.server.testing.StoredFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A domain that stands in the package.
 *
 * @param own whether the app's own code or files name it
 * @param first where it was seen first
 * @param count how many places name it
 */
public record DomainView(String name, boolean own, Fact first, int count) {
  /** The app's own first, by name. */
  static List<DomainView> of(StoredFacts facts) {
    Map<String, DomainView> own = new TreeMap<>();
    Map<String, DomainView> others = new TreeMap<>();
    facts.read(
        EnumSet.of(FactKind.DOMAIN),
        "",
        fact -> {
          boolean ours = fact.origin() == Origin.APP;
          String name = fact.text(Field.NAME);
          (ours ? own : others)
              .merge(
                  name,
                  new DomainView(name, ours, fact, fact.count()),
                  (a, b) -> new DomainView(name, ours, a.first, a.count + b.count));
        });
    List<DomainView> all = new ArrayList<>(own.values());
    all.addAll(others.values());
    return all;
  }
}
