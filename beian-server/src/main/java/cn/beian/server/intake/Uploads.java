package cn.beian.server.intake;

import cn.beian.server.UuidV7;
import cn.beian.server.intake.UploadRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Packages that come in pieces. The bytes lie in a file of their own until the last has come; its
 * length is the offset from which the sender goes on, whatever cut the connection.
 */
@Service
public class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int CHUNK_BYTES = 1 << 16;

  private final JdbcClient jdbc;
  private final Intake intake;
  private final PackageIntake packages;
  private final ObjectStore objects;
  private final IntakeSettings settings;
  private final Room room;
  private final Clock clock;

  Uploads(
      JdbcClient jdbc,
      Intake intake,
      PackageIntake packages,
      ObjectStore objects,
      IntakeSettings settings,
      Room room,
      Clock clock) {
    this.jdbc = jdbc;
    this.intake = intake;
    this.packages = packages;
    this.objects = objects;
    this.settings = settings;
    this.room = room;
    this.clock = clock;
  }

  /** Another piece is being written at this moment, or this one does not begin where it should. */
  public static final class OutOfStepException extends Exception {
    private static final long serialVersionUID = 1;

    OutOfStepException(String detail) {
      super(detail);
    }
  }

  /**
   * Announces a package.
   *
   * @param appId declared AppID, empty where none is needed
   * @throws UploadRefusedException when it would be empty or too large, or when the person has too
   *     many under way
   */
  public PartialUpload begin(
      long lengthBytes, String fileName, String appId, UUID organizationId, UUID personId)
      throws UploadRefusedException, IOException {
    if (lengthBytes <= 0) {
      throw new UploadRefusedException(Reason.EMPTY, "announced " + lengthBytes + " bytes");
    }
    if (lengthBytes > settings.packageLimit().toBytes()) {
      throw new UploadRefusedException(Reason.TOO_LARGE, "announced " + lengthBytes + " bytes");
    }
    int open =
        jdbc.sql("select count(*) from package_part where person_id = ? and package_id is null")
            .param(personId)
            .query(Integer.class)
            .single();
    if (open >= settings.openUploads()) {
      throw new UploadRefusedException(Reason.TOO_MANY, open + " uploads of this person are open");
    }
    room.requireAnnounced(organizationId, lengthBytes);
    UUID id = UuidV7.next(clock);
    Files.createFile(objects.part(id));
    jdbc.sql(
            "insert into package_part (id, organization_id, person_id, file_name, app_id,"
                + " length_bytes, begun_at, touched_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            id, organizationId, personId, fileName, appId, lengthBytes, timestamp(), timestamp())
        .update();
    return new PartialUpload(id, lengthBytes, 0, Optional.empty());
  }

  /** An upload of this unit; empty also where it has expired. */
  public Optional<PartialUpload> find(UUID id, UUID organizationId) {
    return row(id, organizationId).map(this::upload);
  }

  /**
   * Appends a piece. What came before the connection was cut stays.
   *
   * @param offsetBytes where the piece begins
   * @return the upload after it
   * @throws OutOfStepException when the piece does not begin at the end, or another is being
   *     written
   * @throws UploadRefusedException when the piece goes beyond what was announced; the surplus is
   *     dropped
   */
  public PartialUpload append(UUID id, UUID organizationId, long offsetBytes, InputStream piece)
      throws OutOfStepException, UploadRefusedException, IOException {
    Row row = row(id, organizationId).orElseThrow();
    if (row.packageId != null) {
      return upload(row);
    }
    try (FileChannel file = FileChannel.open(objects.part(id), StandardOpenOption.WRITE)) {
      lock(file);
      if (file.size() != offsetBytes) {
        throw new OutOfStepException("offset is " + file.size() + ", sent " + offsetBytes);
      }
      file.position(offsetBytes);
      copy(piece, Channels.newOutputStream(file), row.lengthBytes - offsetBytes);
    } catch (IOException e) {
      LOG.info(
          "upload {} was cut at {} of {} bytes; the sender may go on from there: {}",
          id,
          Files.size(objects.part(id)),
          row.lengthBytes,
          e.getMessage());
      throw e;
    } finally {
      jdbc.sql("update package_part set touched_at = ? where id = ?")
          .params(timestamp(), id)
          .update();
    }
    return upload(row);
  }

  /** Until the file is closed. */
  private static void lock(FileChannel file) throws IOException, OutOfStepException {
    boolean free;
    try {
      free = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      free = false; // held within this process
    }
    if (!free) {
      throw new OutOfStepException("another piece is being written");
    }
  }

  private static void copy(InputStream in, OutputStream out, long atMost)
      throws IOException, UploadRefusedException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long left = atMost;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      out.write(chunk, 0, (int) Math.min(n, left));
      left -= n;
      if (left < 0) {
        throw new UploadRefusedException(Reason.TOO_LARGE, "longer than announced");
      }
    }
  }

  /**
   * Makes a package of an upload that is all here; done again, even at the same moment, it gives
   * the same package.
   *
   * @throws IllegalStateException when bytes are missing
   */
  @Transactional
  public PackageIntake.Taken finish(UUID id, UUID organizationId)
      throws UploadRefusedException, IOException {
    jdbc.sql("select id from package_part where id = ? for update").param(id).query().listOfRows();
    Row row = row(id, organizationId).orElseThrow();
    if (row.packageId != null) {
      return new PackageIntake.Taken(intake.findPackage(row.packageId).orElseThrow(), true);
    }
    Path part = objects.part(id);
    if (Files.size(part) != row.lengthBytes) {
      throw new IllegalStateException("upload " + id + " is not complete");
    }
    PackageIntake.Taken taken;
    try (InputStream in = Files.newInputStream(part)) {
      taken = packages.take(in, row.fileName, row.appId, row.organizationId, row.personId);
    }
    jdbc.sql("update package_part set package_id = ? where id = ?")
        .params(taken.stored().id(), id)
        .update();
    Files.deleteIfExists(part);
    return taken;
  }

  /** An upload that is all here and no package yet, since a server ended in between. */
  record Left(UUID id, UUID organizationId, long lengthBytes) {}

  /** What was left; {@link #finish} makes packages of it. */
  List<Left> left() {
    return jdbc
        .sql("select id, organization_id, length_bytes from package_part where package_id is null")
        .query(
            (row, number) ->
                new Left(
                    row.getObject("id", UUID.class),
                    row.getObject("organization_id", UUID.class),
                    row.getLong("length_bytes")))
        .list()
        .stream()
        .filter(one -> objects.part(one.id()).toFile().length() == one.lengthBytes())
        .toList();
  }

  /** Gives an upload up. */
  public void drop(UUID id, UUID organizationId) throws IOException {
    if (row(id, organizationId).isPresent()) {
      remove(id);
    }
  }

  /** Removes what nobody has gone on with, and what a crash has left of others. */
  void expire() throws IOException {
    Instant before = clock.instant().minus(settings.uploadLifetime());
    List<UUID> old =
        jdbc.sql("select id from package_part where touched_at < ?")
            .param(Timestamp.from(before))
            .query(UUID.class)
            .list();
    for (UUID id : old) {
      remove(id);
    }
    int strays = objects.removePartsBefore(before);
    if (!old.isEmpty() || strays > 0) {
      LOG.info("{} unfinished uploads and {} files of broken ones removed", old.size(), strays);
    }
  }

  private void remove(UUID id) throws IOException {
    Files.deleteIfExists(objects.part(id));
    jdbc.sql("delete from package_part where id = ?").param(id).update();
  }

  private Timestamp timestamp() {
    return Timestamp.from(clock.instant());
  }

  private PartialUpload upload(Row row) {
    long here = row.packageId == null ? objects.part(row.id).toFile().length() : row.lengthBytes;
    return new PartialUpload(row.id, row.lengthBytes, here, Optional.ofNullable(row.packageId));
  }

  private record Row(
      UUID id,
      UUID organizationId,
      UUID personId,
      String fileName,
      String appId,
      long lengthBytes,
      @Nullable UUID packageId) {
    static Row of(ResultSet row, int number) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getObject("organization_id", UUID.class),
          row.getObject("person_id", UUID.class),
          row.getString("file_name"),
          row.getString("app_id"),
          row.getLong("length_bytes"),
          row.getObject("package_id", UUID.class));
    }
  }

  private Optional<Row> row(UUID id, UUID organizationId) {
    return jdbc.sql("select * from package_part where id = ? and organization_id = ?")
        .params(id, organizationId)
        .query(Row::of)
        .optional();
  }
}
