package cn.beian.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.Tile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TileTest {
  private static final int SIZE = 70_000; // the example of tlog-tiles

  @Test
  void path_follows_the_specification() {
    assertThat(new Tile(0, 1_234_067, Tile.FULL).path()).isEqualTo("0/x001/x234/067");
    assertThat(new Tile(2, 0, 1).path()).isEqualTo("2/000.p/1");
    assertThat(new Tile(Tile.ENTRIES, 273, 112).path()).isEqualTo("entries/273.p/112");
  }

  @Test
  void path_is_read_in_its_canonical_form_only() {
    for (Tile tile :
        List.of(
            new Tile(0, 0, 256),
            new Tile(63, 999, 255),
            new Tile(Tile.ENTRIES, 1000, 1),
            new Tile(1, 1_234_067, 112))) {
      assertThat(Tile.parse(tile.path())).hasValue(tile);
    }
    for (String path :
        List.of(
            "",
            "64/000",
            "00/000",
            "0/00",
            "0/0000",
            "0/x000/001",
            "0/001/067",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/257",
            "0/000.p/01",
            "data/000",
            "0/000/",
            "0/../000",
            "0/x999/x999/x999/x999/x999/999")) {
      assertThat(Tile.parse(path)).as(path).isEmpty();
    }
  }

  @Test
  void tiles_of_seventy_thousand_are_those_of_the_specification() {
    assertThat(new Tile(0, 272, 256).within(SIZE)).isTrue();
    assertThat(new Tile(0, 273, 112).within(SIZE)).isTrue();
    assertThat(new Tile(0, 273, 113).within(SIZE)).isFalse();
    assertThat(new Tile(1, 1, 17).within(SIZE)).isTrue();
    assertThat(new Tile(1, 1, 18).within(SIZE)).isFalse();
    assertThat(new Tile(2, 0, 1).within(SIZE)).isTrue();
    assertThat(new Tile(2, 0, 2).within(SIZE)).isFalse();
    assertThat(new Tile(3, 0, 1).within(SIZE)).isFalse();
    assertThat(new Tile(63, 0, 1).within(Long.MAX_VALUE)).isFalse();
    assertThat(new Tile(0, 999_999_999_999_999L, 256).within(SIZE)).isFalse();
    assertThatThrownBy(() -> new Tile(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Leaves from the entry bundles, and the top tile from them, give the signed root. */
  @Test
  void tiles_lead_to_the_signed_root() throws Exception {
    Ledger ledger = new Ledger(new MemoryLedgerStorage());
    for (byte[] entry : Trees.entries(600)) {
      ledger.append(entry);
    }
    Tile first = new Tile(0, 0, Tile.FULL);
    assertThat(ledger.tile(first)).as("nothing is published").isEmpty();
    Signer signer = SignedNoteTest.newSigner("beian.example/log");
    Checkpoint checkpoint = ledger.publish(List.of(signer), PublishedHead.none(), Trees.AT);
    List<byte[]> read = new ArrayList<>();
    for (Tile tile : List.of(new Tile(0, 0, 256), new Tile(0, 1, 256), new Tile(0, 2, 88))) {
      Tile bundle = new Tile(Tile.ENTRIES, tile.index(), tile.width());
      List<byte[]> entries = entries(ledger.tile(bundle).orElseThrow());
      assertThat(hashes(ledger.tile(tile).orElseThrow()))
          .isEqualTo(entries.stream().map(Hasher.sha256()::leaf).toList());
      read.addAll(entries);
    }
    assertThat(read).hasSize(600);
    assertThat(Trees.root(read)).isEqualTo(checkpoint.head().root());
    assertThat(hashes(ledger.tile(new Tile(1, 0, 2)).orElseThrow()))
        .containsExactly(Trees.root(read.subList(0, 256)), Trees.root(read.subList(256, 512)));
    assertThat(ledger.tile(new Tile(0, 2, 89))).isEmpty();
  }

  private static List<Hash> hashes(byte[] tile) {
    List<Hash> hashes = new ArrayList<>();
    for (int at = 0; at < tile.length; at += 32) {
      hashes.add(Hash.of(Arrays.copyOfRange(tile, at, at + 32)));
    }
    return hashes;
  }

  private static List<byte[]> entries(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    for (ByteBuffer rest = ByteBuffer.wrap(bundle); rest.hasRemaining(); ) {
      byte[] entry = new byte[Short.toUnsignedInt(rest.getShort())];
      rest.get(entry);
      entries.add(entry);
    }
    return entries;
  }
}
