package cn.beian.server.filings;

import cn.beian.server.audit.NamedSubject;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Applications in the audit trail, by number and name of the app. */
@Component
class NamedApplications implements NamedSubject {
  private final ApplicationStore applications;

  NamedApplications(ApplicationStore applications) {
    this.applications = applications;
  }

  @Override
  public String kind() {
    return "application";
  }

  @Override
  public Optional<Named> named(String id) {
    return applications
        .find(UUID.fromString(id))
        .map(
            one ->
                new Named(
                    one.number().map(number -> number + ' ' + one.appName()).orElse(one.appName()),
                    "/cases/" + id));
  }
}
