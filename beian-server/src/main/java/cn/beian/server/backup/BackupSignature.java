package cn.beian.server.backup;

import cn.beian.ledger.note.Ed25519;
import cn.beian.ledger.note.SignedNote;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.tree.ProofException;
import cn.beian.server.backup.BackupException.Code;
import cn.beian.server.ledger.LedgerPlace;
import cn.beian.server.platform.Sha256Hex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The signature over a manifest, in {@code manifest.sig}: a signed note (c2sp.org/signed-note) by
 * the key of the audit trail. Digests alone notice accidents; who can write to a backup can write
 * its digests anew, but not this without the key.
 *
 * <pre>
 * beian backup
 * SHA-256 of manifest.json, hex
 * </pre>
 */
final class BackupSignature {
  static final String NAME = "manifest.sig";
  private static final String FIRST_LINE = "beian backup\n";
  private static final String KEY = "signing.key";

  private BackupSignature() {}

  /**
   * Signs a manifest that is there.
   *
   * @param keys folder of the copied keys
   * @return name of the key; empty where the trail has none yet
   */
  static Optional<String> write(Path backup, Path keys) throws IOException {
    Optional<Signer> signer = key(keys);
    if (signer.isPresent()) {
      SignedNote note = SignedNote.sign(text(backup), List.of(signer.get()));
      SumsFile.writeDurably(backup.resolve(NAME), note.format().getBytes(StandardCharsets.UTF_8));
    }
    return signer.map(one -> one.verifier().name());
  }

  /**
   * Checks a signature by the key that was kept beside.
   *
   * @return name of the key; empty where there is no signature
   * @throws BackupException {@code BAD_SIGNATURE} where it is of another manifest or another key
   */
  static Optional<String> check(Path backup, Path keys) throws BackupException, IOException {
    Path file = backup.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Optional<Signer> signer = key(keys);
    try {
      SignedNote note = SignedNote.parse(Files.readString(file));
      if (signer.isEmpty() || !note.text().equals(text(backup))) {
        throw new BackupException(Code.BAD_SIGNATURE, file);
      }
      note.verify(List.of(signer.get().verifier()));
    } catch (ProofException e) {
      throw new BackupException(Code.BAD_SIGNATURE, file);
    }
    return signer.map(one -> one.verifier().name());
  }

  private static String text(Path backup) throws IOException {
    byte[] manifest = Files.readAllBytes(backup.resolve(BackupManifest.NAME));
    return FIRST_LINE + Sha256Hex.of(manifest) + '\n';
  }

  private static Optional<Signer> key(Path keys) throws IOException {
    Path file = LedgerPlace.AUDIT.directory(keys).resolve(KEY);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Ed25519.signer(Files.readString(file).strip()));
    } catch (ProofException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
