package cn.beian.server.intake;

import cn.beian.server.audit.NamedSubject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
  public Map<UUID, Named> named(Set<UUID> ids) {
    return intake.findPackages(ids).stream()
        .collect(
            Collectors.toMap(
                StoredPackage::id,
                one -> new Named(one.fileName(), "/packages/" + one.id() + "/facts")));
  }
}
