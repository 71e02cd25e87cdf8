package cn.beian.cli;

import cn.beian.facts.FactsJson;
import cn.beian.facts.VisibleJsonStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the facts of a package as canonical NDJSON. */
@Command(name = "facts", sortOptions = false, mixinStandardHelpOptions = true)
final class FactsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "files")
  List<Path> files = new ArrayList<>();

  @Option(names = "--declared", paramLabel = "FILE", descriptionKey = "declared")
  @Nullable Path declared;

  @Mixin CacheOption cache = new CacheOption();

  @Mixin TimeOption time = new TimeOption();

  FactsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    return new InspectionRun(console, declared, cache, time)
        .run(
            files,
            (file, facts) -> {
              FactsJson.write(facts, new VisibleJsonStream(console.terminal().out()));
              return ExitCode.PASSED;
            });
  }
}
