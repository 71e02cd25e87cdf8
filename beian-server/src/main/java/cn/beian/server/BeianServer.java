package cn.beian.server;

import cn.beian.server.database.DatabaseFolder;
import cn.beian.server.start.ListenAddress;
import cn.beian.server.start.StartRefusedException;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server. Started by {@code beian serve}. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class BeianServer {

  /**
   * Starts the server and returns once it answers. It ends with the JVM or when the returned
   * context is closed.
   *
   * @param arguments {@code --port N} (0 = any), {@code --data DIR}, {@code --demo}, or any setting
   *     as {@code --name.of.it=value}
   * @throws UnknownArgumentException when an option is unknown or lacks its value
   */
  public static ConfigurableApplicationContext start(String... arguments) {
    SpringApplication server = new SpringApplication(BeianServer.class);
    server.addInitializers(
        context -> {
          ListenAddress.requireFree(context.getEnvironment());
          DatabaseFolder.requireFree(context.getEnvironment());
        });
    return server.run(ServerArguments.settings(List.of(arguments)));
  }

  /** Whether a start failed for a reason that was logged in words, with what to do. */
  public static boolean wasRefused(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof StartRefusedException) {
        return true;
      }
    }
    return false;
  }

  /** Runs the server until the JVM is told to end. */
  public static void main(String[] arguments) {
    start(arguments);
  }
}
