package cn.beian.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.ServerTest;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.PartialObjects;
import cn.beian.server.storage.StoredFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UploadsTest extends ServerTest {
  @Autowired private Uploads uploads;
  @Autowired private ObjectStore objects;
  @Autowired private PartialObjects pieces;
  @Autowired private DataSource dataSource;

  private final UUID unit = UUID.randomUUID();
  private final UUID person = UUID.randomUUID();

  private Path part(UUID id) {
    return StoredFiles.part(pieces, id);
  }

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
    Path stray = part(UUID.randomUUID());
    Files.createFile(stray);
    Files.setLastModifiedTime(
        stray, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").minus(Duration.ofDays(1))));
    uploads.expire();
    assertThat(uploads.find(old, unit)).isEmpty();
    assertThat(part(old)).doesNotExist();
    assertThat(stray).doesNotExist();
    assertThat(uploads.find(young, unit)).isPresent();
    assertThat(part(young)).exists();
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
  void manyBegunAtOnce_areNoMoreThanOnePersonMayHave_andWhatLiesUntouchedMakesRoom()
      throws Exception {
    int hands = 20;
    ExecutorService people = Executors.newFixedThreadPool(hands);
    try {
      Callable<Optional<UUID>> begin =
          () -> {
            try {
              return Optional.of(begun());
            } catch (UploadRefusedException e) {
              return Optional.empty();
            }
          };
      for (Future<Optional<UUID>> each : people.invokeAll(Collections.nCopies(hands, begin))) {
        each.get();
      }
    } finally {
      people.shutdownNow();
    }
    assertThat(open()).isLessThanOrEqualTo(5);
    while (open() < 5) {
      begun();
    }
    assertThatThrownBy(this::begun).isInstanceOf(UploadRefusedException.class);
    assertThat(open()).as("what was refused leaves nothing").isEqualTo(5);
    jdbc.sql(
            "update package_part set touched_at = touched_at - interval '16 minutes'"
                + " where person_id = ?")
        .param(person)
        .update();
    begun();
    assertThat(open()).isEqualTo(1);
  }

  private int open() {
    return jdbc.sql("select count(*) from package_part where person_id = ?")
        .param(person)
        .query(Integer.class)
        .single();
  }

  @Test
  void finishedTwice_isOnePackage() throws Exception {
    UUID id = begun();
    uploads.append(id, unit, 0, new ByteArrayInputStream(new byte[10]));
    PackageIntake.Taken first = uploads.finish(id, unit);
    PackageIntake.Taken second = uploads.finish(id, unit);
    assertThat(second.stored()).isEqualTo(first.stored());
    assertThat(part(id)).doesNotExist();
    assertThat(uploads.find(id, unit).orElseThrow().packageId()).hasValue(first.stored().id());
  }

  private UUID allHere(String fileName, byte... bytes) throws Exception {
    UUID id = uploads.begin(bytes.length, fileName, "", unit, person).id();
    uploads.append(id, unit, 0, new ByteArrayInputStream(bytes));
    return id;
  }

  private void leave(UUID id) {
    jdbc.sql("update package_part set touched_at = touched_at - interval '5 minutes' where id = ?")
        .param(id)
        .update();
  }

  private Optional<UUID> packageOf(UUID id) {
    return uploads.find(id, unit).orElseThrow().packageId();
  }

  @Test
  void uploadIsPutInItsPlace_notCopied() throws Exception {
    UUID id = allHere("a.apk", (byte) 1, (byte) 2, (byte) unit.hashCode());
    Object file =
        Objects.requireNonNull(Files.readAttributes(part(id), BasicFileAttributes.class).fileKey());
    Path place = StoredFiles.file(objects, uploads.finish(id, unit).stored().sha256());
    assertThat(Files.readAttributes(place, BasicFileAttributes.class).fileKey()).isEqualTo(file);
  }

  @Test
  void whileTheRowIsLockedBySomebody_theOthersThatWereLeftAreFinished() throws Exception {
    UUID locked = allHere("locked.apk", (byte) 3, (byte) unit.hashCode());
    UUID free = allHere("free.apk", (byte) 4, (byte) unit.hashCode());
    UUID justSent = allHere("sent.apk", (byte) 5, (byte) unit.hashCode());
    leave(locked);
    leave(locked); // the first of the list
    leave(free);
    try (Connection somebody = dataSource.getConnection()) {
      somebody.setAutoCommit(false);
      try (PreparedStatement lock =
          somebody.prepareStatement("select id from package_part where id = ? for update")) {
        lock.setObject(1, locked);
        lock.execute();
      }
      uploads.finishLeft();
      somebody.rollback();
    }
    assertThat(packageOf(free)).isPresent();
    assertThat(packageOf(locked)).isEmpty();
    assertThat(packageOf(justSent)).as("its sender is about to").isEmpty();
    uploads.finishLeft();
    assertThat(packageOf(locked)).isPresent();
  }

  @Test
  void serverThatEndedWhenTheBytesWereInPlace_hasLostNothing() throws Exception {
    UUID id = allHere("a.apk", (byte) 6, (byte) unit.hashCode());
    byte[] bytes = Files.readAllBytes(part(id));
    String sha256 = Sha256Hex.of(bytes);
    jdbc.sql("update package_part set sha256 = ? where id = ?").params(sha256, id).update();
    pieces.complete(id, sha256);
    leave(id);
    assertThat(uploads.find(id, unit).orElseThrow().complete()).isTrue();
    uploads.finishLeft();
    assertThat(packageOf(id)).isPresent();
    assertThat(StoredFiles.file(objects, sha256)).hasBinaryContent(bytes);
  }

  @Test
  void refusedForWantOfRoom_isTriedAgainAfterAnHour_andNotReadAgain() throws Exception {
    UUID id = allHere("a.apk", (byte) 7, (byte) unit.hashCode());
    leave(id);
    UUID large = UUID.randomUUID();
    jdbc.sql(
            "insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name,"
                + " sha256, size_bytes) values (?, ?, ?, now(), 'large.apk', ?, ?)")
        .params(large, unit, person, "%064x".formatted(unit.hashCode() & 0xff), 100L << 30)
        .update();
    uploads.finishLeft();
    assertThat(packageOf(id)).isEmpty();
    assertThat(part(id)).as("what was sent stays").exists();
    jdbc.sql("delete from package_upload where id = ?").param(large).update();
    uploads.finishLeft();
    assertThat(packageOf(id)).as("not every minute").isEmpty();
    jdbc.sql("update package_part set refused_at = refused_at - interval '1 hour' where id = ?")
        .param(id)
        .update();
    uploads.finishLeft();
    assertThat(packageOf(id)).isPresent();
  }
}
