package cn.beian.rules.source;

import cn.beian.rules.Node;
import cn.beian.rules.NodeJson;
import cn.beian.rules.book.CompiledRule;
import cn.beian.rules.book.ConditionParser;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookException;
import cn.beian.rules.book.RulebookException.Problem;
import cn.beian.rules.source.RuleDeletions.Deletion;
import cn.beian.rules.text.Lexicon;
import cn.beian.rules.text.TextFolding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * The YAML files of a rulebook: {@code lexicons/*.yaml}, one rule a file in the folder of its
 * group, {@code folding.yaml}, {@code patterns.yaml}. Collects every problem before it refuses.
 */
public final class RulebookSource {
  private final Map<String, Node> lexicons = new TreeMap<>();
  private final Map<String, Node> rules = new TreeMap<>();

  /** As written, before patterns were written out. */
  private final Map<String, Node> written = new TreeMap<>();

  private final Map<String, Lexicon> parsed = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private Node folding = new Node(List.of(), "folding.yaml:1");
  private Node dataItems = new Node(List.of(), "data-items.yaml:1");
  private Optional<Node> phrases = Optional.empty();
  private Optional<Node> deviceAccess = Optional.empty();
  private NamedPatterns patterns = new NamedPatterns(Map.of());

  private RulebookSource() {}

  /**
   * Compiles the YAML files of a folder and runs every rule on its samples.
   *
   * @throws RulebookException when anything is wrong: nothing of it is taken then
   */
  public static Rulebook compile(Path folder) throws IOException, RulebookException {
    return read(folder).compile();
  }

  /**
   * Compiles the YAML files of a folder; the samples are not run.
   *
   * @throws RulebookException when anything else is wrong
   */
  public static Rulebook withoutSamples(Path folder) throws IOException, RulebookException {
    RulebookSource source = read(folder);
    source.check();
    return Rulebook.of(source.canonical());
  }

  /**
   * What can be deleted from the rules without any of their samples noticing, rule by rule.
   *
   * @param which rules, by id
   * @throws RulebookException when anything is wrong, as when it is compiled
   */
  public static List<SampleCoverage> coverage(Path folder, Predicate<String> which)
      throws IOException, RulebookException {
    RulebookSource source = read(folder);
    Rulebook rulebook = source.compile();
    return source.written.entrySet().stream()
        .filter(rule -> which.test(rule.getKey()))
        .map(rule -> source.coverage(rule.getKey(), rule.getValue(), rulebook))
        .toList();
  }

  private SampleCoverage coverage(String id, Node rule, Rulebook rulebook) {
    RuleSamples samples = RuleSamples.of(rule, rulebook);
    List<SampleCoverage.Part> unguarded = new ArrayList<>();
    int parts = unguarded(rule, samples, RuleDeletions.of(rule), unguarded);
    return new SampleCoverage(id, parts, unguarded);
  }

  /** Adds what no sample notices; answers how many parts there are. */
  private int unguarded(
      Node rule,
      RuleSamples samples,
      List<Deletion> deletions,
      List<SampleCoverage.Part> unguarded) {
    int parts = deletions.size();
    for (Deletion deletion : deletions) {
      boolean guarded = isGuarded(deletion.apply(rule), samples);
      if (!guarded) {
        unguarded.add(new SampleCoverage.Part(deletion.where(), deletion.part(), deletion.text()));
      }
      parts +=
          guarded ? unguarded(rule, samples, deletion.inner(), unguarded) : deletion.innerCount();
    }
    return parts;
  }

  /** What cannot be left out of a rule needs no guard. */
  private boolean isGuarded(Node changed, RuleSamples samples) {
    try {
      return samples.notice(
          CompiledRule.parse(patterns.expand(changed), new ConditionParser(parsed)));
    } catch (Node.Refused e) {
      return true;
    }
  }

  static RulebookSource read(Path folder) throws IOException {
    RulebookSource source = new RulebookSource();
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      try {
        source.add(name, NodeYaml.read(name, Files.readString(file, StandardCharsets.UTF_8)));
      } catch (Node.Refused e) {
        source.refuse(e);
      } catch (java.nio.charset.CharacterCodingException e) {
        source.problems.add(new Problem(name + ":1", "not UTF-8"));
      }
    }
    return source;
  }

  private void refuse(Node.Refused refused) {
    problems.add(new Problem(refused.where(), String.valueOf(refused.getMessage())));
  }

  private void add(String name, Node node) {
    if (name.equals("folding.yaml")) {
      folding = node.only("variants").get("variants");
      for (Node pair : folding.items()) {
        if (pair.text().length() != 2) {
          throw pair.refuse("a variant and its character, found '" + pair.text() + "'");
        }
      }
      return;
    }
    if (name.equals("data-items.yaml")) {
      dataItems = node.only("items").get("items");
      return;
    }
    if (name.equals("phrases.yaml")) {
      phrases = Optional.of(node);
      return;
    }
    if (name.equals("device-access.yaml")) {
      deviceAccess = Optional.of(node.only("access").get("access"));
      return;
    }
    if (name.equals("patterns.yaml")) {
      patterns = new NamedPatterns(node.only("patterns").get("patterns").members());
      return;
    }
    String id = node.filled("id");
    boolean lexicon = name.startsWith("lexicons/");
    if (lexicon) {
      node.list("terms").forEach(group -> oneALine(group.list("terms")));
      oneALine(node.list("exclusions"));
    }
    Node before = (lexicon ? lexicons : rules).put(id, node);
    if (before != null) {
      throw node.get("id").refuse("id " + id + " is used already at " + before.where());
    }
    if (!lexicon && !name.equals(folderOf(id) + "/" + id + ".yaml")) {
      throw node.get("id")
          .refuse("rule " + id + " belongs into " + folderOf(id) + "/" + id + ".yaml");
    }
  }

  /** A difference is readable, and a term can have a note, where each has a line of its own. */
  private static void oneALine(List<Node> terms) {
    Set<String> lines = new TreeSet<>();
    for (Node term : terms) {
      if (!lines.add(term.where())) {
        throw term.refuse("one term a line");
      }
    }
  }

  private static String folderOf(String id) {
    return id.replaceAll("-.*", "").toLowerCase(java.util.Locale.ROOT);
  }

  Rulebook compile() throws IOException, RulebookException {
    check();
    Rulebook rulebook = Rulebook.of(canonical());
    for (CompiledRule rule : rulebook.compiled().rules()) {
      Node source = rules.get(rule.rule().id());
      if (source != null) {
        try {
          RuleSamples.of(source, rulebook).wrong(rule).forEach(this::refuse);
        } catch (Node.Refused e) {
          refuse(e);
        }
      }
    }
    refuseProblems();
    return rulebook;
  }

  /** Writes a violating and a conforming sample of each rule, for people to read. */
  void writeSamples(OutputStream out) {
    SampleChoice.write(rules, out);
  }

  /** Parses each file alone, so that one run tells every problem. */
  private void check() throws RulebookException {
    lexicons.forEach(
        (id, node) -> {
          try {
            parsed.put(id, Lexicon.parse(node));
          } catch (Node.Refused e) {
            parsed.put(id, new Lexicon(id, List.of()));
            refuse(e);
          }
        });
    ConditionParser conditions = new ConditionParser(parsed);
    for (Map.Entry<String, Node> rule : rules.entrySet()) {
      try {
        written.put(rule.getKey(), rule.getValue());
        rule.setValue(patterns.expand(rule.getValue()));
        List<String> open = CompiledRule.parse(rule.getValue(), conditions).unexplained();
        if (!open.isEmpty()) {
          refuse(rule.getValue().refuse("elsewhere says nothing of " + open));
        }
      } catch (Node.Refused e) {
        refuse(e);
      }
    }
    if (rules.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem("rulebook:1", "no rule at all"));
    }
    if (problems.isEmpty()) {
      Set<String> dead = new TreeSet<>(parsed.keySet());
      dead.removeAll(conditions.used());
      for (String id : dead) {
        Node node = lexicons.getOrDefault(id, folding);
        refuse(node.refuse("no rule uses lexicon " + id + "; use it or remove it"));
      }
      patterns
          .unused()
          .forEach((name, piece) -> refuse(piece.refuse("no rule uses pattern " + name)));
      deadTerms();
    }
    refuseProblems();
  }

  /** A term that a shorter one of the same lexicon and weight always finds first does nothing. */
  private void deadTerms() {
    for (Lexicon lexicon : parsed.values()) {
      for (Lexicon.Term term : lexicon.terms()) {
        for (Lexicon.Term other : lexicon.terms()) {
          boolean covered =
              !term.exclusion()
                  && !other.exclusion()
                  && !other.equals(term)
                  && term.kind() == Lexicon.Kind.WORD
                  && other.kind() == Lexicon.Kind.WORD
                  && other.language() == Lexicon.Language.ZH
                  && other.weight() >= term.weight()
                  && term.text().contains(other.text());
          if (covered) {
            Node node = lexicons.getOrDefault(lexicon.id(), folding);
            refuse(
                node.refuse(
                    "term " + term.text() + " is dead: " + other.text() + " finds it already"));
          }
        }
        if (term.exclusion()
            && lexicon.terms().stream()
                .noneMatch(other -> !other.exclusion() && takesBack(term, other))) {
          Node node = lexicons.getOrDefault(lexicon.id(), folding);
          refuse(node.refuse("exclusion " + term.text() + " is dead: it holds no term"));
        }
      }
    }
  }

  /** Of names the words count, whatever their case: getReportTime holds reportTime. */
  private static boolean takesBack(Lexicon.Term exclusion, Lexicon.Term term) {
    boolean names =
        exclusion.kind() == Lexicon.Kind.IDENTIFIER && term.kind() == Lexicon.Kind.IDENTIFIER;
    return names
        ? overlaps(TextFolding.words(exclusion.text()), TextFolding.words(term.text()))
        : overlaps(exclusion.text(), term.text());
  }

  private static boolean overlaps(String exclusion, String term) {
    if (exclusion.contains(term)) {
      return true;
    }
    for (int length = 1; length < Math.min(term.length(), exclusion.length()); length++) {
      if (exclusion.endsWith(term.substring(0, length))
          || exclusion.startsWith(term.substring(term.length() - length))) {
        return true;
      }
    }
    return false;
  }

  private void refuseProblems() throws RulebookException {
    if (!problems.isEmpty()) {
      throw new RulebookException(problems);
    }
  }

  private byte[] canonical() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = NodeJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("beian", Rulebook.VERSION);
      json.writeName("dataItems");
      NodeJson.write(dataItems, json);
      if (deviceAccess.isPresent()) {
        json.writeName("deviceAccess");
        NodeJson.write(deviceAccess.get(), json);
      }
      json.writeName("folding");
      NodeJson.write(folding, json);
      json.writeArrayPropertyStart("lexicons");
      lexicons.values().forEach(node -> NodeJson.write(without(node, "about"), json));
      json.writeEndArray();
      if (phrases.isPresent()) {
        json.writeName("phrases");
        NodeJson.write(phrases.get(), json);
      }
      json.writeArrayPropertyStart("rules");
      rules.values().forEach(node -> NodeJson.write(without(node, "samples"), json));
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static Node without(Node node, String name) {
    Map<String, Node> members = new LinkedHashMap<>(node.members());
    members.remove(name);
    return new Node(members, node.where());
  }
}
