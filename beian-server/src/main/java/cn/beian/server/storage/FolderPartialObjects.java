package cn.beian.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Pieces appended to a file, {@code incoming/<id>.part}, which becomes the object without being
 * copied; its length is the offset from which the sender goes on.
 */
final class FolderPartialObjects implements PartialObjects {
  private final FolderObjectStore objects;

  FolderPartialObjects(FolderObjectStore objects) {
    this.objects = objects;
  }

  @Override
  public void begin(UUID id) throws IOException {
    Files.createFile(part(id));
  }

  @Override
  public long sizeBytes(UUID id) {
    return part(id).toFile().length();
  }

  @Override
  public Optional<Piece> append(UUID id) throws IOException {
    FileChannel file = FileChannel.open(part(id), StandardOpenOption.WRITE);
    Optional<Piece> piece = Optional.empty();
    try {
      if (lock(file)) {
        piece = Optional.of(new Locked(file));
      }
      return piece;
    } finally {
      if (piece.isEmpty()) {
        file.close();
      }
    }
  }

  /** Until the file is closed. */
  private static boolean lock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held within this process
    }
  }

  private static final class Locked implements Piece {
    private final FileChannel file;
    private final long offsetBytes;

    Locked(FileChannel file) throws IOException {
      this.file = file;
      this.offsetBytes = file.size();
      file.position(offsetBytes);
    }

    @Override
    public long offsetBytes() {
      return offsetBytes;
    }

    @Override
    public OutputStream out() {
      return Channels.newOutputStream(file);
    }

    @Override
    public void takeBack() throws IOException {
      file.truncate(offsetBytes);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public InputStream open(UUID id) throws IOException {
    return Files.newInputStream(part(id));
  }

  @Override
  public void complete(UUID id, String sha256) throws IOException {
    objects.adopt(part(id), sha256);
  }

  @Override
  public void discard(UUID id) throws IOException {
    Files.deleteIfExists(part(id));
  }

  @Override
  public int discardBefore(Instant moment) throws IOException {
    int removed = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(objects.incoming())) {
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(moment)
            && Files.deleteIfExists(part)) {
          removed++;
        }
      }
    }
    return removed;
  }

  /** The file in which something comes. */
  Path part(UUID id) {
    return objects.incoming().resolve(id + ".part");
  }
}
