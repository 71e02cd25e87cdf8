package cn.beian.rules.book;

import cn.beian.rules.Effect;
import cn.beian.rules.Grade;
import cn.beian.rules.JsonFormatException;
import cn.beian.rules.Node;
import cn.beian.rules.NodeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule is tried on at each build, for people to read. Samples decide nothing and are no part
 * of a rulebook or of its digest.
 *
 * @param violating whether the rule is violated by it; else it conforms
 * @param name in English, as its author wrote it
 * @param grade of a violation, where the sample says so
 * @param effect of a violation, where the sample says so
 * @param context what was declared or registered, as JSON; empty where nothing was
 * @param facts of the app
 */
public record RuleSample(
    boolean violating,
    String name,
    Optional<Grade> grade,
    Optional<Effect> effect,
    String context,
    List<Written> facts) {
  private static final String RESOURCE = "/cn/beian/rules/rule-samples.json";

  public RuleSample {
    facts = List.copyOf(facts);
  }

  /**
   * A fact as a sample writes it.
   *
   * @param fields all but the kind, by name, in the order of the sample
   */
  public record Written(String kind, Map<String, Value> fields) {
    public Written {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * What stands in a field.
   *
   * @param literal whether it is a number, or yes or no
   */
  public record Value(String text, boolean literal) {}

  private static final class Bundled {
    static final Map<String, List<RuleSample>> SAMPLES = read();

    private static Map<String, List<RuleSample>> read() {
      try (InputStream in =
          Objects.requireNonNull(RuleSample.class.getResourceAsStream(RESOURCE), RESOURCE)) {
        Map<String, List<RuleSample>> samples = new HashMap<>();
        NodeJson.read(in).members().forEach((id, all) -> samples.put(id, samples(all)));
        return Map.copyOf(samples);
      } catch (Node.Refused e) {
        throw new UncheckedIOException(JsonFormatException.of(e));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** One that violates a rule of {@link Rulebook#bundled} and one that conforms to it. */
  public static List<RuleSample> bundled(String ruleId) {
    return Bundled.SAMPLES.getOrDefault(ruleId, List.of());
  }

  private static List<RuleSample> samples(Node all) {
    List<RuleSample> samples = new ArrayList<>();
    for (Node one : all.items()) {
      samples.add(
          new RuleSample(
              one.text("expect").equals("violating"),
              one.text("name"),
              one.find("grade").map(grade -> grade.constant(Grade.class)),
              one.find("effect").map(effect -> effect.constant(Effect.class)),
              one.text("context", ""),
              one.list("facts").stream().map(RuleSample::written).toList()));
    }
    return samples;
  }

  private static Written written(Node fact) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fact.members()
        .forEach(
            (name, value) -> {
              boolean literal = value.value() instanceof Boolean || value.value() instanceof Long;
              fields.put(
                  name,
                  new Value(
                      literal
                          ? String.valueOf(value.value())
                          : String.join(
                              ", ", value.oneOrMore().stream().map(Node::scalar).toList()),
                      literal));
            });
    fields.remove("kind");
    return new Written(fact.text("kind"), fields);
  }
}
