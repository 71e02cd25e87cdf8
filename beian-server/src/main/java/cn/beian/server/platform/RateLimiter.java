package cn.beian.server.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;

/** A bucket of attempts for each key, which is refilled one by one. */
public interface RateLimiter {
  /** Takes one attempt; the time to wait when none is left, zero when there was one. */
  Duration attempt(String key);

  /** How many attempts are left; takes none. */
  int left(String key);

  /** Gives one back that was taken, such as by an act that turned out to be in order. */
  void giveBack(String key);

  /** Fills the bucket of a key. */
  void forget(String key);

  /**
   * The key of an address: itself, or of IPv6 the first 64 bits, which one subscriber has for
   * himself alone.
   */
  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) + "/64" : address;
    } catch (UnknownHostException e) {
      return address; // such as one with an unknown zone
    }
  }
}
