package cn.beian.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** Bytes under their SHA-256: written whole or not at all, never changed. */
public interface ObjectStore {
  /** What was stored: digest in lower-case hex, number of bytes. */
  record StoredObject(String sha256, long sizeBytes) {}

  /**
   * Stores a stream of at most {@code limitBytes} bytes.
   *
   * @throws UploadRefusedException when it is empty, longer than the limit, or ends before it
   *     should
   * @throws IOException when the store itself fails
   */
  StoredObject put(InputStream in, long limitBytes) throws UploadRefusedException, IOException;

  /** The file that holds the object of this digest. */
  Path file(String sha256);

  /** The file in which something comes in pieces. */
  Path part(UUID id);

  /** Removes files that came in and were not touched since, such as a crash leaves; how many. */
  int removePartsBefore(Instant moment) throws IOException;
}
