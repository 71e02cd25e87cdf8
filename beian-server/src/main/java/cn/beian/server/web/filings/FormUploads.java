package cn.beian.server.web.filings;

import cn.beian.server.filings.FilingProblem;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.IntakeSettings;
import cn.beian.server.intake.PackageIntake;
import cn.beian.server.intake.PartialUpload;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.intake.UploadRefusedException;
import cn.beian.server.intake.UploadRefusedException.Reason;
import cn.beian.server.intake.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Files that come with a form, taken in for the person who sends them. */
@Component
class FormUploads {
  private final Intake intake;
  private final PackageIntake packages;
  private final Uploads uploads;
  private final Identity identity;
  private final IntakeSettings settings;

  FormUploads(
      Intake intake,
      PackageIntake packages,
      Uploads uploads,
      Identity identity,
      IntakeSettings settings) {
    this.intake = intake;
    this.packages = packages;
    this.uploads = uploads;
    this.identity = identity;
    this.settings = settings;
  }

  /** The largest document that is taken. */
  long mostBytes() {
    return settings.attachmentLimit().toBytes();
  }

  Attachment attachment(MultipartFile file) throws IOException {
    return take(
        file, (in, name, me) -> intake.takeAttachment(in, name, me.organizationId(), me.id()));
  }

  /** A document that came in pieces. */
  Attachment attachment(UUID upload) throws IOException {
    UUID unit = identity.current().organizationId();
    String name = uploads.find(upload, unit).map(PartialUpload::fileName).orElse("");
    try {
      return uploads.document(upload, unit);
    } catch (UploadRefusedException e) {
      throw FilingProblem.refusal("upload." + e.reason().name(), name);
    }
  }

  /** The package of a form, which holds it or names the upload in pieces that it has become. */
  StoredPackage packageOf(@Nullable MultipartFile file, Optional<UUID> upload, String appId)
      throws IOException {
    return upload.isPresent() ? packageOf(upload.get()) : packageOf(file, appId);
  }

  /** What the file of a form, or of an upload in pieces, is called; empty where there is none. */
  String nameOf(@Nullable MultipartFile file, Optional<UUID> upload) {
    UUID unit = identity.current().organizationId();
    return upload
        .flatMap(one -> uploads.find(one, unit))
        .map(PartialUpload::fileName)
        .or(() -> Optional.ofNullable(file).map(MultipartFile::getOriginalFilename))
        .map(Intake::fileName)
        .orElse("");
  }

  private StoredPackage packageOf(UUID upload) throws IOException {
    UUID unit = identity.current().organizationId();
    Optional<PartialUpload> sent = uploads.find(upload, unit);
    String name = sent.map(PartialUpload::fileName).orElse("");
    if (sent.filter(one -> one.complete() && !one.document()).isEmpty()) {
      throw FilingProblem.refusal("upload." + Reason.CUT_SHORT.name(), name);
    }
    try {
      return uploads.finish(upload, unit).stored();
    } catch (UploadRefusedException e) {
      throw FilingProblem.refusal("upload." + e.reason().name(), name);
    }
  }

  private StoredPackage packageOf(@Nullable MultipartFile file, String appId) throws IOException {
    if (file == null) {
      throw FilingProblem.refusal("noFile");
    }
    return take(
        file,
        (in, name, me) ->
            packages.take(in, name, appId.strip(), me.organizationId(), me.id()).stored());
  }

  private interface Taking<T> {
    T take(InputStream in, String name, Person me) throws IOException, UploadRefusedException;
  }

  private <T> T take(MultipartFile file, Taking<T> taking) throws IOException {
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
    try (InputStream in = file.getInputStream()) {
      return taking.take(in, name, identity.current());
    } catch (UploadRefusedException e) {
      throw FilingProblem.refusal("upload." + e.reason().name(), name);
    }
  }
}
