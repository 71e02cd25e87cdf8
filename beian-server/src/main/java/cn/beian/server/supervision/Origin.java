package cn.beian.server.supervision;

import java.util.OptionalInt;

/** What a case was opened for. */
public sealed interface Origin {

  /** Its name in the database and in message keys. */
  String name();

  /** What tells it from others of its kind; a record has one case for each. */
  String reference();

  /** The version of the rulebook by which it was found; empty where none made the difference. */
  OptionalInt rulebookVersion();

  /**
   * A re-test after a version of the rulebook took effect.
   *
   * @param version number of that version
   */
  record Retest(int version) implements Origin {
    private static final String NAME = "RETEST";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String reference() {
      return Integer.toString(version);
    }

    @Override
    public OptionalInt rulebookVersion() {
      return OptionalInt.of(version);
    }
  }

  /**
   * An origin as it is stored.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static Origin of(String name, String reference) {
    if (name.equals(Retest.NAME)) {
      return new Retest(Integer.parseInt(reference));
    }
    throw new IllegalArgumentException("no origin " + name);
  }
}
