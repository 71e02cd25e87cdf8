package cn.beian.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Lists {@code serve} among the commands and prints its options; {@link Main} handles that command
 * before this class is reached.
 */
@Command(name = "serve", sortOptions = false, mixinStandardHelpOptions = true)
final class ServeHelp implements Callable<Integer> {
  @Option(names = "--port", paramLabel = "PORT", descriptionKey = "serve.port")
  int port = 8080;

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "serve.data")
  @Nullable Path data;

  @Option(names = "--demo", descriptionKey = "serve.demo")
  boolean demo;

  @Override
  public Integer call() {
    throw new IllegalStateException("serve is dispatched by Main");
  }
}
