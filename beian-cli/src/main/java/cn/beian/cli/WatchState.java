package cn.beian.cli;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.tree.ProofException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a ledger watch, in one file:
 *
 * <pre>
 * key PUBLIC-KEY
 * seen 2026-11-27T12:00:00Z
 * the checkpoint as it was signed
 *
 * seen …
 * </pre>
 *
 * The oldest first; for each tree only the newest, and only the last {@value #KEPT}.
 */
final class WatchState {
  private static final int KEPT = 1000;
  private static final String KEY = "key ";
  private static final String SEEN = "seen ";

  private final Path file;
  private final String key;
  private final List<Seen> checkpoints;

  private WatchState(Path file, String key, List<Seen> checkpoints) {
    this.file = file;
    this.key = key;
    this.checkpoints = checkpoints;
  }

  /** A checkpoint and when it was first seen. */
  record Seen(Instant at, Checkpoint checkpoint) {}

  /** The content of the file; empty if the file does not exist. */
  static Optional<WatchState> read(Path file) throws InputException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String[] parts = Files.readString(file).split("(?m)^" + SEEN, -1);
      if (!parts[0].startsWith(KEY)) {
        throw damaged(file, "no key");
      }
      List<Seen> seen = new ArrayList<>();
      for (int i = 1; i < parts.length; i++) {
        int end = parts[i].indexOf('\n');
        String note = parts[i].substring(end + 1).stripTrailing() + "\n";
        seen.add(new Seen(Instant.parse(parts[i].substring(0, end)), Checkpoint.parse(note)));
      }
      return Optional.of(new WatchState(file, parts[0].substring(KEY.length()).strip(), seen));
    } catch (ProofException | DateTimeParseException | StringIndexOutOfBoundsException e) {
      throw damaged(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw damaged(file, e.toString());
    }
  }

  /** An initial state, not stored yet. */
  static WatchState begin(Path file, String key) {
    return new WatchState(file, key, new ArrayList<>());
  }

  String key() {
    return key;
  }

  Optional<Seen> newest() {
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(checkpoints.get(checkpoints.size() - 1));
  }

  /** Stores a checkpoint as the newest; the file is complete at any time. */
  void keep(Instant now, Checkpoint checkpoint) throws InputException {
    if (newest().filter(last -> last.checkpoint().head().equals(checkpoint.head())).isPresent()) {
      checkpoints.remove(checkpoints.size() - 1);
    }
    checkpoints.add(new Seen(now, checkpoint));
    int first = Math.max(0, checkpoints.size() - KEPT);
    StringBuilder text = new StringBuilder(KEY).append(key).append('\n');
    for (Seen seen : checkpoints.subList(first, checkpoints.size())) {
      text.append(SEEN).append(seen.at()).append('\n');
      text.append(seen.checkpoint().format()).append('\n');
    }
    replace(file, text.toString());
  }

  /** The file for evidence: two checkpoints that contradict each other. */
  Path evidence() {
    return evidenceOf(file);
  }

  static Path evidenceOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".fork");
  }

  void keepEvidence(Checkpoint kept, Checkpoint shown) throws InputException {
    replace(evidence(), KEY + key + "\n" + "kept\n" + kept.format() + "\nshown\n" + shown.format());
  }

  private static void replace(Path file, String text) throws InputException {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InputException(ExitCode.USAGE, "out.unwritable", file.toString(), e.toString());
    }
  }

  private static InputException damaged(Path file, String why) {
    return new InputException(ExitCode.UNREADABLE, "watch.state", file.toString(), why);
  }
}
