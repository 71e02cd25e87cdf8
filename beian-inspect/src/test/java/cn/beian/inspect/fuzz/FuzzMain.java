package cn.beian.inspect.fuzz;

import java.io.IOException;

/** What Jazzer calls; the target stands in the system property {@code beian.fuzz.target}. */
public final class FuzzMain {
  private static final FuzzTarget TARGET =
      FuzzTarget.valueOf(System.getProperty("beian.fuzz.target", FuzzTarget.APK.name()));

  private FuzzMain() {}

  /** Loads once what every run needs, so that the first one is not taken for slow. */
  public static void fuzzerInitialize() throws IOException {
    for (byte[] seed : TARGET.seeds()) {
      TARGET.run(seed);
    }
  }

  /** One run. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    TARGET.run(bytes);
  }
}
