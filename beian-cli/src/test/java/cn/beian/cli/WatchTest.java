package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.Ledger;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Ed25519;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.tree.ProofException;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watches a ledger over loopback; the clock of {@link Run} is fixed at 2026-11-25T00:00:00Z. */
class WatchTest {
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  private static final String ORIGIN = "beian.example/ledger";

  @TempDir Path folder;
  private final Signer signer;
  private Ledger ledger = new Ledger(new MemoryLedgerStorage());
  private Instant signedAt = NOW.minusSeconds(60);
  private Optional<String> shown = Optional.empty();
  private boolean proving = true;
  private int unanswered;
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;

  WatchTest() throws ProofException, IOException {
    signer = Ed25519.signer(Ed25519.generate(ORIGIN, new SecureRandom()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/ledger",
        exchange -> {
          Optional<String> answer = answer(exchange.getRequestURI().getPath().split("/"));
          byte[] bytes = answer.orElse("").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              answer.isPresent() ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Optional<String> answer(String... path) {
    return switch (path[2]) {
      case "key" -> Optional.of(signer.verifier().vkey() + "\n");
      case "checkpoint" ->
          unanswered-- > 0 ? Optional.empty() : Optional.of(shown.orElseGet(this::signed));
      default ->
          proving && Long.parseLong(path[4]) <= ledger.size()
              ? Optional.of(
                  ledger
                      .proveConsistency(Long.parseLong(path[3]), Long.parseLong(path[4]))
                      .format())
              : Optional.empty();
    };
  }

  private String signed() {
    return Checkpoint.sign(ORIGIN, ledger.head(ledger.size()), signedAt, List.of(signer)).format();
  }

  private void append(int count, String what) {
    for (int i = 0; i < count; i++) {
      ledger.append((what + ledger.size()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Run look() {
    return Run.of("ledger", "watch", url(), "--state", state(), "--once");
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private Path state() {
    return folder.resolve("state");
  }

  @Test
  void ledger_that_grows_is_followed_and_its_checkpoints_are_kept() throws Exception {
    append(3, "a");
    Run first = look();
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("2026-11-25T00:00:00Z beian.example/ledger: first checkpoint");
    assertThat(first.err()).contains("taken from the same server", signer.verifier().vkey());
    append(4, "a");
    Run second = look();
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.out()).contains("continues what was kept: 7 ");
    assertThat(look().out()).contains("no new entries: 7 ");
    assertThat(Files.readString(state()))
        .startsWith("key " + signer.verifier().vkey() + "\nseen 2026-11-25T00:00:00Z\n")
        .contains(ORIGIN + "\n3\n", ORIGIN + "\n7\n")
        .containsOnlyOnce(ORIGIN + "\n7\n");
  }

  @Test
  void two_histories_are_cried_out_and_both_checkpoints_kept() throws Exception {
    append(3, "a");
    look();
    String kept = Files.readString(state());
    ledger = new Ledger(new MemoryLedgerStorage());
    append(5, "another ");
    Run run = look();
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).contains("FORK: beian.example/ledger shows two histories");
    Path evidence = folder.resolve("state.fork");
    assertThat(Files.readString(evidence)).contains(ORIGIN + "\n3\n", ORIGIN + "\n5\n");
    assertThat(state()).hasContent(kept);
    ledger = new Ledger(new MemoryLedgerStorage());
    append(3, "a"); // as before
    Run later = look();
    assertThat(later.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(later.out()).contains("holds evidence of two histories");
    Files.delete(evidence);
    assertThat(look().code()).isZero();
  }

  @Test
  void other_root_of_the_same_size_is_a_fork() {
    append(3, "a");
    look();
    ledger = new Ledger(new MemoryLedgerStorage());
    append(3, "b");
    assertThat(look().code()).isEqualTo(ExitCode.BLOCKED);
  }

  @Test
  void ledger_set_back_and_signed_on_is_a_fork_but_an_old_answer_is_not() {
    append(3, "a");
    String old = signed();
    append(2, "a");
    signedAt = NOW.minusSeconds(30);
    assertThat(look().code()).isZero();
    shown = Optional.of(old);
    Run stale = look();
    assertThat(stale.code()).isZero();
    assertThat(stale.out()).contains("an older checkpoint was shown");
    ledger = new Ledger(new MemoryLedgerStorage());
    append(3, "a");
    shown = Optional.empty();
    signedAt = NOW;
    Run back = look();
    assertThat(back.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(back.out()).contains("was set back");
  }

  @Test
  void checkpoint_without_a_proof_is_not_kept() throws Exception {
    append(3, "a");
    look();
    append(1, "a");
    proving = false;
    Run run = look();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("no proof was given");
    assertThat(Files.readString(state())).doesNotContain(ORIGIN + "\n4\n");
  }

  @Test
  void silence_is_cried_out_whether_the_server_answers_or_not() {
    append(3, "a");
    signedAt = NOW.minusSeconds(3 * 3600 - 1);
    assertThat(look().code()).isZero();
    signedAt = NOW.minusSeconds(3 * 3600);
    Run run = look();
    assertThat(run.code()).isZero(); // the stored newer one still counts
    state().toFile().delete();
    run = look();
    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out()).contains("SILENCE: http://localhost", "since 2026-11-24T21:00:00Z");
    server.stop(0);
    assertThat(look().code()).isEqualTo(ExitCode.UNDETERMINED);
  }

  @Test
  void checkpoint_of_a_time_to_come_is_cried_out_and_silence_counts_since_it_was_seen()
      throws Exception {
    append(3, "a");
    signedAt = NOW.plusSeconds(5 * 60);
    assertThat(look().code()).isZero(); // clocks differ a little
    append(1, "a");
    signedAt = Instant.parse("2036-01-01T00:00:00Z");
    Run ahead = look();
    assertThat(ahead.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(ahead.out()).contains("CLOCK: http://localhost", "2036-01-01T00:00:00Z");
    assertThat(Files.readString(state())).contains(ORIGIN + "\n4\n"); // it binds the log as well
    server.stop(0);
    assertThat(look().code()).isEqualTo(ExitCode.UNDETERMINED);
  }

  @Test
  void checkpoint_that_is_a_little_ahead_keeps_nobody_waiting_longer() throws Exception {
    append(3, "a");
    Instant seen = NOW.minusSeconds(3 * 3600);
    signedAt = seen.plusSeconds(4 * 60);
    String key = "key " + signer.verifier().vkey();
    Files.writeString(state(), key + "\nseen " + seen + "\n" + signed() + "\n");
    server.stop(0);
    Run run = look();
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out()).contains("SILENCE", "since " + seen);
  }

  @Test
  @Timeout(60)
  void watch_ends_when_somebody_has_to_act() {
    append(3, "a");
    signedAt = NOW.minusSeconds(3 * 3600);
    Run run = Run.of("ledger", "watch", url(), "--state", state());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out()).contains("SILENCE");
  }

  @Test
  @Timeout(60)
  void watch_waits_while_nothing_is_wrong_or_no_answer_comes_and_looks_again() throws Exception {
    append(3, "a");
    look();
    ledger = new Ledger(new MemoryLedgerStorage());
    append(5, "another ");
    unanswered = 3;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new Terminal(
                out,
                new PrintWriter(err, true, StandardCharsets.UTF_8),
                false,
                false,
                Map.of(),
                Clock.fixed(NOW, ZoneOffset.UTC)),
            Language.EN);
    WatchRun watch =
        new WatchRun(console, new LedgerServer(URI.create(url())), state(), Duration.ofHours(3));
    assertThat(watch.watch(Optional.empty(), Duration.ofMillis(1))).isEqualTo(ExitCode.BLOCKED);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("/ledger/checkpoint"))
        .hasSize(3);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("FORK");
  }

  /**
   * A body that never ends, sent one byte or one block at a time; a client that waits for its end
   * waits for ever.
   */
  private void muted(byte[] part, boolean waits) {
    server.removeContext("/ledger");
    server.createContext(
        "/ledger",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            do {
              body.write(part);
              body.flush();
            } while (!waits || !released.await(1, TimeUnit.MILLISECONDS));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private WatchRun impatient(ByteArrayOutputStream out, Duration patience) {
    Console console =
        new Console(
            new Terminal(
                out,
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                false,
                false,
                Map.of(),
                Clock.fixed(NOW, ZoneOffset.UTC)),
            Language.EN);
    LedgerServer asked = new LedgerServer(URI.create(url()), patience);
    return new WatchRun(console, asked, state(), Duration.ofHours(3));
  }

  @Test
  @Timeout(60)
  void server_that_drips_is_cried_out_once_it_has_been_silent() throws Exception {
    append(3, "a");
    signedAt = NOW.minusSeconds(3 * 3600);
    look();
    muted(new byte[] {' '}, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(impatient(out, Duration.ofMillis(300)).look(Optional.empty()))
          .isEqualTo(ExitCode.UNDETERMINED);
    } finally {
      released.countDown();
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("SILENCE");
  }

  @Test
  @Timeout(60)
  void server_that_sends_without_end_is_read_no_further_than_an_answer_can_be() throws Exception {
    append(3, "a");
    look();
    muted(new byte[8192], false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> impatient(out, Duration.ofMinutes(1)).look(Optional.empty()))
        .isInstanceOfSatisfying(
            InputException.class,
            e ->
                assertThat(String.valueOf(e.parameters()[1]))
                    .contains("more than " + LedgerServer.MOST_BYTES_OF_NOTE + " bytes"));
  }

  @Test
  void server_that_does_not_answer_is_told_and_not_taken_for_silence_at_once() {
    append(3, "a");
    look();
    server.stop(0);
    Run run = look();
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.err()).contains("/ledger/checkpoint");
  }

  @Test
  void checkpoint_of_another_key_and_damaged_state_are_refused() throws Exception {
    append(3, "a");
    look();
    Signer other = Ed25519.signer(Ed25519.generate(ORIGIN, new SecureRandom()));
    shown = Optional.of(Checkpoint.sign(ORIGIN, ledger.head(3), NOW, List.of(other)).format());
    Run run = look();
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).contains("the known key did not sign");
    Files.writeString(state(), "something else");
    assertThat(look().code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(state()).hasContent("something else");
  }
}
