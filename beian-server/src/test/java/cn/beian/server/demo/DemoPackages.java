package cn.beian.server.demo;

/** The packages of the demo's apps, for tests that file one of them. */
public final class DemoPackages {
  private DemoPackages() {}

  /** The review build of an app, the same bytes each time. */
  public static byte[] reviewBuild(String app) {
    return DemoApp.read(app).reviewBuilds().get(0).bytes();
  }
}
