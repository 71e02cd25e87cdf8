package cn.beian.inspect.reader;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files of a folder or the entries of an archive. */
public interface FileTree {
  /** Files in the order of their names; no folders; names are relative, with {@code /}. */
  List<Entry> entries();

  /** The file of that exact name. */
  Optional<Entry> entry(String name);

  /** One file. */
  interface Entry {
    /** Path inside the package, {@code /} between parts, never absolute, without {@code ..}. */
    String name();

    /** Size as stated, before anything is inflated. */
    long statedBytes();

    /**
     * The inflated bytes, counted against {@link Limits#parsedBytes()} and the total.
     *
     * @throws PackageFormatException UNREADABLE where the compressed data is broken; LIMIT
     */
    byte[] bytes() throws PackageFormatException;

    /** The bytes where they lie, if the file is kept as it is; nothing is copied or counted. */
    default Optional<ByteSource> stored() {
      return Optional.empty();
    }

    /**
     * The inflated bytes as a stream; what goes wrong inside an archive arrives as {@link
     * EntryReadException}.
     */
    InputStream open() throws IOException;
  }
}
