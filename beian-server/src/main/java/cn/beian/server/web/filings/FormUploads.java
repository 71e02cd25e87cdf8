package cn.beian.server.web.filings;

import cn.beian.server.filings.FilingProblem;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.PackageIntake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.intake.UploadRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Files that come with a form, taken in for the person who sends them. */
@Component
class FormUploads {
  private final Intake intake;
  private final PackageIntake packages;
  private final Identity identity;

  FormUploads(Intake intake, PackageIntake packages, Identity identity) {
    this.intake = intake;
    this.packages = packages;
    this.identity = identity;
  }

  Attachment attachment(MultipartFile file) throws IOException {
    return take(
        file, (in, name, me) -> intake.takeAttachment(in, name, me.organizationId(), me.id()));
  }

  StoredPackage packageOf(MultipartFile file, String appId) throws IOException {
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
