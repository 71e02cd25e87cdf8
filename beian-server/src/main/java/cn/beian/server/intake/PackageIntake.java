package cn.beian.server.intake;

import cn.beian.server.platform.UuidV7;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.StoredObject;
import cn.beian.server.trail.AuditTrail;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way in for packages, whatever they are for: review, launch, test build, replacement. The
 * bytes are stored first, since that may take minutes; then row, audit line and the request to read
 * it ({@link PackageTaken}) are one transaction. Bytes without a row are what a crash leaves, and
 * harm nobody.
 */
@Service
public class PackageIntake {
  private static final Logger LOG = LoggerFactory.getLogger(PackageIntake.class);

  private final PackageStore store;
  private final ObjectStore objects;
  private final IntakeSettings settings;
  private final Room room;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transactions;
  private final Clock clock;

  PackageIntake(
      PackageStore store,
      ObjectStore objects,
      IntakeSettings settings,
      Room room,
      AuditTrail audit,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.objects = objects;
    this.settings = settings;
    this.room = room;
    this.audit = audit;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * A package that was handed in.
   *
   * @param again whether the unit had handed it in before
   */
  public record Taken(StoredPackage stored, boolean again) {}

  /**
   * Takes a package and has it read. The same bytes handed in again by the same unit give the
   * earlier package.
   *
   * @param appId declared AppID, empty where none is needed
   */
  public Taken take(
      InputStream in, String fileName, String appId, UUID organizationId, UUID personId)
      throws UploadRefusedException, IOException {
    AppId.require(appId);
    room.require(organizationId, 0);
    StoredObject stored =
        UploadCondition.store(
            objects,
            in,
            settings.packageLimit().toBytes(),
            came -> requireRoom(came, appId, organizationId));
    return Objects.requireNonNull(
        transactions.execute(status -> admit(stored, fileName, appId, organizationId, personId)));
  }

  /** Refuses a package for which there is no room; one that the unit has already needs none. */
  void requireRoom(StoredObject stored, String appId, UUID organizationId)
      throws UploadRefusedException {
    if (store.find(stored.sha256(), appId, organizationId).isEmpty()) {
      room.require(organizationId, stored.sizeBytes());
    }
  }

  /** Row, audit line and request to read what is stored; in the transaction of the caller. */
  Taken admit(
      StoredObject stored, String fileName, String appId, UUID organizationId, UUID personId) {
    Optional<StoredPackage> earlier = store.find(stored.sha256(), appId, organizationId);
    StoredPackage taken =
        earlier.orElseGet(() -> added(stored, fileName, appId, organizationId, personId));
    audit.record(
        "package.taken", taken.id().toString(), taken.fileName() + " sha256 " + taken.sha256());
    events.publishEvent(new PackageTaken(taken.id()));
    return new Taken(taken, earlier.isPresent());
  }

  private StoredPackage added(
      StoredObject stored, String fileName, String appId, UUID organizationId, UUID personId) {
    StoredPackage taken =
        new StoredPackage(
            UuidV7.next(clock),
            organizationId,
            personId,
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            Intake.fileName(fileName),
            stored.sha256(),
            stored.sizeBytes(),
            appId);
    store.add(taken);
    LOG.info(
        "package {} taken: {} bytes, sha256 {}", taken.id(), taken.sizeBytes(), taken.sha256());
    return taken;
  }
}
