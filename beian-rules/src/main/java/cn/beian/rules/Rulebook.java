package cn.beian.rules;

import java.util.List;
import java.util.Optional;

/** An immutable set of rules, identified by the digest of its canonical form. */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class Rulebook {
  private Rulebook() {}

  /** The rulebook that this version of the software carries. */
  public static Rulebook bundled() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** SHA-256 of the canonical form, lower-case hex. */
  public String version() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** All rules, sorted by id. */
  public List<Rule> rules() {
    throw new UnsupportedOperationException("not written yet");
  }

  public Optional<Rule> rule(String id) {
    return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
