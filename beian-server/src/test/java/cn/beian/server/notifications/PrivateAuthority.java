package cn.beian.server.notifications;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority that nobody trusts, made by keytool, and a server that it issued a certificate to.
 */
final class PrivateAuthority {
  private static final String PASSWORD = "changeit";

  private final Path folder;

  PrivateAuthority(Path folder) throws Exception {
    this.folder = folder;
    pair("ca", "CN=Authority of a province", "bc:c");
    pair("server", "CN=localhost", "san=ip:127.0.0.1");
    keytool("-exportcert -rfc -alias ca -file " + certificate());
    keytool("-certreq -alias server -file " + folder.resolve("request"));
    keytool(
        "-gencert -alias ca -ext san=ip:127.0.0.1 -infile %s -outfile %s"
            .formatted(folder.resolve("request"), folder.resolve("issued")));
    keytool("-importcert -noprompt -alias server -file " + folder.resolve("issued"));
  }

  /** Its own certificate, as PEM. */
  Path certificate() {
    return folder.resolve("authority.pem");
  }

  /** A server with the certificate that it issued. */
  HttpsServer server(Handler handler) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    store.deleteEntry("ca");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", handler::handle);
    server.start();
    return server;
  }

  /** What the server does with a request. */
  @FunctionalInterface
  interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void pair(String alias, String name, String extension) throws Exception {
    List<String> command = new ArrayList<>(List.of("-dname", name, "-ext", extension));
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", alias));
    keytool(command);
  }

  private void keytool(String line) throws Exception {
    keytool(List.of(line.split(" ")));
  }

  private void keytool(List<String> words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(words);
    command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    byte[] said = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(new String(said, StandardCharsets.UTF_8));
    }
  }
}
