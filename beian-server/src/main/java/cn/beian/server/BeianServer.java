package cn.beian.server;

import java.util.ArrayList;
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
   * @param arguments {@code --port N} (0 = any), {@code --data DIR}, {@code --demo}, or any Spring
   *     setting as {@code --name=value}
   * @throws IllegalArgumentException when an option lacks its value
   */
  public static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplication(BeianServer.class).run(springArguments(List.of(arguments)));
  }

  /** Runs the server until the JVM is told to end. */
  public static void main(String[] arguments) {
    start(arguments);
  }

  private static String[] springArguments(List<String> arguments) {
    List<String> result = new ArrayList<>();
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      switch (argument) {
        case "--port" -> result.add("--server.port=" + valueOf(argument, rest));
        case "--data" -> result.add("--beian.data-dir=" + valueOf(argument, rest));
        case "--demo" -> result.add("--beian.demo=true");
        default -> result.add(argument);
      }
    }
    return result.toArray(String[]::new);
  }

  private static String valueOf(String option, java.util.Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }
}
