package cn.beian.server.web.http;

import java.util.List;

/** Addresses at which no page is: what fails there is answered to a program. */
public final class ForPrograms {
  private static final List<String> BEGINNINGS =
      List.of(
          "/api/",
          "/ledger/",
          "/actuator/",
          "/uploads",
          "/open-data/",
          "/css/",
          "/js/",
          "/webjars/");

  private ForPrograms() {}

  /**
   * Whether an address is one of them.
   *
   * @param path without the path of the application
   */
  public static boolean is(String path) {
    return BEGINNINGS.stream().anyMatch(path::startsWith);
  }

  /** Whether an address is one of the interface, which answers in JSON to everybody. */
  public static boolean api(String path) {
    return path.equals("/api") || path.startsWith("/api/");
  }
}
