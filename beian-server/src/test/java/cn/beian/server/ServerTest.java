package cn.beian.server;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole server on a random port against a real embedded PostgreSQL. One server and one database
 * per JVM: a test makes its own data and assumes nothing about others'.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = BeianServer.class)
public abstract class ServerTest {
  @Autowired protected JdbcClient jdbc;
  @LocalServerPort protected int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    // a runner may load the tests by itself: what they start is to find the same classes
    System.setProperty("java.class.path", TestClassPath.joined());
    Path target = Path.of("target").toAbsolutePath();
    Path data = target.resolve("test-data-" + ProcessHandle.current().pid());
    registry.add("beian.data-dir", data::toString);
    registry.add("beian.db.binaries", () -> target.resolve("postgres-binaries").toString());
    registry.add("beian.db.url", () -> "");
  }

  /** Address of a page. */
  protected String url(String path) {
    return "http://localhost:" + port + path;
  }
}
