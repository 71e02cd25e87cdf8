package cn.beian.inspect.fuzz;

import java.io.IOException;

/** What Jazzer calls; the target stands in the system property {@code beian.fuzz.target}. */
public final class FuzzMain {
  private static final FuzzTarget TARGET =
      FuzzTarget.valueOf(System.getProperty("beian.fuzz.target", FuzzTarget.APK.name()));

  private FuzzMain() {}

  /** Makes once what every run needs. */
  public static void fuzzerInitialize() {
    TARGET.packaged(new byte[0]);
  }

  /** One run. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    TARGET.run(bytes);
  }
}
