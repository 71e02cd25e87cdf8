package cn.beian.server.filings;

import cn.beian.server.audit.NamedSubject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
  public Map<UUID, Named> named(Set<UUID> ids) {
    return applications.find(ids).stream()
        .collect(
            Collectors.toMap(Application::id, one -> new Named(title(one), "/cases/" + one.id())));
  }

  private static String title(Application one) {
    return one.number().map(number -> number + ' ' + one.appName()).orElse(one.appName());
  }
}
