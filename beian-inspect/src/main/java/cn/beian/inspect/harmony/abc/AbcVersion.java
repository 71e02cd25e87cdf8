package cn.beian.inspect.harmony.abc;

import java.util.List;
import java.util.stream.Collectors;

/** Version of the bytecode, as its four bytes say; they order as numbers. */
public record AbcVersion(int major, int minor, int feature, int build) {
  /** Its instructions have prefixes and widths of their own; they came with the FA model. */
  public static final AbcVersion FIRST = new AbcVersion(0, 0, 0, 2);

  /** From here on a method of an object can be called by its name. */
  private static final AbcVersion CALLS_BY_NAME = new AbcVersion(24, 0, 0, 0);

  private static final List<AbcVersion> KNOWN =
      List.of(
          FIRST,
          new AbcVersion(9, 0, 0, 0),
          new AbcVersion(11, 0, 2, 0),
          new AbcVersion(12, 0, 1, 0),
          new AbcVersion(12, 0, 2, 0),
          new AbcVersion(12, 0, 6, 0),
          new AbcVersion(13, 0, 1, 0),
          CALLS_BY_NAME);

  /** Whether the layout of the file is known. */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /** Whether the instructions are known too. */
  public boolean hasKnownCode() {
    return isKnown() && !equals(FIRST);
  }

  boolean callsByName() {
    return equals(CALLS_BY_NAME);
  }

  /** The versions that are read, in order, joined by commas. */
  public static String known() {
    return KNOWN.stream().map(AbcVersion::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + feature + "." + build;
  }
}
