package cn.beian.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Bytes under their SHA-256: written whole or not at all, never changed. */
public interface ObjectStore {
  /** What was stored: digest in lower-case hex, number of bytes. */
  record StoredObject(String sha256, long sizeBytes) {}

  /** What has to hold of bytes that came in before they are stored. */
  interface Condition {
    void require(StoredObject came) throws UploadRefusedException;
  }

  /**
   * Stores a stream of at most {@code limitBytes} bytes; of one that is refused nothing stays.
   *
   * @throws UploadRefusedException when it is empty, longer than the limit, or ends before it
   *     should; or by the condition
   * @throws IOException when the store itself fails
   */
  StoredObject put(InputStream in, long limitBytes, Condition condition)
      throws UploadRefusedException, IOException;

  /** As {@link #put(InputStream, long, Condition)}, whatever it is. */
  default StoredObject put(InputStream in, long limitBytes)
      throws UploadRefusedException, IOException {
    return put(in, limitBytes, came -> {});
  }

  /** The file that holds the object of this digest. */
  Path file(String sha256);

  /** Digests of the objects that were last stored before a moment; stored again counts as new. */
  List<String> olderThan(Instant moment) throws IOException;

  /**
   * Removes an object unless it was stored, or stored again, since a moment; whether it was
   * removed. Only for whoever holds {@link cn.beian.server.database.DatabaseLock#FILES} and found
   * that no row names it.
   */
  boolean remove(String sha256, Instant moment) throws IOException;

  /** The file in which something comes in pieces. */
  Path part(UUID id);

  /**
   * Makes an object of what came in pieces, without copying it; done again it changes nothing.
   *
   * @param sha256 of its bytes
   * @throws java.nio.file.NoSuchFileException when neither the pieces nor the object are there
   */
  void adopt(UUID id, String sha256) throws IOException;

  /** Removes files that came in and were not touched since, such as a crash leaves; how many. */
  int removePartsBefore(Instant moment) throws IOException;
}
