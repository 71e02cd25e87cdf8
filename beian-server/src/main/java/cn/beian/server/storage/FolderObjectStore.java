package cn.beian.server.storage;

import cn.beian.server.platform.DurableFiles;
import cn.beian.server.platform.Sha256Hex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An object store in a folder: {@code sha256/ab/cd/<digest>}, written beside, forced to disk, then
 * moved into place.
 */
final class FolderObjectStore implements ObjectStore {
  private static final int CHUNK_BYTES = 1 << 16;

  private static final Predicate<String> DIGEST =
      Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

  private final Path root;
  private final Path incoming;
  private final Clock clock;

  FolderObjectStore(Path directory, Clock clock) {
    this.clock = clock;
    this.root = directory.resolve("sha256");
    this.incoming = directory.resolve("incoming");
    try {
      Files.createDirectories(root);
      Files.createDirectories(incoming);
    } catch (IOException e) {
      throw new UncheckedIOException("object store " + directory + " cannot be made", e);
    }
  }

  @Override
  public Incoming receive(InputStream in, long limitBytes) throws IOException {
    Path part = Files.createTempFile(incoming, "upload-", ".part");
    try {
      MessageDigest digest = Sha256Hex.digest();
      long size = copy(in, part, digest, limitBytes);
      return new Part(part, new StoredObject(HexFormat.of().formatHex(digest.digest()), size));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  private final class Part implements Incoming {
    private final Path part;
    private final StoredObject object;

    Part(Path part, StoredObject object) {
      this.part = part;
      this.object = object;
    }

    @Override
    public StoredObject object() {
      return object;
    }

    @Override
    public void keep() throws IOException {
      Path place = file(object.sha256());
      DurableFiles.folders(place.getParent());
      if (!storedAgain(place)) {
        Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
        move(part, place);
      }
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(part);
    }
  }

  /** Whether the object is there; it then counts as new, so that it is not collected. */
  private boolean storedAgain(Path place) throws IOException {
    try {
      Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public long sizeBytes(String sha256) throws IOException {
    return Files.size(file(sha256));
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    return Files.newInputStream(file(sha256));
  }

  @Override
  public LocalCopy localCopy(String sha256) throws IOException {
    Path file = file(sha256);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return new Itself(file);
  }

  /** It is a file already, and stays where it is. */
  private record Itself(Path file) implements LocalCopy {
    @Override
    public void close() {}
  }

  @Override
  public Path localFolder() {
    return root;
  }

  @Override
  public List<String> olderThan(Instant moment) throws IOException {
    try (Stream<Path> files =
        Files.find(
            root,
            3,
            (file, attributes) ->
                attributes.isRegularFile()
                    && attributes.lastModifiedTime().toInstant().isBefore(moment))) {
      return files.map(file -> String.valueOf(file.getFileName())).filter(DIGEST).toList();
    }
  }

  /** Taken aside first: who stores the same bytes meanwhile either finds it or writes it anew. */
  @Override
  public boolean remove(String sha256, Instant moment) throws IOException {
    Path place = file(sha256);
    Path aside = incoming.resolve(sha256 + ".part");
    move(place, aside);
    if (Files.getLastModifiedTime(aside).toInstant().isBefore(moment)) {
      Files.delete(aside);
      return true;
    }
    if (Files.exists(place)) {
      Files.delete(aside);
    } else {
      move(aside, place);
    }
    return false;
  }

  /** The file of an object, whether it is there or not. */
  Path file(String sha256) {
    if (!DIGEST.test(sha256)) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  /** Where files lie that are being written. */
  Path incoming() {
    return incoming;
  }

  /**
   * Makes an object of a file, without copying it; done again it changes nothing.
   *
   * @throws NoSuchFileException when neither the file nor the object are there
   */
  void adopt(Path part, String sha256) throws IOException {
    Path place = file(sha256);
    if (storedAgain(place)) {
      Files.deleteIfExists(part);
      return;
    }
    Files.createDirectories(place.getParent());
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      file.force(true);
    } catch (NoSuchFileException e) {
      if (storedAgain(place)) {
        return; // by somebody else at the same moment
      }
      throw e;
    }
    Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
    move(part, place);
  }

  private static long copy(InputStream in, Path part, MessageDigest digest, long limitBytes)
      throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long size = 0;
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(file);
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        size += n;
        if (size > limitBytes) {
          throw new ObjectTooLargeException(limitBytes);
        }
        digest.update(chunk, 0, n);
        out.write(chunk, 0, n);
      }
      file.force(true);
    }
    return size;
  }

  private static void move(Path part, Path place) throws IOException {
    try {
      DurableFiles.move(part, place);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("object store must lie on one file system: " + place, e);
    }
  }
}
