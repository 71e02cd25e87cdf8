package cn.beian.server.opendata;

import cn.beian.server.platform.Sha256Hex;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file of a snapshot while it is written: its bytes are counted and hashed as they go. */
final class MadeFile extends FilterOutputStream {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final MessageDigest digest = Sha256Hex.digest();
  private long bytes;

  MadeFile(Path folder, String name) throws IOException {
    super(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), BUFFER));
    this.name = name;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    OutputStream to = out;
    to.write(from, offset, length);
    digest.update(from, offset, length);
    bytes += length;
  }

  /** What it is; once, after it was closed. */
  Snapshot.File file() {
    return new Snapshot.File(name, bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
