package cn.beian.server.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectStoreTest extends ObjectStoreContract {
  @TempDir private Path folder;
  private final MovedClock clock = new MovedClock();
  private FolderObjectStore objects;
  private FolderPartialObjects pieces;

  @BeforeEach
  void open() {
    objects = new FolderObjectStore(folder, clock);
    pieces = new FolderPartialObjects(objects);
  }

  @Override
  ObjectStore objects() {
    return objects;
  }

  @Override
  PartialObjects pieces() {
    return pieces;
  }

  @Override
  void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  @Test
  void aDigest_isNoPath() {
    assertThatThrownBy(() -> objects.open("../../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final class MovedClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
