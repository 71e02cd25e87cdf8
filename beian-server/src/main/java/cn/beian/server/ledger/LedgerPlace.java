package cn.beian.server.ledger;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The ledgers of a server, and where each keeps its key and its published head. */
public enum LedgerPlace {
  /** That of the register. */
  REGISTER("ledger", "BEIAN_LEDGER_PUBLISHEDHEAD"),

  /** That of the heads of the audit trail. */
  AUDIT("audit", "BEIAN_AUDIT_PUBLISHEDHEAD");

  private static final String HEAD = "published.head";

  private final String folder;
  private final String headVariable;

  LedgerPlace(String folder, String headVariable) {
    this.folder = folder;
    this.headVariable = headVariable;
  }

  /** Where its key lies, and its published head unless another place is named. */
  public Path directory(Path dataDir) {
    return dataDir.resolve(folder);
  }

  /** The published head as a path below the data folder, with slashes. */
  public String headInDataDir() {
    return folder + '/' + HEAD;
  }

  /** Another place of the published head, where the environment names one. */
  public Optional<Path> headElsewhere(Map<String, String> environment) {
    String named = environment.getOrDefault(headVariable, "");
    return named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named));
  }
}
