package cn.beian.server.backup;

import cn.beian.server.backup.BackupException.Code;
import cn.beian.server.platform.Sha256Hex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The digests of the files of a folder, one a line as {@code sha256sum} writes them. */
final class SumsFile {
  static final String NAME = "SHA256SUMS";

  private static final int CHUNK_BYTES = 1 << 16;
  private static final Pattern ENTRY =
      Pattern.compile("(?<sum>[0-9a-f]{64})  (?<name>[^\\x00\\\\]+)");

  private final Path folder;
  private final SortedMap<String, String> sums = new TreeMap<>();

  SumsFile(Path folder) {
    this.folder = folder;
  }

  /** Something that writes bytes. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file that only its owner may read, durably, and notes its digest. */
  void write(String name, Content content) throws IOException {
    Path file = folder.resolve(name);
    makeFolders(file);
    MessageDigest digest = Sha256Hex.digest();
    try (FileChannel channel = create(file)) {
      OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
    sums.put(name, HexFormat.of().formatHex(digest.digest()));
  }

  /** Copies a file and notes its digest, which it returns. */
  String copy(Path source, String name, LongConsumer copied) throws IOException {
    write(
        name,
        out -> {
          try (InputStream in = Files.newInputStream(source)) {
            transfer(in, out, copied);
          }
        });
    return sums.getOrDefault(name, "");
  }

  /** Writes the list itself; its digest. */
  String finish() throws IOException {
    StringBuilder text = new StringBuilder();
    sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(folder);
    writeDurably(folder.resolve(NAME), bytes);
    return Sha256Hex.of(bytes);
  }

  /**
   * Reads the list of a folder.
   *
   * @param expected its digest
   */
  static SumsFile read(Path folder, String expected) throws BackupException, IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new BackupException(Code.DAMAGED, file);
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!Sha256Hex.of(bytes).equals(expected)) {
      throw new BackupException(Code.DAMAGED, file);
    }
    SumsFile read = new SumsFile(folder);
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      Matcher entry = ENTRY.matcher(line);
      if (!entry.matches() || !staysBelow(entry.group("name"))) {
        throw new BackupException(Code.DAMAGED, file);
      }
      read.sums.put(entry.group("name"), entry.group("sum"));
    }
    return read;
  }

  /**
   * Whether a name and every end of it stay below the folder they are resolved in: a restore takes
   * the first folder off.
   */
  private static boolean staysBelow(String name) {
    return Stream.of(name.split("/", -1))
        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  /** Names with their digests, sorted. */
  Map<String, String> entries() {
    return java.util.Collections.unmodifiableMap(sums);
  }

  /**
   * Copies a file of the list back, only for its owner to read, if it still has its digest.
   *
   * @throws BackupException {@code DAMAGED} if not; the copy is then removed
   */
  void copyBack(String name, Path target, LongConsumer copied) throws BackupException, IOException {
    Files.createDirectories(target.toAbsolutePath().getParent()); // as the server makes them
    MessageDigest digest = Sha256Hex.digest();
    try (InputStream in = new DigestInputStream(open(name), digest);
        FileChannel channel = create(target)) {
      transfer(in, Channels.newOutputStream(channel), copied);
      channel.force(true);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(sums.get(name))) {
      Files.delete(target);
      throw new BackupException(Code.DAMAGED, folder.resolve(name));
    }
  }

  /** Reads a file of the list through to its end and compares its digest. */
  void check(String name) throws BackupException, IOException {
    MessageDigest digest = Sha256Hex.digest();
    try (InputStream in = new DigestInputStream(open(name), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(sums.get(name))) {
      throw new BackupException(Code.DAMAGED, folder.resolve(name));
    }
  }

  private InputStream open(String name) throws BackupException, IOException {
    Path file = folder.resolve(name);
    if (!sums.containsKey(name) || !Files.isRegularFile(file)) {
      throw new BackupException(Code.DAMAGED, file);
    }
    return Files.newInputStream(file);
  }

  private static void transfer(InputStream in, OutputStream out, LongConsumer copied)
      throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      out.write(chunk, 0, n);
      copied.accept(n);
    }
  }

  /** A file for its owner alone, on disk when this returns. */
  static void writeDurably(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = create(file)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        ownerOnly(file, "rw-------"));
  }

  /** The folders above a file, for their owner alone where they are made. */
  static void makeFolders(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent, ownerOnly(parent, "rwx------"));
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
