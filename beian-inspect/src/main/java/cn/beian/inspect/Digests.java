package cn.beian.inspect;

import cn.beian.facts.Sm3;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.reader.PackagePart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * SHA-256 and SM3 (GB/T 32905-2016) of what was handed in, reckoned beside the reading. Of one
 * file: of its bytes. Of a folder or several paths: of the lines {@code path NUL hex-digest LF} in
 * the order of the paths; the path of a folder's file is relative to the folder, the path of a file
 * is its name.
 */
final class Digests {
  private static final int CHUNK = 1 << 16;

  /** Some hundred blocks, as many as the JVM wants to see before it translates. */
  private static final int WARM = 400 * 64;

  /** Both digests, lower-case hex, and the sum of sizes. */
  record Result(String sha256, String sm3, long sizeBytes) {}

  private final CompletableFuture<String> sha256;
  private final CompletableFuture<String> sm3;
  private final long sizeBytes;

  private Digests(List<PackagePart> parts) {
    this.sha256 = CompletableFuture.supplyAsync(() -> of(parts, Digests::sha256));
    this.sm3 = CompletableFuture.supplyAsync(() -> of(parts, Sm3::new));
    this.sizeBytes = parts.stream().mapToLong(Digests::size).sum();
  }

  static Digests start(List<PackagePart> parts) {
    return new Digests(parts);
  }

  Result await() throws PackageFormatException {
    try {
      return new Result(sha256.join(), sm3.join(), sizeBytes);
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new PackageFormatException(
          Code.UNREADABLE,
          "",
          -1,
          "cannot read: " + Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
  }

  /**
   * Reckons both over some blocks of nothing: begun before all else, it lets the JVM translate them
   * before hundreds of other methods wait for that, which is when a package of 2 MB would be hashed
   * by its interpreter.
   */
  static void warmUp() {
    byte[] nothing = new byte[WARM];
    sha256().update(nothing);
    new Sm3().update(nothing);
  }

  private static long size(PackagePart part) {
    return part.bytes().isPresent()
        ? part.bytes().get().sizeBytes()
        : part.files().stream()
            .flatMap(tree -> tree.entries().stream())
            .mapToLong(FileTree.Entry::statedBytes)
            .sum();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String of(List<PackagePart> parts, Supplier<MessageDigest> hashes) {
    if (parts.size() == 1 && parts.get(0).bytes().isPresent()) {
      return hex(parts.get(0).bytes().get(), hashes);
    }
    TreeMap<String, String> byPath = new TreeMap<>();
    for (PackagePart part : parts) {
      if (part.bytes().isPresent()) {
        byPath.put(String.valueOf(part.path().getFileName()), hex(part.bytes().get(), hashes));
      } else {
        String folder = parts.size() == 1 ? "" : part.path().getFileName() + "/";
        for (FileTree.Entry entry : part.files().orElseThrow().entries()) {
          byPath.put(folder + entry.name(), hex(entry, hashes));
        }
      }
    }
    MessageDigest all = hashes.get();
    byPath.forEach(
        (path, digest) -> {
          byte[] line = (path + "\0" + digest + "\n").getBytes(StandardCharsets.UTF_8);
          all.update(line);
        });
    return HexFormat.of().formatHex(all.digest());
  }

  private static String hex(ByteSource source, Supplier<MessageDigest> hashes) {
    MessageDigest hash = hashes.get();
    ByteBuffer bytes = source.all();
    byte[] chunk = new byte[CHUNK];
    while (bytes.hasRemaining()) {
      int length = Math.min(chunk.length, bytes.remaining());
      bytes.get(chunk, 0, length);
      hash.update(chunk, 0, length);
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  private static String hex(FileTree.Entry entry, Supplier<MessageDigest> hashes) {
    MessageDigest hash = hashes.get();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = entry.open()) {
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        hash.update(chunk, 0, length);
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
    return HexFormat.of().formatHex(hash.digest());
  }
}
