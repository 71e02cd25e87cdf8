package cn.beian.server.intake;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.uuid;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;

import cn.beian.server.intake.UploadRefusedException.Reason;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.platform.UuidV7;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Packages that come in pieces. The bytes lie in a file of their own until the last has come; its
 * length is the offset from which the sender goes on, whatever cut the connection.
 */
@Service
public class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int CHUNK_BYTES = 1 << 16;
  private static final Duration SENDER_FINISHES = Duration.ofMinutes(1);
  private static final Duration REFUSED_AGAIN = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final Intake intake;
  private final PackageIntake packages;
  private final ObjectStore objects;
  private final IntakeSettings settings;
  private final Room room;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Uploads(
      JdbcClient jdbc,
      Intake intake,
      PackageIntake packages,
      ObjectStore objects,
      IntakeSettings settings,
      Room room,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.intake = intake;
    this.packages = packages;
    this.objects = objects;
    this.settings = settings;
    this.room = room;
    this.transaction = transaction;
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
   * @throws UploadRefusedException when it would be empty or too large, when the AppID can be none,
   *     or when the person has too many under way
   */
  public PartialUpload begin(
      long lengthBytes, String fileName, String appId, UUID organizationId, UUID personId)
      throws UploadRefusedException, IOException {
    AppId.require(appId);
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
            id,
            organizationId,
            personId,
            fileName,
            appId,
            lengthBytes,
            at(clock.instant()),
            at(clock.instant()))
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
    if (row.allHere()) {
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
          .params(at(clock.instant()), id)
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
   * the same package. What takes long, reading the bytes, holds no lock; their digest is noted
   * before they move to their place, so that whoever comes after a crash finds them there.
   *
   * @throws IllegalStateException when bytes are missing
   */
  public PackageIntake.Taken finish(UUID id, UUID organizationId)
      throws UploadRefusedException, IOException {
    Row row = row(id, organizationId).orElseThrow();
    if (row.packageId != null) {
      return again(row.packageId);
    }
    String sha256 = row.sha256 != null ? row.sha256 : noted(row);
    ObjectStore.StoredObject stored = new ObjectStore.StoredObject(sha256, row.lengthBytes);
    try {
      packages.requireRoom(stored, row.appId, row.organizationId);
    } catch (UploadRefusedException e) {
      jdbc.sql("update package_part set refused_at = ? where id = ?")
          .params(at(clock.instant()), id)
          .update();
      throw e;
    }
    objects.adopt(id, sha256);
    return Objects.requireNonNull(transaction.execute(status -> admit(row, stored)));
  }

  /** Reads an upload through and notes its digest; whoever was faster has noted the same. */
  private String noted(Row row) throws IOException {
    String sha256;
    try (InputStream in = Files.newInputStream(objects.part(row.id))) {
      if (Files.size(objects.part(row.id)) != row.lengthBytes) {
        throw new IllegalStateException("upload " + row.id + " is not complete");
      }
      sha256 = Sha256Hex.of(in);
    } catch (NoSuchFileException e) {
      String faster = row(row.id, row.organizationId).orElseThrow().sha256;
      if (faster == null) {
        throw e;
      }
      return faster;
    }
    jdbc.sql("update package_part set sha256 = ? where id = ?").params(sha256, row.id).update();
    return sha256;
  }

  private PackageIntake.Taken admit(Row row, ObjectStore.StoredObject stored) {
    Optional<UUID> before =
        jdbc.sql("select package_id from package_part where id = ? for update")
            .param(row.id)
            .query((one, number) -> uuidIfAny(one, "package_id"))
            .single();
    if (before.isPresent()) {
      return again(before.get());
    }
    PackageIntake.Taken taken =
        packages.admit(stored, row.fileName, row.appId, row.organizationId, row.personId);
    jdbc.sql("update package_part set package_id = ?, refused_at = null where id = ?")
        .params(taken.stored().id(), row.id)
        .update();
    return taken;
  }

  private PackageIntake.Taken again(UUID packageId) {
    return new PackageIntake.Taken(intake.findPackage(packageId).orElseThrow(), true);
  }

  /**
   * The job: makes packages of what is all here and was left, since a server ended in between. What
   * was sent a moment ago is being finished by its sender; what was refused for want of room is
   * tried again after an hour. One that fails, or is locked by somebody, keeps nobody else from it.
   */
  void finishLeft() {
    for (Row row : left()) {
      try {
        finish(row.id, row.organizationId);
      } catch (UploadRefusedException | IOException | RuntimeException e) {
        LOG.warn("upload {} was left and cannot be finished: {}", row.id, e.getMessage());
      }
    }
  }

  private List<Row> left() {
    Instant now = clock.instant();
    return jdbc
        .sql(
            """
            select * from package_part where package_id is null and touched_at < :settled
              and (refused_at is null or refused_at < :refused) order by touched_at
            for update skip locked
            """)
        .param("settled", at(now.minus(SENDER_FINISHES)))
        .param("refused", at(now.minus(REFUSED_AGAIN)))
        .query(Row::of)
        .list()
        .stream()
        .filter(row -> upload(row).complete())
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
            .param(at(before))
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
    jdbc.sql("delete from package_part where id = ?").param(id).update();
    Files.deleteIfExists(objects.part(id));
  }

  private PartialUpload upload(Row row) {
    long here = row.allHere() ? row.lengthBytes : objects.part(row.id).toFile().length();
    return new PartialUpload(row.id, row.lengthBytes, here, Optional.ofNullable(row.packageId));
  }

  private record Row(
      UUID id,
      UUID organizationId,
      UUID personId,
      String fileName,
      String appId,
      long lengthBytes,
      @Nullable String sha256,
      @Nullable UUID packageId) {
    /** Whether it was noted that nothing is missing. */
    boolean allHere() {
      return sha256 != null || packageId != null;
    }

    static Row of(ResultSet row, int number) throws SQLException {
      return new Row(
          uuid(row, "id"),
          uuid(row, "organization_id"),
          uuid(row, "person_id"),
          row.getString("file_name"),
          row.getString("app_id"),
          row.getLong("length_bytes"),
          row.getString("sha256"),
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
