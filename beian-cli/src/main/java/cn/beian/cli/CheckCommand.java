package cn.beian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks, offline, that a record is in the public ledger. */
@Command(name = "check", sortOptions = false, mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Cli cli;

  @Parameters(paramLabel = "PROOF", descriptionKey = "check.proof")
  Path proof = Path.of("");

  @Option(names = "--entry", paramLabel = "FILE", descriptionKey = "check.entry")
  @Nullable Path entry;

  @Option(names = "--key", paramLabel = "KEY|FILE", required = true, descriptionKey = "ledger.key")
  String key = "";

  CheckCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException, InputException {
    return new ProofCheck(cli, key).proof(proof, entry);
  }
}
