package cn.beian.server.platform;

/** The version of this software. */
public final class SoftwareVersion {
  public static final String NUMBER = "0.1.0";

  private SoftwareVersion() {}
}
