package cn.beian.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Stands in the list of commands and says the options of {@code serve}; {@link Main} takes that
 * command before this is asked.
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
