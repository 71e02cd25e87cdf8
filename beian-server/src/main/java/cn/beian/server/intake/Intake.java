package cn.beian.server.intake;

import cn.beian.server.intake.UploadRefusedException.Reason;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Takes attachments from people, and finds them and packages again. */
@Service
public class Intake {
  private final PackageStore packages;
  private final AttachmentStore attachments;
  private final ObjectStore objects;
  private final IntakeSettings settings;
  private final Room room;
  private final Clock clock;

  Intake(
      PackageStore packages,
      AttachmentStore attachments,
      ObjectStore objects,
      IntakeSettings settings,
      Room room,
      Clock clock) {
    this.packages = packages;
    this.attachments = attachments;
    this.objects = objects;
    this.settings = settings;
    this.room = room;
    this.clock = clock;
  }

  /** Stores a document; its type is judged by its content: PDF, PNG, JPEG, Office. */
  public Attachment takeAttachment(
      InputStream in, String fileName, UUID organizationId, UUID personId)
      throws UploadRefusedException, IOException {
    byte[] head = in.readNBytes(DocumentType.HEAD_BYTES);
    DocumentType type = documentType(head);
    room.require(organizationId, 0);
    StoredObject stored =
        UploadCondition.store(
            objects,
            new SequenceInputStream(new ByteArrayInputStream(head), in),
            settings.attachmentLimit().toBytes(),
            came -> room.require(organizationId, came.sizeBytes()));
    return addAttachment(stored, type, fileName, organizationId, personId);
  }

  /** The type of a document by its first bytes; the stream is read that far. */
  static DocumentType documentType(InputStream in) throws UploadRefusedException, IOException {
    return documentType(in.readNBytes(DocumentType.HEAD_BYTES));
  }

  /** The type of a document that is stored. */
  DocumentType documentType(StoredObject stored) throws UploadRefusedException, IOException {
    try (InputStream in = objects.open(stored.sha256())) {
      return documentType(in);
    }
  }

  private static DocumentType documentType(byte[] head) throws UploadRefusedException {
    if (head.length == 0) {
      throw new UploadRefusedException(Reason.EMPTY, "no bytes");
    }
    return DocumentType.of(head)
        .orElseThrow(
            () -> new UploadRefusedException(Reason.NOT_A_DOCUMENT, "unknown first bytes"));
  }

  /** The row of a document whose bytes are stored. */
  Attachment addAttachment(
      StoredObject stored, DocumentType type, String fileName, UUID organizationId, UUID personId) {
    Attachment taken =
        new Attachment(
            UuidV7.next(clock),
            organizationId,
            personId,
            now(),
            type.named(fileName(fileName)),
            type.mediaType(),
            stored.sha256(),
            stored.sizeBytes());
    attachments.add(taken);
    return taken;
  }

  public Optional<StoredPackage> findPackage(UUID id) {
    return packages.find(id);
  }

  /** The first package of these bytes and this declared AppID, whichever unit sent it. */
  public Optional<StoredPackage> findPackage(String sha256, String appId) {
    return findPackages(sha256, appId).stream().findFirst();
  }

  /** All packages of these bytes and this declared AppID, the first first. */
  public List<StoredPackage> findPackages(String sha256, String appId) {
    return packages.find(sha256, appId);
  }

  /** Packages by their ids. */
  List<StoredPackage> findPackages(Set<UUID> ids) {
    return packages.find(ids);
  }

  public Optional<Attachment> findAttachment(UUID id) {
    return attachments.find(id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The last part of a file name as browsers send it, at most 200 characters, without what is not
   * seen or turns the direction of what follows.
   */
  public static String fileName(String sent) {
    String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "");
    return clean.length() > 200 ? clean.substring(clean.length() - 200) : clean;
  }
}
