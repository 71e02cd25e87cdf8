package cn.beian.cli;

import cn.beian.ledger.LedgerMessages;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Ed25519;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.tree.ProofException;
import cn.beian.report.Certificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies what the ledger publishes against a public key, offline. */
final class ProofCheck {
  /** Size limit for a proof, or a certificate with its font. */
  private static final int MAX_BYTES = 10_000_000;

  private final Console console;
  private final Verifier log;

  ProofCheck(Console console, Verifier log) {
    this.console = console;
    this.log = log;
  }

  /**
   * Creates a check with a key.
   *
   * @param key the log's public key as {@code name+id+base64}, or a file that contains it
   */
  static ProofCheck with(Console console, String key) throws InputException {
    return new ProofCheck(console, key(key));
  }

  /** Reads a public key or the file that contains it. */
  static Verifier key(String key) throws InputException {
    try {
      String vkey = key.indexOf('+') > 0 && !Files.exists(Path.of(key)) ? key : read(Path.of(key));
      return Ed25519.verifier(vkey.strip());
    } catch (ProofException e) {
      throw new InputException(ExitCode.USAGE, "key.wrong", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks a proof, or a certificate that contains it, against the entry it is about; without an
   * entry file, uses the entry inside the proof.
   */
  int proof(Path file, @Nullable Path entryFile) throws InputException, IOException {
    byte[] content = bytes(file);
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.startsWith("%PDF-")) {
      text = inCertificate(file, content);
    }
    try {
      TlogProof proof = TlogProof.parse(text);
      byte[] entry = entryFile == null ? carried(proof, file.toString()) : bytes(entryFile);
      return holds(proof, entry);
    } catch (ProofException e) {
      return fails(file.toString(), e);
    }
  }

  /** Checks the ledger's answer for a number: a proof that contains its entry. */
  int number(String number, String text) throws InputException, IOException {
    try {
      TlogProof proof = TlogProof.parse(text);
      byte[] entry = carried(proof, number);
      int code = holds(proof, entry);
      if (code == ExitCode.PASSED && !isAbout(number, entry)) {
        console.say("check.otherNumber", number);
        return ExitCode.BLOCKED;
      }
      return code;
    } catch (ProofException e) {
      return fails(number, e);
    }
  }

  private int holds(TlogProof proof, byte[] entry) throws ProofException, IOException {
    proof.verify(entry, log);
    console.print(
        "check.holds", proof.index(), proof.checkpoint().origin(), proof.checkpoint().size());
    console.write(new RecordText(console).of(entry) + "\n");
    return ExitCode.PASSED;
  }

  /** Entries are canonical JSON, so a member can be found by its literal text. */
  private static boolean isAbout(String number, byte[] entry) {
    String text = new String(entry, StandardCharsets.UTF_8);
    return text.contains("\"number\":\"" + number + "\"")
        || text.contains("\"officialNumber\":\"" + number + "\"");
  }

  private static String inCertificate(Path file, byte[] pdf) throws InputException {
    try {
      return Certificate.proofIn(pdf)
          .orElseThrow(
              () -> new InputException(ExitCode.UNREADABLE, "check.noProof", file.toString()));
    } catch (IOException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "file.unreadable", file.toString(), e.toString());
    }
  }

  /**
   * Verifies a proof received from a server and stores it with its entry in one file if it is
   * valid.
   */
  int keep(String text, byte[] entry, Path out) throws InputException, IOException {
    try {
      TlogProof proof = TlogProof.parse(text).withExtra(entry);
      proof.verify(entry, log);
      Files.writeString(out, proof.format());
    } catch (ProofException e) {
      return fails(out.toString(), e);
    } catch (IOException e) {
      throw new InputException(ExitCode.USAGE, "out.unwritable", out.toString(), e.toString());
    }
    return proof(out, null);
  }

  /** Checks the signature of a checkpoint. */
  int checkpoint(Path file) throws InputException, IOException {
    String text = read(file);
    try {
      Checkpoint checkpoint = Checkpoint.parse(text);
      checkpoint.verify(List.of(log));
      console.print(
          "checkpoint.holds",
          checkpoint.origin(),
          checkpoint.size(),
          checkpoint.head().root().base64());
      return ExitCode.PASSED;
    } catch (ProofException e) {
      return fails(file.toString(), e);
    }
  }

  private int fails(String file, ProofException e) {
    String why = new LedgerMessages(console.language().locale()).text(e.code());
    console.say("check.fails", file, why, String.valueOf(e.getMessage()));
    return ExitCode.BLOCKED;
  }

  private static byte[] carried(TlogProof proof, String file) throws InputException {
    return Base64.getDecoder()
        .decode(
            proof
                .extra()
                .orElseThrow(() -> new InputException(ExitCode.USAGE, "check.noEntry", file)));
  }

  private static String read(Path file) throws InputException {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path file) throws InputException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InputException(ExitCode.LIMIT, "file.tooLong", file.toString());
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException(
          ExitCode.UNREADABLE, "file.unreadable", file.toString(), e.toString());
    }
  }
}
