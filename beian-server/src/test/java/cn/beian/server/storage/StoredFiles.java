package cn.beian.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** The files of a store in a folder, for tests that look at them from outside. */
public final class StoredFiles {
  private StoredFiles() {}

  /** Stores bytes. */
  public static StoredObject put(ObjectStore objects, byte[] bytes) throws IOException {
    try (ObjectStore.Incoming incoming =
        objects.receive(new ByteArrayInputStream(bytes), bytes.length)) {
      incoming.keep();
      return incoming.object();
    }
  }

  /** The file of an object, whether it is there or not. */
  public static Path file(ObjectStore objects, String sha256) {
    return ((FolderObjectStore) objects).file(sha256);
  }

  /** The file in which something comes in pieces. */
  public static Path part(PartialObjects pieces, UUID id) {
    return ((FolderPartialObjects) pieces).part(id);
  }
}
