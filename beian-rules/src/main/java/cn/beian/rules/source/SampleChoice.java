package cn.beian.rules.source;

import cn.beian.rules.Node;
import cn.beian.rules.NodeJson;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Of the samples of each rule, the one that shows best what violates it, and what conforms. */
final class SampleChoice {
  private static final String CONTEXT = "context";

  private SampleChoice() {}

  /** Writes them by rule; does not close. */
  static void write(Map<String, Node> rules, OutputStream out) {
    Map<String, Node> chosen = new LinkedHashMap<>();
    rules.forEach((id, rule) -> chosen.put(id, new Node(of(rule), rule.where())));
    try (JsonGenerator json = NodeJson.generator(out)) {
      NodeJson.write(new Node(chosen, "samples"), json);
    }
  }

  private static List<Node> of(Node rule) {
    List<Node> samples = rule.get("samples").items();
    List<Node> chosen = new ArrayList<>();
    for (String expect : List.of("violating", "conforming")) {
      samples.stream()
          .filter(sample -> sample.text("expect").equals(expect))
          .min(Comparator.comparingInt(SampleChoice::needed))
          .ifPresent(sample -> chosen.add(shown(sample)));
    }
    return chosen;
  }

  /** How much somebody has to know to understand it: the first of the simplest is taken. */
  private static int needed(Node sample) {
    boolean notApplicable = sample.text("outcome", "").equals("not_applicable");
    return (sample.find(CONTEXT).isPresent() ? 1 : 0) + (notApplicable ? 2 : 0);
  }

  private static Node shown(Node sample) {
    Map<String, Node> members = new LinkedHashMap<>();
    for (String name : List.of("expect", "name", "grade", "effect", "facts")) {
      sample.find(name).ifPresent(node -> members.put(name, node));
    }
    sample
        .find(CONTEXT)
        .ifPresent(context -> members.put(CONTEXT, new Node(json(context), context.where())));
    return new Node(members, sample.where());
  }

  private static String json(Node node) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = NodeJson.generator(out)) {
      NodeJson.write(node, json);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
