package cn.beian.inspect.cache;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Puts and gets some keys until it is killed or its standard input ends, as it does when the test
 * that started it is gone: {@code PutForever FOLDER MAX-BYTES SEED}. Prints a line after each
 * hundred, and ends with 1 where it gets what nobody put.
 */
public final class PutForever {
  static final int KEYS = 40;

  private PutForever() {}

  public static void main(String[] args) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    FolderCache cache = FolderCache.in(Path.of(args[0]), Long.parseLong(args[1]));
    Random random = new Random(Long.parseLong(args[2]));
    Thread parent = new Thread(PutForever::endWithParent, "parent");
    parent.setDaemon(true);
    parent.start();
    for (int i = 1; true; i++) {
      String key = key(random.nextInt(KEYS));
      if (cache.get(key).filter(bytes -> !Arrays.equals(bytes, bytes(key))).isPresent()) {
        System.exit(1);
      }
      cache.put(key, bytes(key));
      if (i % 100 == 0) {
        out.println(i);
      }
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // nothing is said to it
      }
    } catch (IOException e) {
      // as at the end
    }
    Runtime.getRuntime().halt(0);
  }

  static String key(int number) {
    return String.valueOf(number % 10).repeat(62) + (10 + number);
  }

  /** What belongs to a key, up to 40 KB. */
  static byte[] bytes(String key) {
    Random random = new Random(key.hashCode());
    byte[] bytes = new byte[random.nextInt(40_000)];
    random.nextBytes(bytes);
    return bytes;
  }
}
