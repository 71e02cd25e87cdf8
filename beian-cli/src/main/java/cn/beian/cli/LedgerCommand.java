package cn.beian.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

  /** Fetches an entry and its proof from a server, checks both and keeps them in one file. */
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
    ProofCheck check = new ProofCheck(cli, key);
    byte[] entry = get(server, "/ledger/entries/" + index);
    byte[] proof = get(server, "/ledger/proofs/" + index);
    return check.keep(new String(proof, StandardCharsets.UTF_8), entry, out);
  }

  private static byte[] get(URI server, String path) throws InputException, InterruptedException {
    String address = server.toString().replaceAll("/+$", "") + path;
    try {
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address))
                      .timeout(Duration.ofSeconds(20))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      throw new InputException(
          ExitCode.UNREADABLE, "file.unreadable", address, "HTTP " + answer.statusCode());
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(ExitCode.UNREADABLE, "file.unreadable", address, e.toString());
    }
  }
}
