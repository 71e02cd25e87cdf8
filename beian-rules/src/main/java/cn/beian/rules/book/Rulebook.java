package cn.beian.rules.book;

import cn.beian.rules.CanonicalDigest;
import cn.beian.rules.DeviceAccesses;
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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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

  private final byte[] canonical;
  private final String version;
  private final CompiledRules compiled;

  private Rulebook(byte[] canonical, CompiledRules compiled) {
    this.canonical = canonical;
    this.version = CanonicalDigest.sha256(out -> out.write(canonical));
    this.compiled = compiled;
  }

  private static final class Bundled {
    static final Rulebook INSTANCE = load();

    private static Rulebook load() {
      try (InputStream in = Rulebook.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is not in the jar: the build left it out");
        }
        return of(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
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
          new CompiledRules(
              rules,
              new TermMatcher(lexicons.values(), folding, phrases),
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

  /** What the engine runs. */
  public CompiledRules compiled() {
    return compiled;
  }
}
