package cn.beian.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.CheckpointUpdate;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Go's own note and tlog packages, run by {@code verify.sh}, accept what the ledger writes. */
class StockVerifierTest {
  private static final Path SCRIPT = Path.of("src/test/stock-verifier/verify.sh");
  private static final int CANNOT_BUILD = 3;

  private record Outcome(int exitCode, String output) {}

  @TempDir Path folder;
  private Signer signer;
  private Ledger ledger;

  /** Why the verifier cannot run here; empty if it can. */
  private static String hindrance = "";

  @BeforeAll
  static void look_for_go() throws Exception {
    boolean present =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "go")));
    if (!present) {
      hindrance = "absent: go is not on the PATH, so the stock verifier was not run";
      return;
    }
    Outcome built = run(List.of());
    if (built.exitCode == CANNOT_BUILD) {
      hindrance = "the stock verifier cannot be built: " + built.output;
      assertThat(System.getenv("CI")).as(hindrance).isNotEqualTo("true");
    } else {
      assertThat(built.exitCode).as("called without arguments").isEqualTo(2);
    }
  }

  @BeforeEach
  void write_a_ledger() throws Exception {
    assumeTrue(
        hindrance.isEmpty(),
        hindrance); // here and not in a static initializer, whose failure surefire loses
    signer = SignedNoteTest.newSigner("beian.example/log");
    ledger = new Ledger(new MemoryLedgerStorage());
    for (byte[] entry : Trees.entries(77)) {
      ledger.append(entry);
    }
    Checkpoint checkpoint = ledger.publish(List.of(signer), PublishedHead.none(), Trees.AT);
    Files.writeString(folder.resolve("checkpoint"), checkpoint.format());
  }

  @Test
  void proofs_are_accepted() throws Exception {
    for (int index : List.of(0, 1, 41, 63, 64, 75, 76)) {
      Outcome outcome = verify(index, proof(index));
      assertThat(outcome.output)
          .startsWith("accepted: tree of 77, root " + ledger.head(77).root().base64());
      assertThat(outcome.exitCode).isZero();
    }
    String carrying = ledger.prove(5).orElseThrow().withExtra(new byte[] {1, 2}).format();
    assertThat(verify(5, carrying).exitCode).isZero();
  }

  @Test
  void checkpoint_with_a_second_unknown_signature_is_accepted() throws Exception {
    Signer second = SignedNoteTest.newSigner("beian.example/log");
    Checkpoint both =
        Checkpoint.sign("beian.example/log", ledger.head(77), List.of(second, signer));
    Files.writeString(folder.resolve("checkpoint"), both.format());
    String proof = new TlogProof(ledger.proveInclusion(9, 77), both).format();
    assertThat(verify(9, proof).exitCode).isZero();
  }

  @Test
  void tampered_proofs_are_refused() throws Exception {
    String proof = proof(41);
    String sibling = ledger.prove(41).orElseThrow().path().get(2).base64();
    List<String> tampered =
        List.of(
            proof.replace("index 41", "index 40"),
            proof.replace("index 41", "index 77"),
            proof.replace(sibling, ledger.head(3).root().base64()),
            proof.replace(sibling + "\n", ""),
            proof.replace(sibling + "\n", sibling + "\n" + sibling + "\n"),
            proof.replace("\n77\n", "\n76\n"),
            proof.replace("log\n77", "lag\n77"));
    for (String text : tampered) {
      assertThat(text).isNotEqualTo(proof);
      Outcome outcome = verify(41, text);
      assertThat(outcome.output).startsWith("refused: ");
      assertThat(outcome.exitCode).isEqualTo(1);
    }
    assertThat(verify(40, proof).exitCode).as("another entry").isEqualTo(1);
    signer = SignedNoteTest.newSigner("beian.example/log");
    assertThat(verify(41, proof).exitCode).as("another key").isEqualTo(1);
  }

  @Test
  void update_is_accepted_and_a_tampered_one_refused() throws Exception {
    for (byte[] entry : Trees.entries(60)) {
      ledger.append(entry);
    }
    ledger.publish(List.of(signer), PublishedHead.none(), Trees.AT);
    CheckpointUpdate update = ledger.proveUpdate(77).orElseThrow();
    Outcome accepted = verifyUpdate(update.format());
    assertThat(accepted.output).startsWith("accepted: tree of 137");
    assertThat(accepted.exitCode).isZero();
    String hash = update.path().get(1).base64() + "\n";
    for (String tampered :
        List.of(
            update.format().replace(hash, ""),
            update.format().replace(hash, hash + hash),
            update.format().replace(hash, ledger.head(5).root().base64() + "\n"),
            ledger.proveUpdate(76).orElseThrow().format())) {
      assertThat(verifyUpdate(tampered).exitCode).isEqualTo(1);
    }
  }

  @Test
  void tiles_are_read_and_a_tampered_one_refused() throws Exception {
    for (byte[] entry : Trees.entries(450)) {
      ledger.append(entry);
    }
    ledger.publish(List.of(signer), PublishedHead.none(), Trees.AT);
    Path log = TileFolder.write(ledger, folder.resolve("log"));
    Outcome accepted = run(List.of(log.toString(), signer.verifier().vkey()));
    assertThat(accepted.output).startsWith("accepted: tree of 527");
    assertThat(accepted.exitCode).isZero();
    for (String path : List.of("0/001", "1/000.p/2", "entries/002.p/15")) {
      Path tile = log.resolve("tile").resolve(path);
      byte[] sound = Files.readAllBytes(tile);
      byte[] tampered = sound.clone();
      tampered[sound.length - 1] ^= 1;
      Files.write(tile, tampered);
      assertThat(run(List.of(log.toString(), signer.verifier().vkey())).exitCode)
          .as(path)
          .isEqualTo(1);
      Files.write(tile, sound);
    }
  }

  private Outcome verifyUpdate(String update) throws IOException, InterruptedException {
    Path file = folder.resolve("update");
    Files.writeString(file, update);
    return run(
        List.of(
            folder.resolve("checkpoint").toString(), signer.verifier().vkey(), file.toString()));
  }

  private String proof(int index) {
    return ledger.prove(index).orElseThrow().format();
  }

  private Outcome verify(int index, String proof) throws IOException, InterruptedException {
    Path entryFile = folder.resolve("entry");
    Path proofFile = folder.resolve("entry.tlog-proof");
    Files.write(entryFile, ledger.entry(index).orElseThrow());
    Files.writeString(proofFile, proof);
    return run(
        List.of(
            folder.resolve("checkpoint").toString(),
            signer.verifier().vkey(),
            entryFile.toString(),
            proofFile.toString()));
  }

  private static Outcome run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
