package cn.beian.cli;

import cn.beian.server.offline.OfflineLedger;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens a server's data for a command. */
final class OfflineData {
  private OfflineData() {}

  /**
   * The ledger of a data folder.
   *
   * @param key public key of the log, or a file that holds it; without it that of the folder
   */
  static OfflineLedger open(Cli cli, Path data, @Nullable String key) throws InputException {
    try {
      return OfflineLedger.open(
          data, cli.terminal().environment(), key == null ? null : ProofCheck.key(key));
    } catch (NoSuchFileException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "data.missing", data.toString(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "data.unreadable", data.toString(), String.valueOf(e.getMessage()));
    }
  }
}
