package cn.beian.ledger.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the head in a file of one line, {@code size SP root-in-hex LF}. A new file is written,
 * synced and renamed over the old one, then the folder is synced; after a crash the file has the
 * old or the new line, never part of one. Only one process may write at a time.
 */
public final class PublishedHeadFile implements PublishedHead {
  private static final Pattern LINE = Pattern.compile("(0|[1-9][0-9]{0,17}) ((?:[0-9a-f]{2})+)\n");

  private final Path file;

  /**
   * @param file the file, in a folder that exists and is not restored together with the database
   */
  public PublishedHeadFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public Optional<TreeHead> read() throws IOException {
    String line;
    try {
      line = Files.readString(file, US_ASCII);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IOException(file + " does not hold one line \"size root\"");
    }
    return Optional.of(
        new TreeHead(Long.parseLong(matcher.group(1)), Hash.ofHex(matcher.group(2))));
  }

  @Override
  public void write(TreeHead head) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer line =
          ByteBuffer.wrap((head.size() + " " + head.root().hex() + "\n").getBytes(US_ASCII));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    }
    Files.move(fresh, file, ATOMIC_MOVE);
    Path folder = file.getParent();
    if (folder != null && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }
}
