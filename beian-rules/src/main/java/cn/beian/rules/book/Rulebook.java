package cn.beian.rules.book;

import cn.beian.rules.CanonicalDigest;
import cn.beian.rules.DeviceAccesses;
import cn.beian.rules.Evidence;
import cn.beian.rules.JsonFormatException;
import cn.beian.rules.LocalText;
import cn.beian.rules.Node;
import cn.beian.rules.NodeJson;
import cn.beian.rules.Rule;
import cn.beian.rules.text.DataItems;
import cn.beian.rules.text.Lexicon;
import cn.beian.rules.text.Phrases;
import cn.beian.rules.text.TermMatcher;
import cn.beian.rules.text.TextFolding;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** An immutable set of rules, identified by the digest of its canonical form. */
public final class Rulebook {
  public static final String VERSION = "rulebook/1";
  private static final String EARLIER_WORDS = "/cn/beian/rules/words-of-earlier-rulebooks.json";
  static final String RESOURCE = "/cn/beian/rules/rulebook.json";

  /** The automata of its terms, made by the build; see {@link #writeTerms}. */
  static final String TERMS = "/cn/beian/rules/rulebook.terms";

  /** Hex digits of SHA-256. */
  private static final int VERSION_LENGTH = 64;

  private final byte[] canonical;
  private final String version;
  private final List<Lexicon> lexicons;
  private final CompiledRules compiled;

  private Rulebook(
      byte[] canonical, String version, List<Lexicon> lexicons, CompiledRules compiled) {
    this.canonical = canonical;
    this.version = version;
    this.lexicons = lexicons;
    this.compiled = compiled;
  }

  private static final class Bundled {
    static final Rulebook INSTANCE = load();

    private static Rulebook load() {
      try {
        return built(resource(RESOURCE), resource(TERMS));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] resource(String name) throws IOException {
      try (InputStream in = Rulebook.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is not in the jar: the build left it out");
        }
        return in.readAllBytes();
      }
    }
  }

  /** The rulebook that this version of the software carries. */
  public static Rulebook bundled() {
    return Bundled.INSTANCE;
  }

  /**
   * The rulebook of a canonical form.
   *
   * @throws JsonFormatException when it is something else
   */
  public static Rulebook of(byte[] canonical) throws IOException {
    return of(canonical, CanonicalDigest.sha256(out -> out.write(canonical)), Optional.empty());
  }

  /** What stands in the file of {@link #writeTerms} is of the rulebook beside it. */
  private static Rulebook built(byte[] canonical, byte[] terms) throws IOException {
    String version = new String(terms, 0, VERSION_LENGTH, StandardCharsets.US_ASCII);
    IntBuffer automata =
        ByteBuffer.wrap(terms, VERSION_LENGTH, terms.length - VERSION_LENGTH).asIntBuffer();
    return of(canonical, version, Optional.of(automata));
  }

  private static Rulebook of(byte[] canonical, String version, Optional<IntBuffer> automata)
      throws IOException {
    try {
      Node node = NodeJson.read(new ByteArrayInputStream(canonical));
      node.only("beian", "dataItems", "deviceAccess", "folding", "lexicons", "phrases", "rules");
      if (!node.text("beian").equals(VERSION)) {
        throw node.get("beian").refuse("version " + node.text("beian") + ", expected " + VERSION);
      }
      Map<String, Lexicon> lexicons = new TreeMap<>();
      for (Node item : node.list("lexicons")) {
        Lexicon lexicon = Lexicon.parse(item);
        lexicons.put(lexicon.id(), lexicon);
      }
      ConditionParser conditions = new ConditionParser(lexicons);
      List<CompiledRule> rules = new ArrayList<>();
      node.list("rules").forEach(rule -> rules.add(CompiledRule.parse(rule, conditions)));
      TextFolding folding = new TextFolding(node.texts("folding"));
      Phrases phrases =
          Phrases.parse(node.find("phrases").orElseGet(() -> Earlier.WORDS.phrases()), folding);
      return new Rulebook(
          canonical.clone(),
          version,
          List.copyOf(lexicons.values()),
          new CompiledRules(
              rules,
              matcher(lexicons.values(), folding, phrases, automata),
              new Searches(rules),
              DataItems.parse(node.list("dataItems"), folding),
              phrases,
              DeviceAccesses.parse(
                  node.find("deviceAccess")
                      .orElseGet(() -> Earlier.WORDS.deviceAccess())
                      .items())));
    } catch (Node.Refused e) {
      throw JsonFormatException.of(e);
    }
  }

  private static TermMatcher matcher(
      Collection<Lexicon> lexicons,
      TextFolding folding,
      Phrases phrases,
      Optional<IntBuffer> automata) {
    return automata.isPresent()
        ? TermMatcher.of(lexicons, folding, phrases, automata.get())
        : TermMatcher.of(lexicons, folding, phrases);
  }

  /**
   * Words of rulebooks of before 2026-11-27, which stood in the program: they decide as they did.
   */
  private record Earlier(Node phrases, Node deviceAccess) {
    private static final Earlier WORDS = read();

    private static Earlier read() {
      try (InputStream in =
          Objects.requireNonNull(
              Rulebook.class.getResourceAsStream(EARLIER_WORDS), EARLIER_WORDS)) {
        Node node = NodeJson.read(in);
        return new Earlier(node.get("phrases"), node.get("deviceAccess"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What apps may reach on a device, as this rulebook sees it. */
  public DeviceAccesses deviceAccesses() {
    return compiled.deviceAccesses();
  }

  /** Why its alternatives stand in a rule, in the order of the rule; empty where nobody said. */
  public List<LocalText> because(String ruleId) {
    return compiled.rules().stream()
        .filter(rule -> rule.rule().id().equals(ruleId))
        .flatMap(CompiledRule::because)
        .distinct()
        .toList();
  }

  /**
   * How to mend what was found: a sentence for each of its cases that has one of its own, else that
   * of the rule. Empty where the rule is unknown.
   *
   * @param found evidence of findings of that rule, all or some
   */
  public List<LocalText> remedies(String ruleId, List<Evidence> found) {
    return compiled.rules().stream()
        .filter(rule -> rule.rule().id().equals(ruleId))
        .findFirst()
        .map(rule -> rule.remedies(found))
        .orElse(List.of());
  }

  /** SHA-256 of the canonical form, lower-case hex. */
  public String version() {
    return version;
  }

  /** All rules, sorted by id. */
  public List<Rule> rules() {
    return compiled.rules().stream().map(CompiledRule::rule).toList();
  }

  public Optional<Rule> rule(String id) {
    return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** Writes the canonical form; does not close. */
  public void write(OutputStream out) throws IOException {
    out.write(canonical);
  }

  /**
   * Writes its version and the automata of its terms behind it, which the bundled rulebook need not
   * make again. Does not close.
   */
  public void writeTerms(OutputStream out) throws IOException {
    DataOutputStream numbers = new DataOutputStream(out);
    numbers.write(version.getBytes(StandardCharsets.US_ASCII));
    compiled.matcher().write(lexicons, numbers);
    numbers.flush();
  }

  /** What the engine runs. */
  public CompiledRules compiled() {
    return compiled;
  }
}
