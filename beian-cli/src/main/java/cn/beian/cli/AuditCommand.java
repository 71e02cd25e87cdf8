package cn.beian.cli;

import cn.beian.filing.Messages;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.ledger.Fault;
import cn.beian.ledger.LedgerMessages;
import cn.beian.server.audit.AuditCheck;
import cn.beian.server.offline.OfflineAudit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
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
          @Nullable String key,
      @Option(
              names = "--known",
              paramLabel = "ENTRY",
              defaultValue = "0",
              descriptionKey = "audit.known")
          long known)
      throws InputException, IOException {
    try (OfflineAudit audit = OfflineData.openAudit(console, data, key)) {
      if (known != 0 && !audit.reportsOutsideChange(known)) {
        throw new InputException(ExitCode.USAGE, "audit.notReported", String.valueOf(known));
      }
      return told(audit.verify(known));
    }
  }

  /** The same of restored data: changes that its trail reports were made before the backup. */
  int verifyRestored(Path data) throws InputException, IOException {
    try (OfflineAudit audit = OfflineData.openAudit(console, data, null)) {
      return told(audit.verify(Long.MAX_VALUE));
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
    if (!result.sealsCompared()) {
      console.print("audit.sealsUnread");
    }
    if (!result.endCompared()) {
      console.print("audit.endUnknown");
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

  /** A subject of the register, or what of an account differs, in words; other texts as is. */
  private String subject(AuditCheck.Fault fault) {
    String text = fault.text();
    int colon = text.indexOf(':');
    if (fault.kind().name().startsWith("REGISTER_") && colon > 0) {
      String of = console.textOr("audit.of." + text.substring(0, colon), "");
      return of.isEmpty() ? text : of.replace("{0}", called(fault, colon));
    }
    if (fault.kind() == AuditCheck.Kind.ACCOUNT_DIFFERS && colon > 0) {
      return console.text(
          "audit.account.parts",
          text.substring(0, colon),
          Arrays.stream(text.substring(colon + 1).split(","))
              .map(part -> console.text("audit.account." + part.strip()))
              .collect(Collectors.joining(console.text("audit.account.and"))));
    }
    return text;
  }

  private String called(AuditCheck.Fault fault, int colon) {
    String id = fault.text().substring(colon + 1);
    if (!fault.name().isEmpty()) {
      return fault.name();
    }
    return ParameterKey.of(id)
        .map(key -> Messages.in(console.language().locale()).text(key) + " (" + id + ")")
        .orElse(id);
  }
}
