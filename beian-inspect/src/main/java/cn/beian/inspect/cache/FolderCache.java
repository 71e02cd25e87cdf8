package cn.beian.inspect.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Keeps each key in a file of a folder, which several processes may share. A file is written beside
 * and renamed, so that it is there as a whole or not at all:
 *
 * <pre>
 * name    the key and ".kept"; while it is written, the key, process and number and ".part"
 * bytes   +0 "beiankept1\n", +11 SHA-256 over name of the key and bytes, +43 bytes
 * </pre>
 *
 * <p>A file that is not of that form is deleted. Who can write to the folder can make an inspection
 * say what he likes: it must belong to whoever trusts the facts. Files of other names are never
 * touched.
 */
public final class FolderCache implements EntryCache {
  private static final byte[] MAGIC = "beiankept1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_BYTES = 32;
  private static final int HEAD_BYTES = MAGIC.length + DIGEST_BYTES;
  private static final int MAX_FILE_BYTES = 64 << 20;
  private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}(\\.kept|\\.\\d+-\\d+\\.part)");

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Path folder;
  private final long maxBytes;

  /** Size of the folder when it was last looked through, and what was written since. */
  private final AtomicLong sizeBytes = new AtomicLong(-1);

  private FolderCache(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * The cache in a folder, which is made, for its owner alone, where it is not there.
   *
   * @param maxBytes size of its files together; beyond it the oldest go, down to three quarters.
   *     Each process counts for itself, so that several may pass it until the next one looks
   * @throws IOException if there is no folder and none can be made
   */
  public static FolderCache in(Path folder, long maxBytes) throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(
        folder,
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0]);
    return new FolderCache(folder, maxBytes);
  }

  @Override
  public Optional<byte[]> get(String key) {
    Path file = folder.resolve(key + ".kept");
    try {
      Optional<byte[]> found = content(key, file);
      if (found.isEmpty()) {
        Files.deleteIfExists(file);
      }
      return found;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // as if it were not there
    }
  }

  private static Optional<byte[]> content(String key, Path file) throws IOException {
    byte[] all;
    try (InputStream in = Files.newInputStream(file)) {
      all = in.readNBytes(HEAD_BYTES + MAX_FILE_BYTES + 1);
    }
    if (all.length < HEAD_BYTES
        || all.length > HEAD_BYTES + MAX_FILE_BYTES
        || !Arrays.equals(MAGIC, Arrays.copyOf(all, MAGIC.length))) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOfRange(all, HEAD_BYTES, all.length);
    byte[] digest = Arrays.copyOfRange(all, MAGIC.length, HEAD_BYTES);
    return MessageDigest.isEqual(digest, digest(key, content))
        ? Optional.of(content)
        : Optional.empty();
  }

  @Override
  public void put(String key, byte[] bytes) {
    if (bytes.length > Math.min(MAX_FILE_BYTES, maxBytes - HEAD_BYTES)) {
      return;
    }
    long process = ProcessHandle.current().pid();
    Path part = folder.resolve(key + "." + process + "-" + NUMBER.incrementAndGet() + ".part");
    try {
      ByteBuffer file = ByteBuffer.allocate(HEAD_BYTES + bytes.length);
      file.put(MAGIC).put(digest(key, bytes)).put(bytes);
      Files.write(part, file.array(), StandardOpenOption.CREATE_NEW);
      Files.move(part, folder.resolve(key + ".kept"), StandardCopyOption.ATOMIC_MOVE);
      written(file.capacity());
    } catch (IOException e) { // a full or missing disk: then it is not kept
      delete(part);
    }
  }

  private void written(long bytes) throws IOException {
    long before = sizeBytes.get();
    if (before < 0 || sizeBytes.addAndGet(bytes) > maxBytes) {
      makeRoom();
    }
  }

  /** A file of ours. */
  private record Old(Path path, FileTime written, long sizeBytes) {}

  private synchronized void makeRoom() throws IOException {
    List<Old> files = new ArrayList<>();
    long size = 0;
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(folder, path -> isOurs(path.getFileName()))) {
      for (Path path : all) {
        Optional<Old> file = old(path);
        if (file.isPresent()) {
          files.add(file.get());
          size += file.get().sizeBytes;
        }
      }
    }
    if (size > maxBytes) {
      files.sort(Comparator.comparing(Old::written).thenComparing(Old::path));
      for (int i = 0; i < files.size() && size > maxBytes / 4 * 3; i++) {
        delete(files.get(i).path);
        size -= files.get(i).sizeBytes;
      }
    }
    sizeBytes.set(size);
  }

  private static boolean isOurs(Path name) {
    return OURS.matcher(name.toString()).matches();
  }

  /** Empty where another process deleted it since. */
  private static Optional<Old> old(Path path) {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(new Old(path, file.lastModifiedTime(), file.size()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // another process may have it open; whoever makes room next tries again
    }
  }

  private static byte[] digest(String key, byte[] content) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(key.getBytes(StandardCharsets.US_ASCII));
      return sha256.digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
