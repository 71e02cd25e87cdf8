package cn.beian.server.endings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a sponsor plans for the end of an app, as it was entered.
 *
 * @param lastDay of service; absent where none was entered
 * @param announcement that users read
 * @param dataDisposal what becomes of the data
 * @param target number of another app, an address, or why there is none
 * @param informing how users are told; not public
 */
public record ShutDownPlan(
    Optional<LocalDate> lastDay,
    String announcement,
    String dataDisposal,
    Optional<Migration> migration,
    String target,
    String informing) {

  /** Names of the state: those under cn, and the one written in Chinese. */
  private static final List<String> GOVERNMENT = List.of(".gov.cn", ".xn--zfr164b");

  /** Where users go. */
  public enum Migration {
    /** To another filed app. */
    FILED_APP,
    /** To an address. */
    ADDRESS,
    /** Nowhere; why is said. */
    NONE
  }

  /**
   * Whether an address may be a link on a public page: one of a name that only organs of the state
   * and public institutions are given. Any other is text, which nobody is led to by the register.
   */
  public boolean linked() {
    if (migration.filter(Migration.ADDRESS::equals).isEmpty()) {
      return false;
    }
    try {
      URI uri = new URI(target);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getPort() == -1
          && GOVERNMENT.stream().anyMatch(host::endsWith);
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }

  ShutDownPlan stripped() {
    return new ShutDownPlan(
        lastDay,
        announcement.strip(),
        dataDisposal.strip(),
        migration,
        target.strip(),
        informing.strip());
  }
}
