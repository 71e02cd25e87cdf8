package cn.beian.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Bytes under their SHA-256: written whole or not at all, never changed. They need not lie in a
 * file; whoever needs one takes a {@link LocalCopy} and closes it again.
 */
public interface ObjectStore {
  /** Bytes that have come and are not stored yet; closed without {@link #keep} nothing stays. */
  interface Incoming extends Closeable {
    StoredObject object();

    /** Stores them; bytes that are there already are not stored twice, but count as new. */
    void keep() throws IOException;
  }

  /**
   * Takes a stream of at most {@code limitBytes} bytes in.
   *
   * @throws ObjectTooLargeException when it is longer
   * @throws IOException when the stream breaks, or the store fails
   */
  Incoming receive(InputStream in, long limitBytes) throws IOException;

  /**
   * How many bytes an object has.
   *
   * @throws java.nio.file.NoSuchFileException when there is none of this digest
   */
  long sizeBytes(String sha256) throws IOException;

  /**
   * The bytes of an object. Of a range, skip what is before it: what is skipped is not read.
   *
   * @throws java.nio.file.NoSuchFileException when there is none of this digest
   */
  InputStream open(String sha256) throws IOException;

  /**
   * An object as a file of this machine.
   *
   * @throws java.nio.file.NoSuchFileException when there is none of this digest
   */
  LocalCopy localCopy(String sha256) throws IOException;

  /** The folder in which all local copies lie, for the walls around those who read them. */
  Path localFolder();

  /** Digests of the objects that were last stored before a moment; stored again counts as new. */
  List<String> olderThan(Instant moment) throws IOException;

  /**
   * Removes an object unless it was stored, or stored again, since a moment; whether it was
   * removed. Only for whoever holds {@code DatabaseLock.FILES} and found that no row names it.
   */
  boolean remove(String sha256, Instant moment) throws IOException;
}
