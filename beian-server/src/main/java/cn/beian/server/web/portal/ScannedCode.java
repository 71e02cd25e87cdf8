package cn.beian.server.web.portal;

import cn.beian.filing.numbers.FilingNumber;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * What the text of a QR code is to this site. Only a filing number leads on: no address that a
 * stranger printed is ever opened.
 *
 * @param number that it names, as it was written where it is none
 * @param host of another site to which it leads
 */
record ScannedCode(Kind kind, String number, String host) {
  /** Kinds of codes that people point a phone at. */
  enum Kind {
    /** It names a filing number, by itself or in the address of the page of a record. */
    NUMBER,
    /** It leads to another page of this site. */
    OTHER_PAGE,
    /** It leads to another site. */
    OTHER_SITE,
    /** It is something else. */
    OTHER_TEXT
  }

  private static final int LONGEST_NUMBER = 60;
  private static final int LONGEST_HOST = 100;
  private static final String RECORDS = "/records/";

  /**
   * Of a text.
   *
   * @param site the address of this one, without a slash at its end
   */
  static ScannedCode of(String text, String site) {
    String code = text.strip();
    Optional<URI> address = address(code);
    if (address.isEmpty()) {
      return FilingNumber.read(code).value().isPresent()
          ? named(code)
          : new ScannedCode(Kind.OTHER_TEXT, "", "");
    }
    URI own = URI.create(site);
    if (!place(own).equals(place(address.get()))) {
      return new ScannedCode(Kind.OTHER_SITE, "", shown(address.get()));
    }
    String path = address.get().getPath();
    String records = own.getPath() + RECORDS;
    return path.startsWith(records) && path.length() > records.length()
        ? named(path.substring(records.length()).replaceFirst("/.*", ""))
        : new ScannedCode(Kind.OTHER_PAGE, "", "");
  }

  private static ScannedCode named(String text) {
    String number =
        FilingNumber.read(text)
            .value()
            .map(FilingNumber::toString)
            .orElse(text.substring(0, Math.min(LONGEST_NUMBER, text.length())));
    return new ScannedCode(Kind.NUMBER, number, "");
  }

  private static Optional<URI> address(String text) {
    try {
      URI address = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(address.getScheme())
              || "https".equalsIgnoreCase(address.getScheme());
      return web && address.getAuthority() != null ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Host and port; a site that moved from HTTP to HTTPS is the same on its usual ports. */
  private static String place(URI address) {
    int port = address.getPort();
    return host(address).toLowerCase(Locale.ROOT)
        + (port < 0 || port == 80 || port == 443 ? "" : ":" + port);
  }

  /** Of a name that is not ASCII there is an authority and no host. */
  private static String host(URI address) {
    return address.getHost() == null ? address.getAuthority() : address.getHost();
  }

  /** The host as DNS knows it, so that a look-alike letter is seen. */
  private static String shown(URI address) {
    String host = host(address);
    try {
      host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      // shown as it is
    }
    return host.substring(0, Math.min(LONGEST_HOST, host.length()));
  }
}
