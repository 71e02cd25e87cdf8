package cn.beian.inspect.catalogue;

import cn.beian.facts.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A protector (加固) that hides an app's code.
 *
 * @param id stable name of the entry, lower case
 * @param name of the product
 * @param vendor who makes it
 * @param patterns how to tell it
 * @param sources documents
 */
public record Packer(
    String id, Term name, Term vendor, List<Pattern> patterns, List<SourceDocument> sources) {
  public Packer {
    patterns = List.copyOf(patterns);
    sources = List.copyOf(sources);
  }

  /** What a fact of kind {@code packer} says of it, the same wherever it is found. */
  public Map<Field, Object> values() {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name.both());
    values.put(Field.VENDOR, vendor.both());
    List<String> classes =
        patterns.stream()
            .filter(pattern -> pattern.kind() == Pattern.Kind.CLASS)
            .map(Pattern::text)
            .toList();
    if (!classes.isEmpty()) {
      values.put(Field.CLASSES, classes);
    }
    return values;
  }
}
