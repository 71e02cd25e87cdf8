package cn.beian.server.intake;

import cn.beian.server.audit.NamedSubject;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Packages in the audit trail, by the name of the file. */
@Component
class NamedPackages implements NamedSubject {
  private final Intake intake;

  NamedPackages(Intake intake) {
    this.intake = intake;
  }

  @Override
  public String kind() {
    return "package";
  }

  @Override
  public Optional<Named> named(String id) {
    return intake
        .findPackage(UUID.fromString(id))
        .map(one -> new Named(one.fileName(), "/packages/" + id + "/facts"));
  }
}
