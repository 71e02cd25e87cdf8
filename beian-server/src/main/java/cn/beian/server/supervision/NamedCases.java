package cn.beian.server.supervision;

import cn.beian.server.audit.NamedSubject;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Cases of supervision in the audit trail, by number and name of the app. */
@Component
class NamedCases implements NamedSubject {
  private final SupervisionStore cases;

  NamedCases(SupervisionStore cases) {
    this.cases = cases;
  }

  @Override
  public String kind() {
    return "supervision";
  }

  @Override
  public Optional<Named> named(String id) {
    return cases
        .find(UUID.fromString(id))
        .map(one -> new Named(one.number() + ' ' + one.appName(), "/supervision/" + id));
  }
}
