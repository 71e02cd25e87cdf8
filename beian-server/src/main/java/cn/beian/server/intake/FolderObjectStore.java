package cn.beian.server.intake;

import cn.beian.server.intake.UploadRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An object store in a folder: {@code sha256/ab/cd/<digest>}, written beside, forced to disk, then
 * moved into place.
 */
final class FolderObjectStore implements ObjectStore {
  private static final int CHUNK_BYTES = 1 << 16;

  private final Path root;
  private final Path incoming;

  FolderObjectStore(Path directory) {
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
  public StoredObject put(InputStream in, long limitBytes)
      throws UploadRefusedException, IOException {
    Path part = Files.createTempFile(incoming, "upload-", ".part");
    try {
      MessageDigest digest = sha256();
      long size = copy(in, part, digest, limitBytes);
      if (size == 0) {
        throw new UploadRefusedException(Reason.EMPTY, "no bytes");
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      Path place = file(sha256);
      Files.createDirectories(place.getParent());
      if (!Files.exists(place)) {
        move(part, place);
      }
      return new StoredObject(sha256, size);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public Path file(String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  @Override
  public Path part(UUID id) {
    return incoming.resolve(id + ".part");
  }

  @Override
  public int removePartsBefore(Instant moment) throws IOException {
    int removed = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(incoming)) {
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(moment)
            && Files.deleteIfExists(part)) {
          removed++;
        }
      }
    }
    return removed;
  }

  private static long copy(InputStream in, Path part, MessageDigest digest, long limitBytes)
      throws UploadRefusedException, IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long size = 0;
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(file);
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        size += n;
        if (size > limitBytes) {
          throw new UploadRefusedException(Reason.TOO_LARGE, "over " + limitBytes + " bytes");
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
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("object store must lie on one file system: " + place, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
