package cn.beian.cli;

import cn.beian.server.offline.OfflineLedger;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Checks that a record is in the public ledger, by the user's own copy of the proof or by a number.
 */
@Command(name = "check", sortOptions = false, mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "NUMBER|PROOF", descriptionKey = "check.what")
  String what = "";

  @Option(names = "--key", paramLabel = "KEY|FILE", descriptionKey = "check.key")
  @Nullable String key;

  @Option(names = "--entry", paramLabel = "FILE", descriptionKey = "check.entry")
  @Nullable Path entry;

  @Option(names = "--server", paramLabel = "URL", descriptionKey = "check.server")
  @Nullable URI server;

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "ledger.data")
  Path data = Path.of("beian-data");

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException, InterruptedException {
    if (Files.isRegularFile(Path.of(what))) {
      if (key == null) {
        throw new InputException(ExitCode.USAGE, "check.noKey", what);
      }
      int code = ProofCheck.with(console, key).proof(Path.of(what), entry);
      if (code == ExitCode.PASSED) {
        console.say("check.asOf");
      }
      return code;
    }
    if (what.matches(".*[/\\\\].*|.*\\.(pdf|tlog-proof)")) {
      throw new InputException(ExitCode.UNREADABLE, "file.missing", what);
    }
    return server == null ? inData(what.strip()) : atServer(new LedgerServer(server), what.strip());
  }

  private int atServer(LedgerServer ledger, String number)
      throws IOException, InputException, InterruptedException {
    String proof =
        ledger
            .find("/ledger/lookup/" + number)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElseThrow(() -> unknown(number));
    String vkey = key == null ? ledger.text("/ledger/key") : key;
    int code = ProofCheck.with(console, vkey).number(number, proof);
    if (key == null) {
      console.say("check.keyOfServer", ledger.address(), vkey.strip());
    }
    return code;
  }

  private int inData(String number) throws IOException, InputException {
    try (OfflineLedger ledger = OfflineData.open(console, data, key)) {
      String proof =
          ledger.prove(number).map(found -> found.format()).orElseThrow(() -> unknown(number));
      return new ProofCheck(console, ledger.key()).number(number, proof);
    }
  }

  private static InputException unknown(String number) {
    return new InputException(ExitCode.BLOCKED, "check.unknown", number);
  }
}
