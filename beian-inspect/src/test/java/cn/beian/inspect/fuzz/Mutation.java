package cn.beian.inspect.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Ways to spoil bytes; the same seed spoils the same bytes in the same way on every machine. */
enum Mutation {
  /** 1 to 16 bits are turned. */
  BIT_FLIPS {
    @Override
    byte[] applied(byte[] bytes, Random random) {
      byte[] copy = bytes.clone();
      for (int i = 1 + random.nextInt(16); i > 0; i--) {
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return copy;
    }
  },
  /** The end is missing. */
  TRUNCATION {
    @Override
    byte[] applied(byte[] bytes, Random random) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
  },
  /** 1 to 4 numbers of two or four bytes become extreme, or are one off. */
  LENGTH_FIELDS {
    @Override
    byte[] applied(byte[] bytes, Random random) {
      byte[] copy = bytes.clone();
      for (int i = 1 + random.nextInt(4); i > 0 && copy.length >= Integer.BYTES; i--) {
        ByteBuffer buffer =
            ByteBuffer.wrap(copy)
                .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = random.nextInt(copy.length - Integer.BYTES + 1);
        at -= random.nextInt(4) == 0 ? 0 : at % Short.BYTES;
        if (random.nextBoolean()) {
          buffer.putInt(at, extreme(buffer.getInt(at), random));
        } else {
          buffer.putShort(at, (short) extreme(buffer.getShort(at), random));
        }
      }
      return copy;
    }
  },
  /** A piece is taken out, put in once more, or laid over another. */
  SPLICE {
    @Override
    byte[] applied(byte[] bytes, Random random) {
      int length = 1 + random.nextInt(bytes.length);
      int from = random.nextInt(bytes.length - length + 1);
      int to = random.nextInt(bytes.length - length + 1);
      return switch (random.nextInt(3)) {
        case 0 -> joined(bytes, 0, from, from + length, bytes.length);
        case 1 -> {
          byte[] head = joined(bytes, 0, to, from, from + length);
          byte[] whole = Arrays.copyOf(head, bytes.length + length);
          System.arraycopy(bytes, to, whole, head.length, bytes.length - to);
          yield whole;
        }
        default -> {
          byte[] copy = bytes.clone();
          System.arraycopy(bytes, from, copy, to, length);
          yield copy;
        }
      };
    }
  };

  private static final int[] EXTREMES = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fff, 0xffff, 0x10000, 0x00ffffff
  };

  /**
   * Spoils.
   *
   * @param bytes not empty, left as they are
   */
  abstract byte[] applied(byte[] bytes, Random random);

  private static int extreme(int value, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> value + 1;
      case 1 -> value - 1;
      default -> EXTREMES[random.nextInt(EXTREMES.length)];
    };
  }

  private static byte[] joined(byte[] bytes, int from, int to, int from2, int to2) {
    byte[] joined = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), to - from + to2 - from2);
    System.arraycopy(bytes, from2, joined, to - from, to2 - from2);
    return joined;
  }
}
