package cn.beian.ledger;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import java.nio.ByteBuffer;

/** SM3 (GB/T 32905-2016), implemented plainly, to show that a tree works with another hash. */
enum Sm3 implements Hasher {
  INSTANCE;

  private static final int[] INITIAL = {
    0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
  };

  @Override
  public int sizeBytes() {
    return 32;
  }

  @Override
  public Hash hash(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer padded = ByteBuffer.allocate((length + 9 + 63) / 64 * 64);
    for (byte[] part : parts) {
      padded.put(part);
    }
    padded.put((byte) 0x80).putLong(padded.capacity() - 8, length * 8L).rewind();
    int[] state = INITIAL.clone();
    while (padded.hasRemaining()) {
      compress(state, padded);
    }
    ByteBuffer digest = ByteBuffer.allocate(32);
    for (int word : state) {
      digest.putInt(word);
    }
    return Hash.of(digest.array());
  }

  private static void compress(int[] state, ByteBuffer block) {
    int[] w = new int[68];
    for (int j = 0; j < 68; j++) {
      w[j] =
          j < 16
              ? block.getInt()
              : p1(w[j - 16] ^ w[j - 9] ^ left(w[j - 3], 15)) ^ left(w[j - 13], 7) ^ w[j - 6];
    }
    int[] v = state.clone();
    for (int j = 0; j < 64; j++) {
      int constant = left(j < 16 ? 0x79cc4519 : 0x7a879d8a, j);
      int ss1 = left(left(v[0], 12) + v[4] + constant, 7);
      int ss2 = ss1 ^ left(v[0], 12);
      boolean early = j < 16;
      int ff = early ? v[0] ^ v[1] ^ v[2] : (v[0] & v[1]) | (v[0] & v[2]) | (v[1] & v[2]);
      int gg = early ? v[4] ^ v[5] ^ v[6] : (v[4] & v[5]) | (~v[4] & v[6]);
      int tt1 = ff + v[3] + ss2 + (w[j] ^ w[j + 4]);
      int tt2 = gg + v[7] + ss1 + w[j];
      v = new int[] {tt1, v[0], left(v[1], 9), v[2], p0(tt2), v[4], left(v[5], 19), v[6]};
    }
    for (int i = 0; i < 8; i++) {
      state[i] ^= v[i];
    }
  }

  private static int left(int word, int bits) {
    return Integer.rotateLeft(word, bits);
  }

  private static int p0(int word) {
    return word ^ left(word, 9) ^ left(word, 17);
  }

  private static int p1(int word) {
    return word ^ left(word, 15) ^ left(word, 23);
  }
}
