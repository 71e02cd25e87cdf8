package cn.beian.server.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that refuses what a test says: recipients, or the text of mails to them. */
final class RefusingMailServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final Map<String, String> atRecipient = new ConcurrentHashMap<>();
  private final Map<String, String> atText = new ConcurrentHashMap<>();

  RefusingMailServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Whom it took a mail for, in order. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  /** From now on it answers so to a recipient. */
  void refuse(String address, String reply) {
    atRecipient.put(address, reply);
  }

  /** From now on it answers so to the text of a mail. */
  void refuseText(String address, String reply) {
    atText.put(address, reply);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket caller = socket.accept()) {
        talk(caller);
      } catch (IOException e) {
        // the caller, or the test, has gone
      }
    }
  }

  private void talk(Socket caller) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
    String recipient = "";
    say(caller, "220 ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String command = line.toUpperCase(Locale.ROOT);
      if (command.startsWith("RCPT TO:")) {
        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        say(caller, atRecipient.getOrDefault(recipient, "250 ok"));
      } else if (command.equals("DATA")) {
        say(caller, "354 go on");
        for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
          // is not kept
        }
        String reply = atText.getOrDefault(recipient, "250 ok");
        if (reply.startsWith("250")) {
          taken.add(recipient);
        }
        say(caller, reply);
      } else if (command.equals("QUIT")) {
        say(caller, "221 bye");
        return;
      } else {
        say(caller, "250 ok");
      }
    }
  }

  private static void say(Socket caller, String reply) throws IOException {
    caller.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    caller.getOutputStream().flush();
  }
}
