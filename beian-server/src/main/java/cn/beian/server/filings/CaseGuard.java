package cn.beian.server.filings;

import cn.beian.filing.Role;
import cn.beian.filing.review.FourEyes;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who may do what to a case: own unit, region, role, four eyes. */
@Component
class CaseGuard {
  private final Identity identity;
  private final ApplicationStore store;
  private final HistoryStore history;
  private final CaseStore cases;

  CaseGuard(Identity identity, ApplicationStore store, HistoryStore history, CaseStore cases) {
    this.identity = identity;
    this.store = store;
    this.history = history;
    this.cases = cases;
  }

  /** The person of this request, who may read the application. */
  Person reader(Application application) {
    Person person = identity.current();
    AccessRules.requireRead(person, application.organizationId(), application.division());
    boolean official = !person.organizationId().equals(application.organizationId());
    if (official && application.signedBy().isEmpty()) {
      throw new AccessDeniedException("a draft is its sponsor's own");
    }
    return person;
  }

  /**
   * The application, locked until the transaction ends, for a person who may read it. Whoever may
   * not learns that before anything else: neither its version nor its state is told.
   */
  Application locked(UUID id) {
    Application application = store.lock(id);
    reader(application);
    return application;
  }

  /**
   * The same, as the page showed it.
   *
   * @throws StalePageException if it has moved on
   */
  Application locked(UUID id, int version) {
    locked(id);
    return store.lock(id, version);
  }

  /** The person of this request, who acts for the sponsor. */
  Person sponsor(Application application, Role... roles) {
    Person person = identity.current();
    AccessRules.requireRole(person, roles);
    if (!person.organizationId().equals(application.organizationId())) {
      throw new AccessDeniedException("case of another unit");
    }
    return person;
  }

  /**
   * The person of this request, who decides in an official role.
   *
   * @throws CommandRefusedException where he prepared what he is to decide on
   */
  Person official(Application application, Role... roles) {
    Person person = identity.current();
    AccessRules.requireRole(person, roles);
    if (!AccessRules.covers(person.region(), application.division())) {
      throw new AccessDeniedException("case of another region");
    }
    if (FourEyes.onReviewing(person.id().toString(), preparers(application)).isPresent()) {
      throw new CommandRefusedException("fourEyes");
    }
    return person;
  }

  /** Whether the person of this request holds one of these roles. */
  boolean holdsOneOf(Set<Role> roles) {
    return identity.current().roles().stream().anyMatch(roles::contains);
  }

  /** Who wrote an answer other than the signature. */
  Set<UUID> wrote(Application application) {
    return cases.answers(application.id()).stream()
        .filter(stored -> !stored.question().fieldId().equals("undertaking.signature"))
        .map(StoredAnswer::answeredBy)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  /** Ids of all who wrote or changed the application. */
  Set<String> preparers(Application application) {
    Stream<UUID> wrote =
        cases.answers(application.id()).stream()
            .map(StoredAnswer::answeredBy)
            .flatMap(Optional::stream);
    Stream<UUID> acted =
        history.events(application.id()).stream()
            .filter(event -> event.name().startsWith("sponsor."))
            .map(CaseEvent::actorId)
            .flatMap(Optional::stream);
    return Stream.of(
            Stream.of(application.handlerId()), application.signedBy().stream(), wrote, acted)
        .flatMap(ids -> ids)
        .map(UUID::toString)
        .collect(Collectors.toSet());
  }
}
