package cn.beian.cli;

import cn.beian.ledger.Checkpoint;
import cn.beian.ledger.Ed25519;
import cn.beian.ledger.LedgerMessages;
import cn.beian.ledger.ProofException;
import cn.beian.ledger.TlogProof;
import cn.beian.ledger.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies what the ledger publishes against a public key, without asking anybody. */
final class ProofCheck {
  private final Cli cli;
  private final Verifier log;

  /**
   * @param key the log's public key as {@code name+id+base64}, or a file that holds it
   */
  ProofCheck(Cli cli, String key) throws InputException {
    this.cli = cli;
    try {
      String vkey = key.indexOf('+') > 0 && !Files.exists(Path.of(key)) ? key : read(Path.of(key));
      this.log = Ed25519.verifier(vkey.strip());
    } catch (ProofException e) {
      throw new InputException(ExitCode.USAGE, "key.wrong", String.valueOf(e.getMessage()));
    }
  }

  /** A proof and the entry that it is about, which the proof carries where no file is given. */
  int proof(Path file, @Nullable Path entryFile) throws InputException, IOException {
    String text = read(file);
    try {
      TlogProof proof = TlogProof.parse(text);
      byte[] entry = entryFile == null ? carried(proof, file) : bytes(entryFile);
      proof.verify(entry, log);
      cli.print(
          "check.holds",
          proof.index(),
          proof.checkpoint().origin(),
          proof.checkpoint().size(),
          new String(entry, StandardCharsets.UTF_8).strip());
      return ExitCode.PASSED;
    } catch (ProofException e) {
      return fails(file, e);
    }
  }

  /** A proof as a server sent it: kept with its entry in one file, if it holds. */
  int keep(String text, byte[] entry, Path out) throws InputException, IOException {
    try {
      TlogProof proof = TlogProof.parse(text).withExtra(entry);
      proof.verify(entry, log);
      Files.writeString(out, proof.format());
    } catch (ProofException e) {
      return fails(out, e);
    } catch (IOException e) {
      throw new InputException(ExitCode.USAGE, "out.unwritable", out.toString(), e.toString());
    }
    return proof(out, null);
  }

  /** The signature of a checkpoint. */
  int checkpoint(Path file) throws InputException, IOException {
    String text = read(file);
    try {
      Checkpoint checkpoint = Checkpoint.parse(text);
      checkpoint.verify(List.of(log));
      cli.print(
          "checkpoint.holds",
          checkpoint.origin(),
          checkpoint.size(),
          checkpoint.head().root().base64());
      return ExitCode.PASSED;
    } catch (ProofException e) {
      return fails(file, e);
    }
  }

  private int fails(Path file, ProofException e) {
    String why = new LedgerMessages(cli.language().locale()).text(e.code());
    cli.say("check.fails", file, why, String.valueOf(e.getMessage()));
    return ExitCode.BLOCKED;
  }

  private static byte[] carried(TlogProof proof, Path file) throws InputException {
    return Base64.getDecoder()
        .decode(
            proof
                .extra()
                .orElseThrow(
                    () -> new InputException(ExitCode.USAGE, "check.noEntry", file.toString())));
  }

  private static String read(Path file) throws InputException {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path file) throws InputException {
    try {
      if (Files.size(file) > TlogProof.MAX_LENGTH) {
        throw new InputException(ExitCode.LIMIT, "file.tooLong", file.toString());
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "file.unreadable", file.toString(), e.toString());
    }
  }
}
