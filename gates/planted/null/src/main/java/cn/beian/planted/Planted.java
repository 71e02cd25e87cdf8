package cn.beian.planted;

import org.jspecify.annotations.Nullable;

/** Follows what may be null, which nothing may. */
public final class Planted {
  private Planted() {}

  /** The length of nothing. */
  public static int length(@Nullable String text) {
    return text.length();
  }
}
