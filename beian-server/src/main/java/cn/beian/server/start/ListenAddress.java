package cn.beian.server.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/** The address on which the server is to listen, tried before anything is created. */
public final class ListenAddress {
  private static final int ANY = 0;

  private ListenAddress() {}

  /**
   * Opens the configured port and closes it again; port 0 needs no check.
   *
   * @throws StartRefusedException if the port cannot be opened
   */
  public static void requireFree(Environment settings) {
    String typed = settings.getProperty("server.port", "8080").strip();
    String host = settings.getProperty("server.address", "").strip();
    int port = port(typed);
    if (port == ANY) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      InetAddress address = host.isEmpty() ? null : InetAddress.getByName(host);
      socket.bind(new InetSocketAddress(address, port));
    } catch (UnknownHostException e) {
      throw new StartRefusedException(
          "This machine has no address " + host + ".", "Correct the setting server.address.");
    } catch (IOException e) {
      throw new StartRefusedException(
          "Port " + port + " cannot be opened: " + e.getMessage() + ".",
          "End the program that uses it, or choose another port with --port.");
    }
  }

  private static int port(String typed) {
    try {
      int port = Integer.parseInt(typed);
      if (port >= ANY && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new StartRefusedException(
        "'" + typed + "' cannot be used as a port.", "Use --port with a number from 0 to 65535.");
  }
}
