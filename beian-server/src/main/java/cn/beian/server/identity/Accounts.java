package cn.beian.server.identity;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.filing.Role;
import cn.beian.server.identity.Organizations.NewOrganization;
import cn.beian.server.personal.Contact;
import cn.beian.server.personal.PersonalDataStore;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AccountStandings;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The life of an account: set-up, password, roles, leaving. What an administrator does to it goes
 * through {@link AccountActs}.
 */
@Service
public class Accounts {
  private final JdbcClient jdbc;
  private final OneTimeLinks links;
  private final Identity identity;
  private final AuditTrail audit;
  private final PasswordEncoder encoder;
  private final Organizations organizations;
  private final ObjectProvider<CaseHandover> handovers;
  private final Clock clock;
  private final BeianSettings settings;
  private final AccountNotices notices;
  private final TransactionTemplate transaction;
  private final PersonalDataStore personal;
  private final Administrators administrators;
  private final RoleHoldingStore holdings;
  private final AccountStandings standings;

  Accounts(
      JdbcClient jdbc,
      OneTimeLinks links,
      Identity identity,
      AuditTrail audit,
      PasswordEncoder encoder,
      Organizations organizations,
      ObjectProvider<CaseHandover> handovers,
      Clock clock,
      BeianSettings settings,
      AccountNotices notices,
      TransactionTemplate transaction,
      PersonalDataStore personal,
      Administrators administrators,
      RoleHoldingStore holdings,
      AccountStandings standings) {
    this.jdbc = jdbc;
    this.links = links;
    this.identity = identity;
    this.audit = audit;
    this.encoder = encoder;
    this.organizations = organizations;
    this.handovers = handovers;
    this.clock = clock;
    this.settings = settings;
    this.notices = notices;
    this.transaction = transaction;
    this.personal = personal;
    this.administrators = administrators;
    this.holdings = holdings;
    this.standings = standings;
  }

  /** Whether anybody runs this installation. */
  public boolean hasAdministrator() {
    return jdbc.sql(
            "select exists (select 1 from user_account where active and :name = any(roles))")
        .param("name", Role.SYSTEM_ADMINISTRATOR.name())
        .query(Boolean.class)
        .single();
  }

  /** A fresh set-up token while nobody runs this installation; earlier ones end. */
  @Transactional
  public Optional<String> openSetUp() {
    if (hasAdministrator()) {
      return Optional.empty();
    }
    links.endAll(OneTimeLinks.Purpose.SET_UP);
    return Optional.of(links.open(OneTimeLinks.Purpose.SET_UP, null));
  }

  /** Whether a set-up token may be used. */
  public boolean setUpIsOpen(String token) {
    return !hasAdministrator() && links.find(OneTimeLinks.Purpose.SET_UP, token).isPresent();
  }

  /**
   * Makes the first unit and its administrator, and ends the set-up.
   *
   * @param member the administrator as a member of the unit that is made
   * @throws RejectedInput when the input cannot be taken, or the link cannot be used
   */
  public Person setUp(
      String token, NewOrganization unit, Function<UUID, NewPerson> member, String password) {
    List<Problem> problems = new ArrayList<>(organizations.problems(unit));
    NewPerson draft = member.apply(new UUID(0, 0));
    problems.addAll(draft.problems());
    problems.addAll(Passwords.problems(draft.login(), password));
    RejectedInput.throwIfAny(problems);
    String hash = hash(password);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (hasAdministrator() || !links.use(OneTimeLinks.Purpose.SET_UP, token)) {
                throw unusable();
              }
              NewPerson person = member.apply(organizations.create(unit).id());
              UUID id = insert(person, Set.of(Role.SYSTEM_ADMINISTRATOR));
              setPassword(id, hash);
              audit.record("account.set-up", "account:" + id, person.login());
              return identity.person(id).orElseThrow();
            }));
  }

  /** Makes an account with a password at once; for the demo country only. */
  public Person createForDemo(NewPerson person, String password) {
    if (!settings.demo()) {
      throw new IllegalStateException("only the demo makes accounts with a given password");
    }
    String hash = hash(password);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              UUID id = insert(person, person.roles());
              setPassword(id, hash);
              return identity.person(id).orElseThrow();
            }));
  }

  /**
   * A new link to a password; earlier ones end.
   *
   * @param code digest of a code that goes with it; null for none
   */
  String openLink(OneTimeLinks.Purpose purpose, UUID personId, @Nullable String code) {
    links.endAll(personId);
    jdbc.sql(
            "update recovery_request set closed_at = :closedAt"
                + " where account_id = :accountId and closed_at is null")
        .param("closedAt", at(clock.instant()))
        .param("accountId", personId)
        .update();
    if (purpose == OneTimeLinks.Purpose.INVITATION) {
      jdbc.sql("update user_account set linked_by = :by where id = :id")
          .param("by", identity.currentIfAny().map(Person::id).orElse(null))
          .param("id", personId)
          .update();
      standings.recordOrigin(personId);
    }
    return links.open(purpose, personId, code);
  }

  /** Whether he has ever set a password. */
  public boolean hasPassword(UUID personId) {
    return jdbc.sql("select password_hash is not null from user_account where id = :id")
        .param("id", personId)
        .query(Boolean.class)
        .single();
  }

  /** Active accounts that hold roles which exclude one another. */
  public List<Person> clashing() {
    return jdbc
        .sql(
            """
            select * from user_account where active and cardinality(roles) > 1
              order by name, login
            """)
        .query(Person.class)
        .list()
        .stream()
        .filter(person -> PowerfulRoles.clash(person.roles()))
        .toList();
  }

  /** Whose password a link sets; empty when it is unknown, used or expired. */
  public Optional<Person> ownerOf(String token) {
    return links
        .find(OneTimeLinks.Purpose.INVITATION, token)
        .or(() -> links.find(OneTimeLinks.Purpose.RECOVERY, token))
        .flatMap(identity::person)
        .filter(Person::active);
  }

  /** Whether a link is of use only with the code that another person has. */
  public boolean asksCode(String token) {
    return links.asksCode(token);
  }

  /**
   * Sets the password of the link's owner and ends the link, all his sessions and his second
   * factor.
   *
   * @param code what the first of two persons was shown; empty where the link needs none
   * @throws RejectedInput when the password cannot be taken, the code is wrong, or the link cannot
   *     be used
   */
  public void choosePassword(String token, String code, String password) {
    Person owner = ownerOf(token).orElseThrow(Accounts::unusable);
    RejectedInput.throwIfAny(Passwords.problems(owner.login(), password));
    if (links.asksCode(token) && !links.tryCode(token, code)) {
      throw new RejectedInput(List.of(Problem.of("code", "account.code.wrong")));
    }
    String hash = hash(password);
    transaction.executeWithoutResult(
        status -> {
          if (!links.use(OneTimeLinks.Purpose.INVITATION, token)
              && !links.use(OneTimeLinks.Purpose.RECOVERY, token)) {
            throw unusable();
          }
          boolean first = !hasPassword(owner.id());
          holdings.passwordByLink(owner.id());
          personal.removeFactor(owner.id());
          setPassword(owner.id(), hash);
          if (!first) {
            notices.write(owner.id(), AccountNotices.Kind.PASSWORD_BY_LINK, List.of());
          }
          audit.record("account.choose-password", "account:" + owner.id(), owner.login());
        });
  }

  /** Notes that somebody asks for a new password; says nothing about whether the login exists. */
  @Transactional
  public void requestRecovery(String login) {
    jdbc.sql(
            """
            insert into recovery_request (id, account_id, asked_at)
            select :clock, id, :instant from user_account a where login = :login and active
              and not exists (select 1 from recovery_request r where r.account_id = a.id
                and closed_at is null)
            """)
        .param("clock", UuidV7.next(clock))
        .param("instant", at(clock.instant()))
        .param("login", LoginName.folded(login))
        .update();
  }

  /** Who waits for a recovery link, oldest first; at most fifty. */
  public List<Person> recoveryRequests() {
    return jdbc.sql(
            """
            select a.* from user_account a join recovery_request r on r.account_id = a.id
              where r.closed_at is null order by r.asked_at limit 50
            """)
        .query(Person.class)
        .list();
  }

  /**
   * Changes what a person may do, and tells him.
   *
   * @param by who did it
   * @throws RejectedInput when no administrator would be left, or the region is no code
   */
  void assign(Person before, Set<Role> roles, String region, List<Person> by) {
    NewPerson.checkRegion(region);
    PowerfulRoles.refuseClash(roles);
    if (!roles.contains(Role.SYSTEM_ADMINISTRATOR)) {
      administrators.keepOneWithout(before);
    }
    if (before.roles().equals(roles) && before.region().equals(region)) {
      return;
    }
    jdbc.sql(
            """
            update user_account set roles = :roles, region = :region, version = version + 1
              where id = :id
            """)
        .param("roles", Rows.names(roles))
        .param("region", region)
        .param("id", before.id())
        .update();
    holdings.change(before, roles, region);
    notices.write(before.id(), AccountNotices.Kind.ROLES, before.roles(), roles, by);
    audit.record(
        "account.assign",
        "account:" + before.id(),
        names(before.roles()) + " -> " + names(roles) + " " + region);
    standings.record(before.id());
  }

  /**
   * Changes how the person of this request can be reached; later applications are prefilled with
   * it.
   *
   * @throws RejectedInput when the e-mail address is none
   */
  @Transactional
  public void reachMeAt(String post, String telephone, String email) {
    Person me = identity.current();
    NewPerson.checkEmail(email);
    jdbc.sql("update user_account set post = :post where id = :id")
        .param("post", post.strip())
        .param("id", me.id())
        .update();
    personal.reach(me.id(), Contact.of(telephone, email));
    audit.record("account.reach", "account:" + me.id(), "");
  }

  /** Open cases of a person, over all kinds. */
  public List<CaseHandover.OpenCase> openCases(UUID personId) {
    return handovers
        .orderedStream()
        .flatMap(handover -> handover.openCases(personId).stream())
        .toList();
  }

  /**
   * Ends an account and hands its open cases over.
   *
   * @throws RejectedInput when cases are open and no successor is named, or no administrator would
   *     be left
   */
  void leave(UUID personId, Optional<UUID> successorId) {
    administrators.keepOneWithout(identity.person(personId).orElseThrow());
    List<CaseHandover.OpenCase> open = openCases(personId);
    if (!open.isEmpty() && (successorId.isEmpty() || successorId.get().equals(personId))) {
      throw new RejectedInput(
          List.of(Problem.of("successor", "admin.leave.successor", open.size())));
    }
    successorId.ifPresent(
        successor ->
            handovers.orderedStream().forEach(handover -> handover.handOver(personId, successor)));
    links.endAll(personId);
    jdbc.sql("update user_account set active = false, version = version + 1 where id = :id")
        .param("id", personId)
        .update();
    audit.record("account.leave", "account:" + personId, open.size() + " cases handed over");
    standings.record(personId);
  }

  /** Lets somebody who left work again; links and log-ins of before stay ended. */
  void comeBack(Person person) {
    if (person.active()) {
      return;
    }
    jdbc.sql("update user_account set active = true, version = version + 1 where id = :id")
        .param("id", person.id())
        .update();
    holdings.give(person.id(), person.roles());
    audit.record("account.come-back", "account:" + person.id(), names(person.roles()));
    standings.record(person.id());
  }

  /** Makes an account without password. */
  UUID insert(NewPerson person, Set<Role> roles) {
    RejectedInput.throwIfAny(person.problems());
    UUID id = UuidV7.next(clock);
    try {
      jdbc.sql(
              """
            insert into user_account (id, login, name, post, telephone, email, organization_id,
              roles, region, created_at)
            values (:id, :login, :name, :post, '', '', :organization, :roles, :region, :now)
            """)
          .param("id", id)
          .param("login", LoginName.folded(person.login()))
          .param("name", person.name().strip())
          .param("post", person.post().strip())
          .param("organization", person.organizationId())
          .param("roles", Rows.names(roles))
          .param("region", person.region().strip())
          .param("now", at(clock.instant()))
          .update();
    } catch (DuplicateKeyException e) {
      throw new RejectedInput(
          List.of(Problem.of("login", "admin.person.loginTaken", person.login())));
    }
    personal.reach(id, person.contact());
    holdings.give(id, roles);
    standings.record(id);
    standings.recordOrigin(id);
    return id;
  }

  /** Takes a moment on purpose, so it is no part of a transaction. */
  private String hash(String password) {
    return Objects.requireNonNull(encoder.encode(password));
  }

  /** Sets the password whose hash this is; what was logged in with the earlier one ends. */
  void setPassword(UUID personId, String hash) {
    jdbc.sql(
            """
            update user_account set password_hash = :passwordHash, version = version + 1
              where id = :id
            """)
        .param("passwordHash", hash)
        .param("id", personId)
        .update();
    standings.record(personId);
  }

  private static RejectedInput unusable() {
    return new RejectedInput(List.of(Problem.of("", "account.link.unusable")));
  }

  static String names(Set<Role> roles) {
    return roles.isEmpty() ? "–" : String.join(", ", Rows.names(roles));
  }
}
