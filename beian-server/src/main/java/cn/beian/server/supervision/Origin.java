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
   * An exemption that had been accepted on a rule that knows none: leave no scenario
   * open.
   */
  record Groundless() implements Origin {
    private static final String NAME = "GROUNDLESS";

    @Override
    public String name() {
      return NAME;
    }

    /** The requirement beside which there is no exception. */
    @Override
    public String reference() {
      return "R-04";
    }

    @Override
    public OptionalInt rulebookVersion() {
      return OptionalInt.empty();
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
    if (name.equals(Groundless.NAME)) {
      return new Groundless();
    }
    throw new IllegalArgumentException("no origin " + name);
  }
}
