package cn.beian.cli;

import cn.beian.server.backup.Backup;
import cn.beian.server.backup.BackupException;
import cn.beian.server.backup.BackupReport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies all data of a server while it runs. */
@Command(name = "backup", sortOptions = false, mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", descriptionKey = "backup.target")
  Path target = Path.of("");

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "ledger.data")
  Path data = Path.of("beian-data");

  @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "backup.keys")
  @Nullable Path keys;

  BackupCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    Path keysThere = keys == null ? Backup.keysIn(target) : keys;
    return say(made(keysThere), keysThere);
  }

  private BackupReport made(Path keysThere) throws InputException {
    try (ProgressLine progress = new ProgressLine(console, console.text("backup.copying"))) {
      return Backup.make(
          data,
          console.terminal().environment(),
          target,
          keysThere,
          console.terminal().clock(),
          (done, total) -> progress.at((int) (done * 1000 / total), 1000, ""));
    } catch (BackupException e) {
      throw refused(e);
    } catch (NoSuchFileException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "data.missing", data.toString(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "backup.failed", target.toString(), String.valueOf(e.getMessage()));
    }
  }

  private int say(BackupReport report, Path keysThere) throws IOException {
    for (String name : report.damaged()) {
      console.print("backup.damagedObject", name);
    }
    for (String digest : report.missing()) {
      console.print("backup.missingObject", digest);
    }
    console.print(
        "backup.made",
        target,
        report.madeAt(),
        report.tables(),
        report.rows(),
        report.files(),
        report.ledgerSize(),
        report.ledgerRoot(),
        report.keys(),
        keysThere);
    if (report.signedBy().isPresent()) {
      console.print("backup.signed", report.signedBy().get());
    } else {
      console.print("backup.unsigned");
    }
    if (!report.whole()) {
      console.print("backup.notWhole", report.damaged().size() + report.missing().size());
      return ExitCode.BLOCKED;
    }
    return ExitCode.PASSED;
  }

  /** The message of a refusal, with its exit code. */
  static InputException refused(BackupException e) {
    int code =
        switch (e.code()) {
          case FOLDER_NOT_EMPTY, DATABASE_NOT_EMPTY -> ExitCode.USAGE;
          case NO_SPACE -> ExitCode.LIMIT;
          case NO_BACKUP, OTHER_FORMAT, NO_KEYS, OTHER_SCHEMA -> ExitCode.UNREADABLE;
          case DAMAGED, BAD_SIGNATURE, TABLE_DIFFERS, OTHER_HEAD -> ExitCode.BLOCKED;
        };
    return new InputException(code, "backup." + e.code(), e.parameters().toArray(new String[0]));
  }
}
