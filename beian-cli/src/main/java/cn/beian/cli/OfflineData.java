package cn.beian.cli;

import cn.beian.server.offline.OfflineAudit;
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
   * @param key public key of the log, or a file that contains it; by default the folder's own key
   */
  static OfflineLedger open(Console console, Path data, @Nullable String key)
      throws InputException {
    return opened(
        data,
        () ->
            OfflineLedger.open(
                data, console.terminal().environment(), key == null ? null : ProofCheck.key(key)));
  }

  /** The audit trail of a data folder; {@code key} as for the ledger, but for the trail. */
  static OfflineAudit openAudit(Console console, Path data, @Nullable String key)
      throws InputException {
    return opened(
        data,
        () ->
            OfflineAudit.open(
                data, console.terminal().environment(), key == null ? null : ProofCheck.key(key)));
  }

  private static <T> T opened(Path data, Opening<T> opening) throws InputException {
    try {
      return opening.open();
    } catch (NoSuchFileException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "data.missing", data.toString(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "data.unreadable", data.toString(), String.valueOf(e.getMessage()));
    }
  }

  private interface Opening<T> {
    T open() throws InputException, IOException;
  }
}
