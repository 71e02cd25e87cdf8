package cn.beian.server.notifications;

import java.net.Inet6Address;
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
   * @return empty where it may not be called
   */
  static Optional<WebhookTarget> find(String url, boolean internal) {
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
    return lookUp(uri.getHost(), internal)
        .map(address -> new WebhookTarget(tls, uri.getHost(), address, port, path + query))
        .filter(
            target -> (target.path() + target.host()).chars().allMatch(c -> c > ' ' && c < 127));
  }

  /** A name of which any address may not be called is not called at all. */
  private static Optional<InetAddress> lookUp(String host, boolean internal) {
    try {
      InetAddress[] all = InetAddress.getAllByName(host);
      for (InetAddress one : all) {
        if (!internal && !isPublic(one)) {
          return Optional.empty();
        }
      }
      return Optional.of(all[0]);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is one of the internet, and of no network that is somebody's own. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
  }

  /** RFC 6890: this network, shared, protocol assignments, benchmarks, examples, reserved. */
  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    boolean special =
        switch (first) {
          case 0 -> true;
          case 100 -> (second & 0xc0) == 64;
          case 192 -> (second == 0 && (third == 0 || third == 2)) || (second == 88 && third == 99);
          case 198 -> second == 18 || second == 19 || (second == 51 && third == 100);
          case 203 -> second == 0 && third == 113;
          default -> first >= 240;
        };
    return !special;
  }

  /** Global unicast alone, and none that leads to an IPv4 address: 6to4, Teredo, NAT64. */
  private static boolean isPublic6(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    boolean global = (first & 0xe000) == 0x2000;
    boolean special = first == 0x2002 || (first == 0x2001 && (second < 0x200 || second == 0xdb8));
    return global && !special;
  }
}
