package cn.beian.server.web.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Says who is at the other end and what this server is called. X-Forwarded-For and
 * X-Forwarded-Proto are believed from named proxies alone, and of the chain only the right-most
 * address that is none of them; X-Forwarded-Host is never believed. Where {@code beian.public-url}
 * is set, it is the name of the server whatever {@code Host} says.
 */
final class TrustedProxyValve extends ValveBase {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private final List<NetMask> trusted;
  private final Optional<URI> publicUrl;

  /**
   * Makes the valve.
   *
   * @throws IllegalArgumentException for a proxy that is neither an address nor a network, or a
   *     public URL without scheme and host
   */
  TrustedProxyValve(List<String> proxies, @Nullable String publicUrl) {
    super(true);
    this.trusted = proxies.stream().map(String::strip).map(NetMask::new).toList();
    this.publicUrl =
        Optional.ofNullable(publicUrl)
            .map(String::strip)
            .filter(url -> !url.isEmpty())
            .map(URI::create);
    this.publicUrl.ifPresent(
        url -> {
          if (url.getScheme() == null || url.getHost() == null) {
            throw new IllegalArgumentException("beian.public-url is no full address: " + url);
          }
        });
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (trusts(request.getRemoteAddr())) {
      sender(request).ifPresent(address -> at(request, address));
      String scheme = request.getHeader("X-Forwarded-Proto");
      if (scheme != null && publicUrl.isEmpty()) {
        boolean https = scheme.strip().toLowerCase(Locale.ROOT).equals("https");
        reachedBy(request, https ? "https" : "http");
        request.getCoyoteRequest().setServerPort(https ? 443 : 80);
      }
    }
    publicUrl.ifPresent(
        url -> {
          boolean https = "https".equalsIgnoreCase(url.getScheme());
          reachedBy(request, https ? "https" : "http");
          request.getCoyoteRequest().serverName().setString(url.getHost());
          request
              .getCoyoteRequest()
              .setServerPort(url.getPort() >= 0 ? url.getPort() : https ? 443 : 80);
        });
    getNext().invoke(request, response);
  }

  private static void at(Request request, String address) {
    request.setRemoteAddr(address);
    request.setRemoteHost(address);
  }

  private static void reachedBy(Request request, String scheme) {
    request.getCoyoteRequest().scheme().setString(scheme);
    request.setSecure(scheme.equals("https"));
  }

  /** The right-most address of the chain that is no trusted proxy. */
  private Optional<String> sender(Request request) {
    List<String> chain = new java.util.ArrayList<>();
    for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      chain.addAll(List.of(header.split(",", -1)));
    }
    String last = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      String address = withoutPort(chain.get(i).strip());
      if (!LITERAL.matcher(address).matches()) {
        break; // no address: whoever wrote it is the last who is known
      }
      last = address;
      if (!trusts(address)) {
        break;
      }
    }
    return Optional.ofNullable(last);
  }

  private static String withoutPort(String written) {
    if (written.startsWith("[")) {
      return written.substring(1, Math.max(1, written.indexOf(']')));
    }
    boolean port = written.indexOf('.') >= 0 && written.indexOf(':') == written.lastIndexOf(':');
    return port && written.indexOf(':') > 0 ? written.substring(0, written.indexOf(':')) : written;
  }

  private boolean trusts(@Nullable String address) {
    if (trusted.isEmpty() || address == null || !LITERAL.matcher(address).matches()) {
      return false;
    }
    try {
      InetAddress literal = InetAddress.getByName(address);
      return trusted.stream().anyMatch(mask -> mask.matches(literal));
    } catch (UnknownHostException e) {
      return false; // such as 999.1.1.1
    }
  }
}
