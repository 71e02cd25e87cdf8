package cn.beian.cli;

import cn.beian.server.backup.Backup;
import cn.beian.server.backup.BackupException;
import cn.beian.server.backup.BackupReport;
import cn.beian.server.backup.Restore;
import cn.beian.server.offline.OfflineLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup into an empty folder, and checks the resulting ledger. */
@Command(name = "restore", sortOptions = false, mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", descriptionKey = "restore.source")
  Path source = Path.of("");

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "restore.data")
  Path data = Path.of("beian-data");

  @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "restore.keys")
  @Nullable Path keys;

  RestoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    BackupReport report = restored();
    int register;
    try (OfflineLedger ledger = OfflineData.open(console, data, null)) {
      register = new FsckRun(console).over(ledger);
    }
    int code = ExitCode.worst(List.of(register, new AuditCommand(console).verifyRestored(data)));
    console.print(
        code == ExitCode.PASSED ? "restore.done" : "restore.doneNotSound",
        data,
        report.madeAt(),
        report.tables(),
        report.rows(),
        report.files(),
        report.ledgerSize(),
        report.ledgerRoot());
    if (report.signedBy().isEmpty()) {
      console.print("restore.unsigned");
      return ExitCode.worst(List.of(code, ExitCode.UNDETERMINED));
    }
    console.print("restore.signed", report.signedBy().get());
    return code;
  }

  private BackupReport restored() throws InputException {
    try (ProgressLine progress = new ProgressLine(console, console.text("restore.copying"))) {
      return Restore.into(
          source,
          keys == null ? Backup.keysIn(source) : keys,
          data,
          console.terminal().environment(),
          (done, total) -> progress.at((int) (done * 1000 / total), 1000, ""));
    } catch (BackupException e) {
      throw BackupCommand.refused(e);
    } catch (IOException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "restore.failed", source.toString(), String.valueOf(e.getMessage()));
    }
  }
}
