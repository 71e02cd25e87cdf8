package cn.beian.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.MerkleTree;
import cn.beian.ledger.tree.TreeHead;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fsck streams: always tested with 20,000 entries, with {@code -Dbeian.deep=true} with a million.
 */
class FsckLargeTest {
  @TempDir Path folder;

  @Test
  void large_ledger_is_read_once_as_a_stream() throws Exception {
    int size = Boolean.getBoolean("beian.deep") ? 1_000_000 : 20_000;
    byte[] padding = new byte[500];
    Signer signer = SignedNoteTest.newSigner("example.com/log");
    try (FileLog storage = new FileLog(folder.resolve("log"))) {
      Ledger ledger = new Ledger(storage);
      for (int i = 0; i < size; i++) {
        byte[] name = Integer.toString(i).getBytes(UTF_8);
        System.arraycopy(name, 0, padding, 0, name.length);
        ledger.append(padding);
        if (i % 10_000 == 0) {
          TreeHead head = new TreeHead(i + 1, root(storage, i + 1));
          storage.publish(
              head.size(), Checkpoint.sign("example.com/log", head, List.of(signer)).format());
        }
      }
      long start = System.nanoTime();
      FsckReport report = ledger.fsck(List.of(signer.verifier()), PublishedHead.none());
      System.out.printf(
          java.util.Locale.ROOT,
          "fsck of %,d entries of 500 bytes: %,d ms%n",
          size,
          (System.nanoTime() - start) / 1_000_000);
      assertThat(report).isEqualTo(new FsckReport(size, size / 10_000, List.of(), 0));
    }
  }

  private static Hash root(LedgerStorage storage, long size) {
    return new MerkleTree(Hasher.sha256(), storage::hashes).root(size);
  }
}
