package cn.beian.server.filings.casefile;

import cn.beian.server.cases.CaseGuard;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who may do what to an application; a draft is its sponsor's own. */
@Component
public class FilingGuard extends CaseGuard<Application> {
  private final FilingProcedure procedure;
  private final CaseStore cases;

  FilingGuard(
      Identity identity, ApplicationStore store, FilingProcedure procedure, CaseStore cases) {
    super(identity, procedure, store.queries());
    this.procedure = procedure;
    this.cases = cases;
  }

  @Override
  public Person reader(Application application) {
    Person person = super.reader(application);
    boolean official = !person.organizationId().equals(application.organizationId());
    if (official && application.signedBy().isEmpty()) {
      throw new AccessDeniedException("a draft is its sponsor's own");
    }
    return person;
  }

  @Override
  public Set<String> preparers(Application application) {
    Stream<UUID> wrote =
        cases.answers(application.id()).stream().flatMap(stored -> stored.answeredBy().stream());
    Stream<UUID> acted =
        procedure.steps(application.id()).stream()
            .filter(step -> step.name().startsWith("sponsor."))
            .flatMap(step -> step.actorId().stream());
    return Stream.of(
            Stream.of(application.handlerId()), application.signedBy().stream(), wrote, acted)
        .flatMap(ids -> ids)
        .map(UUID::toString)
        .collect(Collectors.toSet());
  }
}
