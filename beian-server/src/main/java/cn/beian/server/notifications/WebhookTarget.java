package cn.beian.server.notifications;

import cn.beian.server.platform.NameLookUp;
import cn.beian.server.platform.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a webhook is called: an address on the internet by https. The name is looked up once, and
 * what was found is what is called, so that it cannot become another in between.
 *
 * @param host as the other side calls itself
 * @param path with its query
 */
record WebhookTarget(boolean tls, String host, InetAddress address, int port, String path) {
  static final int LONGEST = 500;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int LAST_PORT = 65_535;

  /**
   * Reads an address and looks its name up.
   *
   * @param internal whether it may be one of the operator's own network, and http
   * @return empty where it may not be called, or was not found in time
   */
  static Optional<WebhookTarget> find(String url, boolean internal, NameLookUp names) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (url.length() > LONGEST
        || (!tls && !(internal && scheme.equals("http")))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || uri.getPort() == 0
        || uri.getPort() > LAST_PORT) {
      return Optional.empty();
    }
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
    return lookUp(uri.getHost(), internal, names)
        .map(address -> new WebhookTarget(tls, uri.getHost(), address, port, path + query))
        .filter(
            target -> (target.path() + target.host()).chars().allMatch(c -> c > ' ' && c < 127));
  }

  /** A name of which any address may not be called is not called at all. */
  private static Optional<InetAddress> lookUp(String host, boolean internal, NameLookUp names) {
    try {
      InetAddress[] all = names.find(host);
      for (InetAddress one : all) {
        if (!internal && !PublicAddresses.isPublic(one)) {
          return Optional.empty();
        }
      }
      return Optional.of(all[0]);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
