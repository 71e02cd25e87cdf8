package cn.beian.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UploadsTest extends ServerTest {
  @Autowired private Uploads uploads;
  @Autowired private ObjectStore objects;

  private final UUID unit = UUID.randomUUID();
  private final UUID person = UUID.randomUUID();

  private UUID begun() throws Exception {
    return uploads.begin(10, "a.apk", "", unit, person).id();
  }

  @Test
  void unfinished_forADay_isRemoved_youngerStays() throws Exception {
    UUID old = begun();
    UUID young = begun();
    jdbc.sql("update package_part set touched_at = touched_at - interval '2 days' where id = ?")
        .param(old)
        .update();
    Path stray = objects.part(UUID.randomUUID());
    Files.createFile(stray);
    Files.setLastModifiedTime(
        stray, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").minus(Duration.ofDays(1))));
    uploads.expire();
    assertThat(uploads.find(old, unit)).isEmpty();
    assertThat(objects.part(old)).doesNotExist();
    assertThat(stray).doesNotExist();
    assertThat(uploads.find(young, unit)).isPresent();
    assertThat(objects.part(young)).exists();
  }

  @Test
  void finishedByManyAtOnce_isOnePackage() throws Exception {
    UUID id = begun();
    uploads.append(id, unit, 0, new ByteArrayInputStream(new byte[10]));
    int hands = 6;
    CountDownLatch ready = new CountDownLatch(hands);
    ExecutorService people = Executors.newFixedThreadPool(hands);
    try {
      Callable<UUID> finish =
          () -> {
            ready.countDown();
            ready.await();
            return uploads.finish(id, unit).stored().id();
          };
      Set<UUID> packages = new HashSet<>();
      for (Future<UUID> made : people.invokeAll(Collections.nCopies(hands, finish))) {
        packages.add(made.get());
      }
      assertThat(packages).hasSize(1);
      assertThat(
              jdbc.sql("select count(*) from package_upload where organization_id = ?")
                  .param(unit)
                  .query(Integer.class)
                  .single())
          .isEqualTo(1);
    } finally {
      people.shutdown();
    }
  }

  @Test
  void finishedTwice_isOnePackage() throws Exception {
    UUID id = begun();
    uploads.append(id, unit, 0, new ByteArrayInputStream(new byte[10]));
    PackageIntake.Taken first = uploads.finish(id, unit);
    PackageIntake.Taken second = uploads.finish(id, unit);
    assertThat(second.stored()).isEqualTo(first.stored());
    assertThat(objects.part(id)).doesNotExist();
    assertThat(uploads.find(id, unit).orElseThrow().packageId()).hasValue(first.stored().id());
  }
}
