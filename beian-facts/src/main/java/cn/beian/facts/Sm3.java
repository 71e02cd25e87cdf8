package cn.beian.facts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The hash SM3 (GB/T 32905-2016, ISO/IEC 10118-3): blocks of 64 bytes, big-endian words, 64 rounds.
 * Implemented here because opening the signed jar of the general library takes a short command
 * longer than hashing the package. Tests compare the two.
 */
public final class Sm3 extends MessageDigest implements Cloneable {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int BLOCK = 64;
  private static final int ROUNDS = 64;
  private static final int[] INITIAL = {
    0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
  };

  /** T of each round, rotated left by the round number. */
  private static final int[] CONSTANTS = constants();

  private final int[] state = INITIAL.clone();
  private final int[] words = new int[68];
  private final byte[] block = new byte[BLOCK];
  private long length;

  /** Creates a digest for use by one thread. */
  public Sm3() {
    super("SM3");
  }

  private static int[] constants() {
    int[] constants = new int[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      constants[round] = Integer.rotateLeft(round < 16 ? 0x79cc4519 : 0x7a879d8a, round);
    }
    return constants;
  }

  @Override
  protected int engineGetDigestLength() {
    return 32;
  }

  @Override
  protected void engineUpdate(byte input) {
    engineUpdate(new byte[] {input}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int size) {
    int at = offset;
    int end = offset + size;
    int filled = (int) (length % BLOCK);
    length += size;
    if (filled > 0) {
      int taken = Math.min(BLOCK - filled, size);
      System.arraycopy(input, at, block, filled, taken);
      at += taken;
      if (filled + taken < BLOCK) {
        return;
      }
      compress(block, 0);
    }
    for (; end - at >= BLOCK; at += BLOCK) {
      compress(input, at);
    }
    System.arraycopy(input, at, block, 0, end - at);
  }

  @Override
  protected byte[] engineDigest() {
    long bits = length * 8;
    int filled = (int) (length % BLOCK);
    byte[] padding = new byte[filled < BLOCK - 8 ? BLOCK - filled : 2 * BLOCK - filled];
    padding[0] = (byte) 0x80;
    for (int i = 0; i < 8; i++) {
      padding[padding.length - 1 - i] = (byte) (bits >>> (8 * i));
    }
    engineUpdate(padding, 0, padding.length);
    byte[] digest = new byte[32];
    for (int i = 0; i < 8; i++) {
      WORD.set(digest, 4 * i, state[i]);
    }
    engineReset();
    return digest;
  }

  @Override
  protected void engineReset() {
    System.arraycopy(INITIAL, 0, state, 0, INITIAL.length);
    Arrays.fill(block, (byte) 0);
    length = 0;
  }

  private void compress(byte[] in, int offset) {
    int[] w = words;
    for (int i = 0; i < 16; i++) {
      w[i] = (int) WORD.get(in, offset + 4 * i);
    }
    for (int i = 16; i < 68; i++) {
      int x = w[i - 16] ^ w[i - 9] ^ Integer.rotateLeft(w[i - 3], 15);
      w[i] =
          x
              ^ Integer.rotateLeft(x, 15)
              ^ Integer.rotateLeft(x, 23)
              ^ Integer.rotateLeft(w[i - 13], 7)
              ^ w[i - 6];
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < ROUNDS; i++) {
      boolean early = i < 16;
      int a12 = Integer.rotateLeft(a, 12);
      int ss1 = Integer.rotateLeft(a12 + e + CONSTANTS[i], 7);
      int ff = early ? a ^ b ^ c : (a & b) | (c & (a | b));
      int gg = early ? e ^ f ^ g : ((f ^ g) & e) ^ g;
      int tt1 = ff + d + (ss1 ^ a12) + (w[i] ^ w[i + 4]);
      int tt2 = gg + h + ss1 + w[i];
      d = c;
      c = Integer.rotateLeft(b, 9);
      b = a;
      a = tt1;
      h = g;
      g = Integer.rotateLeft(f, 19);
      f = e;
      e = tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17);
    }
    state[0] ^= a;
    state[1] ^= b;
    state[2] ^= c;
    state[3] ^= d;
    state[4] ^= e;
    state[5] ^= f;
    state[6] ^= g;
    state[7] ^= h;
  }
}
