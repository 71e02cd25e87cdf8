package cn.beian.server.web.account;

import java.util.List;

/**
 * A browser as people call it, from what it says of itself. Only the first {@value #MOST_CHARS}
 * characters count. What is not recognised is {@link #OTHER}; nothing that was sent is passed on
 * but the digits of the version.
 *
 * @param program last part of its key {@code account.browser.*}
 * @param version digits before the first point, at most {@value #MOST_DIGITS}; may be empty
 * @param system last part of its key {@code account.system.*}; empty where none was recognised
 */
public record BrowserName(String program, String version, String system) {
  /** A program that is not recognised. */
  static final BrowserName OTHER = new BrowserName("other", "", "");

  private static final int MOST_CHARS = 512;
  private static final int MOST_DIGITS = 4;

  /** A part of the text, and the program whose version follows it. */
  private record Sign(String text, String program) {}

  /** The first that is found counts: what is built on Chrome or Safari names that, too. */
  private static final List<Sign> PROGRAMS =
      List.of(
          new Sign("MicroMessenger/", "wechat"),
          new Sign("QQBrowser/", "qq"),
          new Sign("UCBrowser/", "uc"),
          new Sign("UBrowser/", "uc"),
          new Sign("QihooBrowser/", "360"),
          new Sign("QHBrowser/", "360"),
          new Sign("360SE", "360"),
          new Sign("360EE", "360"),
          new Sign("HuaweiBrowser/", "huawei"),
          new Sign("MiuiBrowser/", "xiaomi"),
          new Sign("OPR/", "opera"),
          new Sign("Edg/", "edge"),
          new Sign("EdgA/", "edge"),
          new Sign("EdgiOS/", "edge"),
          new Sign("Edge/", "edge"),
          new Sign("Firefox/", "firefox"),
          new Sign("FxiOS/", "firefox"),
          new Sign("CriOS/", "chrome"),
          new Sign("Chrome/", "chrome"),
          new Sign("Trident/", "ie"));

  private static final List<Sign> SYSTEMS =
      List.of(
          new Sign("HarmonyOS", "harmony"),
          new Sign("Windows", "windows"),
          new Sign("Android", "android"),
          new Sign("iPhone", "ios"),
          new Sign("iPad", "ipad"),
          new Sign("Macintosh", "mac"),
          new Sign("Linux", "linux"));

  /** The program that names itself so. */
  public static BrowserName of(String userAgent) {
    String said = userAgent.substring(0, Math.min(MOST_CHARS, userAgent.length()));
    if (said.startsWith("curl/")) {
      return new BrowserName("curl", "", "");
    }
    for (Sign sign : PROGRAMS) {
      int at = said.indexOf(sign.text());
      if (at >= 0) {
        // that of the engine of Internet Explorer is another than people know
        String version = sign.program().equals("ie") ? "" : digits(said, at + sign.text().length());
        return new BrowserName(sign.program(), version, system(said));
      }
    }
    int version = said.indexOf("Version/");
    if (version >= 0 && said.contains("Safari/") && !said.contains("Android")) {
      return new BrowserName("safari", digits(said, version + "Version/".length()), system(said));
    }
    return OTHER;
  }

  private static String digits(String said, int from) {
    int end = from;
    while (end < said.length()
        && end - from < MOST_DIGITS
        && said.charAt(end) >= '0'
        && said.charAt(end) <= '9') {
      end++;
    }
    return said.substring(from, end);
  }

  private static String system(String said) {
    return SYSTEMS.stream()
        .filter(sign -> said.contains(sign.text()))
        .map(Sign::program)
        .findFirst()
        .orElse("");
  }
}
