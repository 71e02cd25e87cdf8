package cn.beian.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Objects that come in pieces; what has come stays, whatever cuts the connection. */
public interface PartialObjects {
  /** A piece that is being written; until it is closed, nobody else can write another. */
  interface Piece extends Closeable {
    /** Where it begins: how many bytes there were before. */
    long offsetBytes();

    OutputStream out();

    /** Takes back what was written of it. */
    void takeBack() throws IOException;
  }

  /**
   * Begins one, without bytes.
   *
   * @throws java.nio.file.FileAlreadyExistsException when it was begun
   */
  void begin(UUID id) throws IOException;

  /** How many bytes have come; 0 also where none was begun. */
  long sizeBytes(UUID id);

  /**
   * Goes on at the end; empty where another piece is being written.
   *
   * @throws java.nio.file.NoSuchFileException when none was begun
   */
  Optional<Piece> append(UUID id) throws IOException;

  /**
   * The bytes that have come.
   *
   * @throws java.nio.file.NoSuchFileException when none was begun
   */
  InputStream open(UUID id) throws IOException;

  /**
   * Makes an object of what has come; done again it changes nothing.
   *
   * @param sha256 of its bytes
   * @throws java.nio.file.NoSuchFileException when neither the pieces nor the object are there
   */
  void complete(UUID id, String sha256) throws IOException;

  /** Gives one up; nothing where none was begun. */
  void discard(UUID id) throws IOException;

  /** Removes what came in and was not touched since, such as a crash leaves; how many. */
  int discardBefore(Instant moment) throws IOException;
}
