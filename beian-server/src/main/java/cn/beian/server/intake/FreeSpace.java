package cn.beian.server.intake;

import cn.beian.server.intake.UploadRefusedException.Reason;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.FullDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Whether the disk of the data folder has room, asked before bytes are taken. */
@Component
public class FreeSpace {
  private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);

  private static final long PIECE_BYTES = 16 << 20;

  private final Path dataDir;
  private final long reserveBytes;
  private volatile Measure measure;

  FreeSpace(BeianSettings server, DiskSettings settings) {
    this.dataDir = server.dataDir();
    this.reserveBytes = settings.reserve().toBytes();
    this.measure = () -> Files.getFileStore(dataDir).getUsableSpace();
  }

  /** Tells how many bytes are free. */
  interface Measure {
    long freeBytes() throws IOException;
  }

  /** Measures otherwise from now on; the way before. For tests. */
  Measure measureBy(Measure other) {
    Measure before = measure;
    measure = other;
    return before;
  }

  /** Whether so many bytes can come and the reserve is still there. */
  public boolean admits(long bytes) {
    return freeBytes() - Math.max(0, bytes) >= reserveBytes;
  }

  /** Whether nothing is taken any more. */
  public boolean low() {
    return !admits(0);
  }

  /**
   * Whether something failed for want of space: it says so, or the database went away while it had
   * none, since it writes its log in pieces of 16 MB and ends where it cannot.
   */
  public boolean ranOut(@Nullable Throwable failure) {
    return FullDisk.in(failure) || (FullDisk.lostDatabase(failure) && freeBytes() < PIECE_BYTES);
  }

  /**
   * Refuses what there is no room for.
   *
   * @throws UploadRefusedException {@code NO_SPACE}
   */
  void require(long bytes) throws UploadRefusedException {
    if (!admits(bytes)) {
      LOG.error(
          "disk of {} is nearly full: {} bytes are free, {} are kept for the database"
              + " (beian.disk.reserve); {} bytes were not taken",
          dataDir,
          freeBytes(),
          reserveBytes,
          bytes);
      throw new UploadRefusedException(Reason.NO_SPACE, bytes + " bytes");
    }
  }

  /** For the log; everything where the system does not say. */
  long freeBytes() {
    try {
      return measure.freeBytes();
    } catch (IOException e) {
      LOG.warn("free space of {} is not known: {}", dataDir, e.getMessage());
      return Long.MAX_VALUE;
    }
  }
}
