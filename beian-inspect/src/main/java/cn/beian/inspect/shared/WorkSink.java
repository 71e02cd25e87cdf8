package cn.beian.inspect.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.binary.Bytes;
import java.util.List;
import java.util.Map;

/**
 * Counts what is told as work on the data that it was found in: few instructions can tell long
 * texts again and again.
 */
public record WorkSink(FactSink to, Bytes bytes) implements FactSink {
  @Override
  public void add(FactKind kind, Origin origin, String screen, Locator at, Map<Field, ?> values) {
    long chars = 0;
    for (Object value : values.values()) {
      if (value instanceof String text) {
        chars += text.length();
      } else if (value instanceof List<?> items) {
        for (Object item : items) {
          chars += item instanceof String text ? text.length() : 0;
        }
      }
    }
    bytes.spend(chars);
    to.add(kind, origin, screen, at, values);
  }
}
