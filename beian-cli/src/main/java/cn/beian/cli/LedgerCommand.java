package cn.beian.cli;

import cn.beian.server.offline.OfflineLedger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The public ledger. */
@Command(name = "ledger", mixinStandardHelpOptions = true)
final class LedgerCommand implements Runnable {
  private final Console console;

  @Spec CommandSpec spec = CommandSpec.create();

  LedgerCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), console.text("usage.noCommand"));
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
    return ProofCheck.with(console, key).checkpoint(file);
  }

  /** Fetches an entry and its proof from a server, checks both and stores them in one file. */
  @Command(name = "prove", mixinStandardHelpOptions = true)
  int prove(
      @Option(
              names = "--key",
              paramLabel = "KEY|FILE",
              required = true,
              descriptionKey = "ledger.key")
          String key,
      @Option(
              names = "--server",
              paramLabel = "URL",
              required = true,
              descriptionKey = "ledger.server")
          URI server,
      @Option(names = "--out", paramLabel = "PATH", required = true, descriptionKey = "ledger.out")
          Path out,
      @Parameters(paramLabel = "INDEX", descriptionKey = "ledger.index") long index)
      throws InputException, IOException, InterruptedException {
    ProofCheck check = ProofCheck.with(console, key);
    LedgerServer ledger = new LedgerServer(server);
    byte[] entry = ledger.get("/ledger/entries/" + index);
    return check.keep(ledger.text("/ledger/proofs/" + index), entry, out);
  }

  /**
   * Stores the checkpoints of a server and raises an alarm if they contradict each other or stop.
   */
  @Command(name = "watch", mixinStandardHelpOptions = true)
  int watch(
      @Option(
              names = "--state",
              paramLabel = "FILE",
              required = true,
              descriptionKey = "watch.stateFile")
          Path state,
      @Option(names = "--key", paramLabel = "KEY|FILE", descriptionKey = "watch.key")
          @Nullable String key,
      @Option(names = "--once", descriptionKey = "watch.once") boolean once,
      @Option(
              names = "--every",
              paramLabel = "MINUTES",
              defaultValue = "5",
              descriptionKey = "watch.every")
          int minutes,
      @Option(
              names = "--silence",
              paramLabel = "HOURS",
              defaultValue = "3",
              descriptionKey = "watch.silence")
          int hours,
      @Parameters(paramLabel = "URL", descriptionKey = "ledger.server") URI server)
      throws InputException, IOException, InterruptedException {
    WatchRun run =
        new WatchRun(
            console, new LedgerServer(server), state, Duration.ofHours(Math.max(1, hours)));
    return once
        ? run.look(Optional.ofNullable(key))
        : run.watch(Optional.ofNullable(key), Duration.ofMinutes(Math.max(1, minutes)));
  }

  /** Rebuilds everything from the entries. */
  @Command(name = "fsck", mixinStandardHelpOptions = true)
  int fsck(
      @Option(
              names = "--data",
              paramLabel = "DIR",
              defaultValue = "beian-data",
              descriptionKey = "ledger.data")
          Path data,
      @Option(names = "--key", paramLabel = "KEY|FILE", descriptionKey = "fsck.key")
          @Nullable String key)
      throws InputException, IOException {
    try (OfflineLedger ledger = OfflineData.open(console, data, key)) {
      return new FsckRun(console).over(ledger);
    }
  }
}
