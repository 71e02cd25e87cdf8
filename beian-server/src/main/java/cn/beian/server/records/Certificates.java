package cn.beian.server.records;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordState;
import cn.beian.ledger.note.TlogProof;
import cn.beian.report.Certificate;
import cn.beian.report.MissingGlyphException;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.platform.PublicAddress;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.ObjectStore.Incoming;
import cn.beian.server.storage.StoredResource;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Issues the certificate of a record once its newest entry is signed; each issue is kept. */
@Service
public class Certificates {
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("make-certificate", String.class);

  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);
  private static final long MAX_BYTES = 20_000_000;

  private final CertificateStore store;
  private final PublicRecordStore records;
  private final PublicLedger ledger;
  private final ObjectStore objects;
  private final SchedulerClient scheduler;
  private final PublicAddress address;
  private final MessageSource messages;
  private final Clock clock;

  Certificates(
      CertificateStore store,
      PublicRecordStore records,
      PublicLedger ledger,
      ObjectStore objects,
      SchedulerClient scheduler,
      PublicAddress address,
      MessageSource messages,
      Clock clock) {
    this.store = store;
    this.records = records;
    this.ledger = ledger;
    this.objects = objects;
    this.scheduler = scheduler;
    this.address = address;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * The newest certificate in a language ({@code zh} or {@code en}); empty while it is being made.
   */
  public Optional<StoredResource> find(String number, String language) {
    return find(number, language, Optional.empty());
  }

  /** The certificate as it was issued for a revision; the newest where none is asked for. */
  public Optional<StoredResource> find(String number, String language, Optional<Integer> revision) {
    return store
        .find(number, language, revision)
        .map(sha256 -> new StoredResource(objects, sha256));
  }

  /** Revisions of which there is a certificate in a language, the earliest first. */
  public List<Integer> revisions(String number, String language) {
    return store.revisions(number, language);
  }

  @EventListener
  void schedule(RecordRevised revised) {
    scheduler.scheduleIfNotExists(
        TASK.instance(UuidV7.next(clock).toString())
            .data(revised.number())
            .scheduledTo(clock.instant().plus(revised.certificateIn())));
  }

  /** The job; false while the entry is not signed: then it is to be run again. */
  boolean make(String number) {
    PublicRecord record = records.find(number).orElseThrow();
    if (record.restricted()) {
      return true; // nothing that names it may be handed out
    }
    PublicRecord.Revision newest = record.revisions().get(record.revisions().size() - 1);
    if (made(number, newest.revision())) {
      return true; // by the job of an earlier one
    }
    Optional<TlogProof> proof = ledger.proveCarrying(newest.entryIndex());
    if (proof.isEmpty()) {
      return false;
    }
    for (Locale language : LANGUAGES) {
      if (store.find(number, language.getLanguage(), Optional.of(newest.revision())).isEmpty()) {
        keep(certificate(record, newest, proof.get(), language), number, language);
      }
    }
    LOG.info("certificate of {} revision {} made", number, newest.revision());
    return true;
  }

  private boolean made(String number, int revision) {
    return LANGUAGES.stream()
        .allMatch(
            language ->
                store.find(number, language.getLanguage(), Optional.of(revision)).isPresent());
  }

  private Certificate certificate(
      PublicRecord record, PublicRecord.Revision newest, TlogProof proof, Locale language) {
    return new Certificate(
        record.numberToShow(),
        newest.revision(),
        record.appName(),
        record.sponsorName(),
        record.filedOn(),
        new Certificate.Standing(
            record.issuer(),
            messages.getMessage("portal.state." + record.state(), null, language),
            OfficialTime.dayOf(clock.instant()),
            ended(record, language)),
        record.builds().stream()
            .map(
                build ->
                    new Certificate.FiledPackage(
                        messages.getMessage(
                                "portal.platform." + build.platform(),
                                null,
                                build.platform(),
                                language)
                            + " "
                            + build.packageId(),
                        build.versionName(),
                        build.sha256(),
                        ""))
            .toList(),
        record.untested().isEmpty()
            ? record.summary().testDigests().stream().findFirst().orElse("")
            : "", // it is of packages that the record names no longer
        newest.entryIndex(),
        new Certificate.LedgerHead(
            proof.checkpoint().size(), proof.checkpoint().head().root().base64()),
        URI.create(address.of("/records/" + record.number())),
        proof.format());
  }

  /** What the paper does not prove any more, since which day; empty of a filing in force. */
  private String ended(PublicRecord record, Locale language) {
    return record.revisions().stream()
        .filter(revision -> revision.event().equals(record.state().name()))
        .reduce((first, last) -> last)
        .map(PublicRecord.Revision::at)
        .map(OfficialTime::dayOf)
        .map(day -> ended(record.state(), day, language))
        .orElse("");
  }

  private String ended(RecordState state, LocalDate day, Locale language) {
    return switch (state) {
      case SHUTTING_DOWN, DEREGISTERED, REVOKED ->
          Objects.requireNonNullElse(
              messages.getMessage(
                  "portal.certificate." + state, new Object[] {day.toString()}, "", language),
              "");
      case UNFILED, OVERDUE, FILED, RECTIFYING -> "";
    };
  }

  private void keep(Certificate certificate, String number, Locale language) {
    try {
      ByteArrayOutputStream pdf = new ByteArrayOutputStream();
      certificate.writePdf(language, pdf);
      String sha256;
      try (Incoming incoming =
          objects.receive(new ByteArrayInputStream(pdf.toByteArray()), MAX_BYTES)) {
        incoming.keep();
        sha256 = incoming.object().sha256();
      }
      store.add(number, language.getLanguage(), certificate.revision(), sha256, clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException("certificate of " + number, e);
    } catch (MissingGlyphException e) {
      LOG.error("certificate of {} in {} NOT made: {}", number, language, e.getMessage());
    }
  }
}
