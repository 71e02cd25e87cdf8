package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who of an office takes a case on. A claim is an arrangement among colleagues: it decides in whose
 * list the case stands, and nothing about who may act. It ends when the turn does.
 */
@Service
@Transactional
public class WorkClaims {
  /** Roles of which an office has several people. */
  private static final Set<Role> CLAIMING =
      EnumSet.of(
          Role.COMPLETENESS_REVIEWER,
          Role.GOVERNMENT_SERVICE_REVIEWER,
          Role.NATIONAL_REVIEWER,
          Role.SIGNER,
          Role.SUPERVISOR,
          Role.PROJECT_REVIEWER);

  private final JdbcClient jdbc;
  private final Worklist worklist;
  private final Identity identity;
  private final ApplicationEventPublisher events;

  WorkClaims(
      JdbcClient jdbc, Worklist worklist, Identity identity, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.worklist = worklist;
    this.identity = identity;
    this.events = events;
  }

  /**
   * Takes a case on.
   *
   * @return false where it is not the current person's turn, or somebody was quicker
   * @throws AccessDeniedException of a case that the current person may not read
   */
  public boolean claim(String procedure, UUID caseId) {
    return set(procedure, caseId, Optional.of(identity.current()), "claim");
  }

  /** Lets a case go that the current person has taken on. */
  public boolean release(String procedure, UUID caseId) {
    return set(procedure, caseId, Optional.empty(), "release");
  }

  /** Gives a case to a colleague who holds the role, too. */
  public boolean hand(String procedure, UUID caseId, UUID colleague) {
    Optional<Role> role = readable(procedure, caseId).mine().map(turn -> Role.valueOf(turn.role()));
    Optional<Person> next =
        role.flatMap(
            by -> colleagues(by).stream().filter(one -> one.id().equals(colleague)).findFirst());
    if (next.isEmpty() || !set(procedure, caseId, next, "handOn")) {
      return false;
    }
    events.publishEvent(new CaseHanded(procedure, caseId, role.get(), colleague));
    return true;
  }

  /** Whether it is the current person's turn by a role of which an office has several people. */
  public boolean claimable(WorkItem one) {
    return one.mine().filter(turn -> CLAIMING.contains(Role.valueOf(turn.role()))).isPresent();
  }

  /** Colleagues of the current person who hold a role; none where nobody claims by it. */
  @Transactional(readOnly = true)
  public List<Person> colleagues(Role role) {
    Person me = identity.current();
    return CLAIMING.contains(role)
        ? identity.people(me.organizationId(), role).stream()
            .filter(one -> one.active() && !one.id().equals(me.id()))
            .toList()
        : List.of();
  }

  /** A case of another region or unit is refused as its page is, not passed over. */
  private WorkItem readable(String procedure, UUID caseId) {
    worklist.procedure(procedure);
    return worklist
        .find(procedure, caseId)
        .orElseThrow(() -> new AccessDeniedException("a case of another region or unit"));
  }

  private boolean set(String procedure, UUID caseId, Optional<Person> holder, String act) {
    Optional<Role> role =
        readable(procedure, caseId)
            .mine()
            .map(turn -> Role.valueOf(turn.role()))
            .filter(CLAIMING::contains);
    boolean done =
        role.isPresent()
            && jdbc.sql(
                        """
                        update work_turn set claimed_by = :holder
                        where case_id = :case and procedure_name = :procedure and role = :role
                          and (claimed_by is null or claimed_by = :me or exists (
                            select 1 from user_account where id = claimed_by and not active))
                        """)
                    .param("holder", holder.map(Person::id).orElse(null))
                    .param("case", caseId)
                    .param("procedure", procedure)
                    .param("role", role.get().name())
                    .param("me", identity.current().id())
                    .update()
                == 1;
    if (done) {
      worklist.procedure(procedure).record(caseId, act, holder.map(Person::name).orElse(""));
    }
    return done;
  }
}
