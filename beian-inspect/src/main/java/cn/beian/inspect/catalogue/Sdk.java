package cn.beian.inspect.catalogue;

import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A component that apps take from somebody else.
 *
 * @param id stable name of the entry, lower case
 * @param name of the component
 * @param vendor who makes it
 * @param purpose what apps use it for
 * @param origin of its code: {@code SDK}, or {@code FRAMEWORK} for what apps are made with
 * @param collects what data the sources say that it collects; empty where they say nothing
 * @param patterns how to tell it, at least one
 * @param within ids of the entries whose patterns cover one of this entry's
 * @param sources documents; empty only where {@code samples} has one
 * @param samples SHA-256 of public packages that it was found in
 */
public record Sdk(
    String id,
    Term name,
    Term vendor,
    Term purpose,
    Origin origin,
    List<Term> collects,
    List<Pattern> patterns,
    List<String> within,
    List<SourceDocument> sources,
    List<String> samples) {
  public Sdk {
    collects = List.copyOf(collects);
    patterns = List.copyOf(patterns);
    within = List.copyOf(within);
    sources = List.copyOf(sources);
    samples = List.copyOf(samples);
  }

  /** Texts of the patterns of one kind, in the order of the file. */
  public List<String> patterns(Pattern.Kind kind) {
    return patterns.stream().filter(p -> p.kind() == kind).map(Pattern::text).toList();
  }

  /** What a fact of kind {@code sdk} says of it, the same wherever it is found. */
  public Map<Field, Object> values() {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name.both());
    values.put(Field.VENDOR, vendor.both());
    values.put(Field.PURPOSE, purpose.code());
    values.put(Field.CODE, id);
    if (!collects.isEmpty()) {
      values.put(Field.COLLECTS, collects.stream().map(Term::code).toList());
    }
    List<String> classes = patterns(Pattern.Kind.CLASS);
    if (!classes.isEmpty()) {
      values.put(Field.CLASSES, classes);
    }
    return values;
  }

  /** Whether it brings code into the app after the review. */
  public boolean isHotUpdate() {
    return purpose.code().equals("hot update");
  }
}
