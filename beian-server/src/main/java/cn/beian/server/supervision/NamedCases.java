package cn.beian.server.supervision;

import cn.beian.server.audit.NamedSubject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
  public Map<UUID, Named> named(Set<UUID> ids) {
    return cases.find(ids).stream()
        .collect(
            Collectors.toMap(
                SupervisionCase::id,
                one -> new Named(one.number() + ' ' + one.appName(), "/supervision/" + one.id())));
  }
}
