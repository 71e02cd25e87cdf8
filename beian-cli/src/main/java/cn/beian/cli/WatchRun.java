package cn.beian.cli;

import cn.beian.ledger.CheckpointWatch;
import cn.beian.ledger.CheckpointWatch.Finding;
import cn.beian.ledger.LedgerMessages;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.ProofException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Checks a ledger repeatedly; ends when it breaks its promise or stops answering. */
final class WatchRun {
  private static final String CHECKPOINT = "/ledger/checkpoint";
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final Console console;
  private final LedgerServer server;
  private final Path file;
  private final Duration silence;
  private final Clock clock;

  WatchRun(Console console, LedgerServer server, Path file, Duration silence) {
    this.console = console;
    this.server = server;
    this.file = file;
    this.silence = silence;
    this.clock = console.terminal().clock();
  }

  /**
   * Checks once.
   *
   * @param given the log's public key; by default the stored one, or at the first check the
   *     server's
   * @return 0, or the exit code for the problem that needs attention
   */
  int look(Optional<String> given) throws InputException, IOException, InterruptedException {
    Path evidence = WatchState.evidenceOf(file);
    if (Files.exists(evidence)) {
      return cry(ExitCode.BLOCKED, "watch.evidence", evidence);
    }
    Optional<WatchState> earlier = WatchState.read(file);
    WatchState state = earlier.isPresent() ? earlier.get() : begin(given);
    Verifier key = ProofCheck.key(given.orElse(state.key()));
    try {
      Checkpoint shown = Checkpoint.parse(server.text(CHECKPOINT));
      Optional<WatchState.Seen> newest = state.newest();
      if (newest.isEmpty()) {
        shown.verify(List.of(key));
        state.keep(now(), shown);
        say("watch.first", shown);
        return silent(state);
      }
      return followed(state, key, newest.get().checkpoint(), shown);
    } catch (ProofException e) {
      String why = new LedgerMessages(console.language().locale()).text(e.code());
      return cry(ExitCode.BLOCKED, "watch.unsigned", server.address(), why);
    } catch (InputException e) { // no answer; an alarm once it has lasted long enough
      if (e.code() != ExitCode.UNREADABLE || silent(state) == ExitCode.PASSED) {
        throw e;
      }
      return ExitCode.UNDETERMINED;
    }
  }

  /** Checks repeatedly until a problem needs attention; a missing answer alone is not one yet. */
  int watch(Optional<String> given, Duration every)
      throws InputException, IOException, InterruptedException {
    while (true) {
      int code;
      try {
        code = look(given);
      } catch (InputException e) {
        if (e.code() != ExitCode.UNREADABLE || !Files.exists(file)) {
          throw e;
        }
        console.say(e.key(), e.parameters());
        code = ExitCode.PASSED;
      }
      if (code != ExitCode.PASSED) {
        return code;
      }
      TimeUnit.MILLISECONDS.sleep(every.toMillis());
    }
  }

  private WatchState begin(Optional<String> given) throws InputException, InterruptedException {
    if (given.isPresent()) {
      return WatchState.begin(file, ProofCheck.key(given.get()).vkey());
    }
    String key = server.text("/ledger/key").strip();
    console.say("check.keyOfServer", server.address(), key);
    return WatchState.begin(file, key);
  }

  private int followed(WatchState state, Verifier key, Checkpoint kept, Checkpoint shown)
      throws ProofException, InputException, IOException, InterruptedException {
    Finding finding = new CheckpointWatch(List.of(key), new Proofs()).compare(kept, shown);
    if (finding.broken()) {
      state.keepEvidence(kept, shown);
      return cry(
          ExitCode.BLOCKED,
          "watch." + finding,
          shown.origin(),
          line(kept),
          line(shown),
          state.evidence());
    }
    if (finding.advances()) {
      state.keep(now(), shown);
    }
    say("watch." + finding, shown);
    return silent(state);
  }

  /**
   * Whether the newest checkpoint is too old. The log's own time is trusted only if it makes the
   * checkpoint older: its age counts from the time it was signed or first seen, whichever is
   * earlier. A checkpoint dated after the day it was seen raises an alarm, because by its own time
   * it would never become old.
   */
  private int silent(WatchState state) throws IOException {
    Optional<WatchState.Seen> newest = state.newest();
    if (newest.isEmpty()) {
      return ExitCode.PASSED;
    }
    Instant seen = newest.get().at();
    Instant signed = newest.get().checkpoint().time().orElse(seen);
    if (signed.isAfter(seen.plus(CLOCKS_DIFFER))) {
      return cry(ExitCode.UNDETERMINED, "watch.ahead", server.address(), signed, seen);
    }
    Instant spoke = signed.isBefore(seen) ? signed : seen;
    if (spoke.plus(silence).isAfter(clock.instant())) {
      return ExitCode.PASSED;
    }
    return cry(ExitCode.UNDETERMINED, "watch.silent", server.address(), spoke, silence.toHours());
  }

  private void say(String key, Checkpoint shown) throws IOException {
    console.print("watch.line", now(), console.text(key, shown.origin(), line(shown)));
  }

  private int cry(int code, String key, Object... parameters) throws IOException {
    console.print("watch.line", now(), console.text(key, parameters));
    return code;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String line(Checkpoint checkpoint) {
    return checkpoint.size()
        + " "
        + checkpoint.head().root().base64()
        + checkpoint.time().map(at -> " " + at).orElse("");
  }

  private final class Proofs implements CheckpointWatch.Proofs {
    @Override
    public Optional<ConsistencyProof> between(long oldSize, long newSize)
        throws ProofException, InterruptedException {
      String path = "/ledger/consistency/" + oldSize + "/" + newSize;
      try {
        Optional<byte[]> found = server.find(path);
        return found.isEmpty()
            ? Optional.empty()
            : Optional.of(
                ConsistencyProof.parse(
                    oldSize, newSize, new String(found.get(), StandardCharsets.UTF_8)));
      } catch (InputException e) {
        return Optional.empty(); // no answer
      }
    }
  }
}
