package cn.beian.cli;

import cn.beian.ledger.Fault;
import cn.beian.ledger.LedgerMessages;
import cn.beian.server.audit.AuditCheck;
import cn.beian.server.offline.OfflineAudit;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The audit trail of a server. */
@Command(name = "audit", mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
  private final Console console;

  @Spec CommandSpec spec = CommandSpec.create();

  AuditCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), console.text("usage.noCommand"));
  }

  /** Recomputes the chain of digests and compares it with the signed heads. */
  @Command(name = "verify", mixinStandardHelpOptions = true)
  int verify(
      @Option(
              names = "--data",
              paramLabel = "DIR",
              defaultValue = "beian-data",
              descriptionKey = "ledger.data")
          Path data,
      @Option(names = "--key", paramLabel = "KEY|FILE", descriptionKey = "audit.key")
          @Nullable String key)
      throws InputException, IOException {
    try (OfflineAudit audit = OfflineData.openAudit(console, data, key)) {
      return told(audit.verify());
    }
  }

  private int told(AuditCheck.Result result) throws IOException {
    LedgerMessages sentences = new LedgerMessages(console.language().locale());
    for (Fault fault : result.ledger().faults()) {
      console.write(sentences.text(fault) + "\n");
    }
    for (AuditCheck.Fault fault : result.faults()) {
      console.print("audit." + fault.kind(), fault.at(), subject(fault));
    }
    if (result.clean()) {
      console.print(
          result.heads() == 0 ? "audit.cleanWithoutHead" : "audit.clean",
          result.rows(),
          result.heads(),
          result.lastDay());
      return ExitCode.PASSED;
    }
    console.print("audit.broken", result.faults().size() + result.ledger().faults().size());
    return ExitCode.BLOCKED;
  }

  /** A subject of the register in words; other faults have their text unchanged. */
  private String subject(AuditCheck.Fault fault) {
    int colon = fault.text().indexOf(':');
    return fault.kind().name().startsWith("REGISTER_") && colon > 0
        ? console.text(
            "audit.of." + fault.text().substring(0, colon), fault.text().substring(colon + 1))
        : fault.text();
  }
}
