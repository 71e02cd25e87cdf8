package cn.beian.server.platform;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses may be called for somebody else: those of the internet alone. */
public final class PublicAddresses {
  private PublicAddresses() {}

  /** Whether an address is one of the internet, and of no network that is somebody's own. */
  public static boolean isPublic(InetAddress address) {
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
