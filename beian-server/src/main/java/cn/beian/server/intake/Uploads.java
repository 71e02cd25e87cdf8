package cn.beian.server.intake;

import cn.beian.server.intake.UploadRefusedException.Reason;
import cn.beian.server.intake.UploadStore.Row;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.storage.PartialObjects;
import cn.beian.server.storage.PartialObjects.Piece;
import cn.beian.server.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Packages and documents that come in pieces. The bytes lie in a file of their own until the last
 * has come; its length is the offset from which the sender goes on, whatever cut the connection.
 */
@Service
public class Uploads {
  /** How long an upload of one who has as many as he may lies untouched before it makes place. */
  private static final Duration LEFT_LYING = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int CHUNK_BYTES = 1 << 16;
  private static final Duration SENDER_FINISHES = Duration.ofMinutes(1);
  private static final Duration REFUSED_AGAIN = Duration.ofHours(1);

  private final UploadStore store;
  private final Intake intake;
  private final PackageIntake packages;
  private final PartialObjects pieces;
  private final IntakeSettings settings;
  private final Room room;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Uploads(
      UploadStore store,
      Intake intake,
      PackageIntake packages,
      PartialObjects pieces,
      IntakeSettings settings,
      Room room,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.intake = intake;
    this.packages = packages;
    this.pieces = pieces;
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
    long limit = settings.packageLimit().toBytes();
    return begin(
        limit,
        Row.begun(
            UuidV7.next(clock), organizationId, personId, fileName, appId, lengthBytes, false));
  }

  /**
   * Announces a document.
   *
   * @throws UploadRefusedException when it would be empty or too large, or when the person has too
   *     many under way
   */
  public PartialUpload beginDocument(
      long lengthBytes, String fileName, UUID organizationId, UUID personId)
      throws UploadRefusedException, IOException {
    long limit = settings.attachmentLimit().toBytes();
    return begin(
        limit,
        Row.begun(UuidV7.next(clock), organizationId, personId, fileName, "", lengthBytes, true));
  }

  private PartialUpload begin(long limitBytes, Row announced)
      throws UploadRefusedException, IOException {
    long lengthBytes = announced.lengthBytes();
    if (lengthBytes <= 0) {
      throw new UploadRefusedException(Reason.EMPTY, "announced " + lengthBytes + " bytes");
    }
    if (lengthBytes > limitBytes) {
      throw new UploadRefusedException(Reason.TOO_LARGE, "announced " + lengthBytes + " bytes");
    }
    room.requireAnnounced(announced.organizationId(), lengthBytes);
    makePlace(announced.personId());
    pieces.begin(announced.id());
    store.begin(announced);
    int open = store.openOf(announced.personId()); // of several at once each counts the others
    if (open > settings.openUploads()) {
      remove(announced.id());
      throw new UploadRefusedException(Reason.TOO_MANY, open + " uploads of this person are open");
    }
    return new PartialUpload(
        announced.id(),
        announced.fileName(),
        lengthBytes,
        0,
        announced.document(),
        Optional.empty());
  }

  /** Where a person has as many as he may, those make place that he left lying for a while. */
  private void makePlace(UUID personId) throws IOException {
    if (store.openOf(personId) >= settings.openUploads()) {
      for (UUID left : store.untouchedOf(personId, clock.instant().minus(LEFT_LYING))) {
        remove(left);
      }
    }
  }

  /** An upload of this unit; empty also where it has expired. */
  public Optional<PartialUpload> find(UUID id, UUID organizationId) {
    return store.find(id, organizationId).map(this::upload);
  }

  /**
   * Appends a piece. What came before the connection was cut stays.
   *
   * @param offsetBytes where the piece begins
   * @return the upload after it
   * @throws OutOfStepException when the piece does not begin at the end, or another is being
   *     written
   * @throws UploadRefusedException when the piece goes beyond what was announced; none of it stays
   */
  public PartialUpload append(UUID id, UUID organizationId, long offsetBytes, InputStream piece)
      throws OutOfStepException, UploadRefusedException, IOException {
    Row row = store.find(id, organizationId).orElseThrow();
    if (row.allHere()) {
      return upload(row);
    }
    try (Piece end = end(id)) {
      if (end.offsetBytes() != offsetBytes) {
        throw new OutOfStepException("offset is " + end.offsetBytes() + ", sent " + offsetBytes);
      }
      write(piece, end, row.lengthBytes() - offsetBytes);
    } catch (IOException e) {
      LOG.info(
          "upload {} was cut at {} of {} bytes; the sender may go on from there: {}",
          id,
          pieces.sizeBytes(id),
          row.lengthBytes(),
          e.getMessage());
      throw e;
    } finally {
      store.touch(id);
    }
    return upload(row);
  }

  private Piece end(UUID id) throws IOException, OutOfStepException {
    return pieces
        .append(id)
        .orElseThrow(() -> new OutOfStepException("another piece is being written"));
  }

  private static void write(InputStream in, Piece end, long atMost)
      throws IOException, UploadRefusedException {
    byte[] chunk = new byte[CHUNK_BYTES];
    OutputStream out = end.out();
    long left = atMost;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      out.write(chunk, 0, (int) Math.min(n, left));
      left -= n;
      if (left < 0) {
        end.takeBack();
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
    Row row = store.find(id, organizationId).filter(one -> !one.document()).orElseThrow();
    if (row.packageId() != null) {
      return again(row.packageId());
    }
    String sha256 = row.sha256() != null ? row.sha256() : noted(row);
    StoredObject stored = new StoredObject(sha256, row.lengthBytes());
    try {
      packages.requireRoom(stored, row.appId(), row.organizationId());
    } catch (UploadRefusedException e) {
      store.refused(id);
      throw e;
    }
    pieces.complete(id, sha256);
    return Objects.requireNonNull(transaction.execute(status -> admit(row, stored)));
  }

  /**
   * The attachment that a document has become; made now if it is all here, once, whoever asks. One
   * that is refused is given up.
   *
   * @throws UploadRefusedException when it is no document, when pieces are missing, or when there
   *     is no such upload of this unit any more
   */
  public Attachment document(UUID id, UUID organizationId)
      throws UploadRefusedException, IOException {
    Row row =
        store
            .find(id, organizationId)
            .filter(Row::document)
            .orElseThrow(() -> new UploadRefusedException(Reason.CUT_SHORT, "no upload " + id));
    if (row.attachmentId() != null) {
      return intake.findAttachment(row.attachmentId()).orElseThrow();
    }
    String sha256 = row.sha256() != null ? row.sha256() : notedDocument(row);
    requireRoom(row);
    pieces.complete(id, sha256);
    StoredObject stored = new StoredObject(sha256, row.lengthBytes());
    DocumentType type = intake.documentType(stored);
    return Objects.requireNonNull(transaction.execute(status -> attached(row, stored, type)));
  }

  /**
   * Asked while the bytes are pieces, which go with the upload; a full disk may have room later.
   */
  private void requireRoom(Row row) throws UploadRefusedException, IOException {
    try {
      room.require(row.organizationId(), row.lengthBytes());
    } catch (UploadRefusedException e) {
      if (e.reason() == Reason.QUOTA) {
        remove(row.id());
      }
      throw e;
    }
  }

  /** The digest of a document that is all here; one that is none is given up. */
  private String notedDocument(Row row) throws UploadRefusedException, IOException {
    try (InputStream in = pieces.open(row.id())) {
      if (pieces.sizeBytes(row.id()) != row.lengthBytes()) {
        throw new UploadRefusedException(
            Reason.CUT_SHORT, "pieces of " + row.id() + " are missing");
      }
      Intake.documentType(in);
    } catch (NoSuchFileException e) {
      LOG.info("upload {} is being finished by another request", row.id());
    } catch (UploadRefusedException e) {
      if (e.reason() == Reason.NOT_A_DOCUMENT) {
        remove(row.id());
      }
      throw e;
    }
    return noted(row);
  }

  private Attachment attached(Row row, StoredObject stored, DocumentType type) {
    return store
        .lockedAttachment(row.id())
        .flatMap(intake::findAttachment)
        .orElseGet(
            () -> {
              Attachment taken =
                  intake.addAttachment(
                      stored, type, row.fileName(), row.organizationId(), row.personId());
              store.attached(row.id(), taken.id());
              return taken;
            });
  }

  /** Reads an upload through and notes its digest; whoever was faster has noted the same. */
  private String noted(Row row) throws IOException {
    String sha256;
    try (InputStream in = pieces.open(row.id())) {
      if (pieces.sizeBytes(row.id()) != row.lengthBytes()) { // or it was moved since it was opened
        return notedByOthers(row)
            .orElseThrow(
                () -> new IllegalStateException("upload " + row.id() + " is not complete"));
      }
      sha256 = Sha256Hex.of(in);
    } catch (NoSuchFileException e) {
      return notedByOthers(row).orElseThrow(() -> e);
    }
    store.noteDigest(row.id(), sha256);
    return sha256;
  }

  private Optional<String> notedByOthers(Row row) {
    return Optional.ofNullable(store.find(row.id(), row.organizationId()).orElseThrow().sha256());
  }

  private PackageIntake.Taken admit(Row row, StoredObject stored) {
    Optional<UUID> before = store.lockedPackage(row.id());
    if (before.isPresent()) {
      return again(before.get());
    }
    PackageIntake.Taken taken =
        packages.admit(stored, row.fileName(), row.appId(), row.organizationId(), row.personId());
    store.finished(row.id(), taken.stored().id());
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
        finish(row.id(), row.organizationId());
      } catch (UploadRefusedException | IOException | RuntimeException e) {
        LOG.warn("upload {} was left and cannot be finished: {}", row.id(), e.getMessage());
      }
    }
  }

  private List<Row> left() {
    Instant now = clock.instant();
    return store.left(now.minus(SENDER_FINISHES), now.minus(REFUSED_AGAIN)).stream()
        .filter(row -> upload(row).complete())
        .toList();
  }

  /** Gives an upload up. */
  public void drop(UUID id, UUID organizationId) throws IOException {
    if (store.find(id, organizationId).isPresent()) {
      remove(id);
    }
  }

  /** Removes what nobody has gone on with, and what a crash has left of others. */
  void expire() throws IOException {
    Instant before = clock.instant().minus(settings.uploadLifetime());
    List<UUID> old = store.untouchedSince(before);
    for (UUID id : old) {
      remove(id);
    }
    int strays = pieces.discardBefore(before);
    if (!old.isEmpty() || strays > 0) {
      LOG.info("{} unfinished uploads and {} files of broken ones removed", old.size(), strays);
    }
  }

  private void remove(UUID id) throws IOException {
    store.remove(id);
    pieces.discard(id);
  }

  private PartialUpload upload(Row row) {
    long here = row.allHere() ? row.lengthBytes() : pieces.sizeBytes(row.id());
    return new PartialUpload(
        row.id(),
        row.fileName(),
        row.lengthBytes(),
        here,
        row.document(),
        Optional.ofNullable(row.packageId()));
  }
}
