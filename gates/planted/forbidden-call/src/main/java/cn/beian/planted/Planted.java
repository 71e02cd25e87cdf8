package cn.beian.planted;

import java.time.Instant;

/** Reads the machine's clock, which nothing may. */
public final class Planted {
  private Planted() {}

  /** Now. */
  public static Instant now() {
    return Instant.now();
  }
}
