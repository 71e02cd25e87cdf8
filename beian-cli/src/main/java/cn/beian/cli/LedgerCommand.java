package cn.beian.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The public ledger. */
@Command(name = "ledger", mixinStandardHelpOptions = true)
final class LedgerCommand implements Runnable {
  private final Cli cli;

  @Spec CommandSpec spec = CommandSpec.create();

  LedgerCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), cli.text("usage.noCommand"));
  }

  /** Checks the signature of a checkpoint. */
  @Command(name = "verify", mixinStandardHelpOptions = true)
  int verify(
      @Option(
              names = "--key",
              paramLabel = "KEY|FILE",
              required = true,
              descriptionKey = "ledger.key")
          String key,
      @Parameters(paramLabel = "CHECKPOINT", descriptionKey = "ledger.checkpoint") Path file)
      throws InputException, IOException {
    return new ProofCheck(cli, key).checkpoint(file);
  }
}
