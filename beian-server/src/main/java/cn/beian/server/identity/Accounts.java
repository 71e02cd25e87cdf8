package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.BeianSettings;
import cn.beian.server.RejectedInput;
import cn.beian.server.RejectedInput.Problem;
import cn.beian.server.UuidV7;
import cn.beian.server.identity.Organizations.NewOrganization;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The life of an account: set-up, invitation, recovery, roles, leaving. */
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

  Accounts(
      JdbcClient jdbc,
      OneTimeLinks links,
      Identity identity,
      AuditTrail audit,
      PasswordEncoder encoder,
      Organizations organizations,
      ObjectProvider<CaseHandover> handovers,
      Clock clock,
      BeianSettings settings) {
    this.jdbc = jdbc;
    this.links = links;
    this.identity = identity;
    this.audit = audit;
    this.encoder = encoder;
    this.organizations = organizations;
    this.handovers = handovers;
    this.clock = clock;
    this.settings = settings;
  }

  /** Whether anybody runs this installation. */
  public boolean hasAdministrator() {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM user_account WHERE active AND ? = ANY(roles))")
        .param(Role.SYSTEM_ADMINISTRATOR.name())
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
   * @param member the administrator as a member of the unit that is made *
   * @throws RejectedInput when the input cannot be taken, or the link cannot be used
   */
  @Transactional
  public Person setUp(
      String token, NewOrganization unit, Function<UUID, NewPerson> member, String password) {
    List<Problem> problems = new ArrayList<>(organizations.problems(unit));
    NewPerson draft = member.apply(new UUID(0, 0));
    problems.addAll(draft.problems());
    problems.addAll(Passwords.problems(draft.login(), password));
    RejectedInput.throwIfAny(problems);
    if (hasAdministrator() || !links.use(OneTimeLinks.Purpose.SET_UP, token)) {
      throw unusable();
    }
    NewPerson person = member.apply(organizations.create(unit).id());
    UUID id = insert(person, Set.of(Role.SYSTEM_ADMINISTRATOR));
    setPassword(id, password);
    audit.record("account.set-up", "account:" + id, person.login());
    return identity.person(id).orElseThrow();
  }

  /**
   * Makes an account without password and a link by which its owner sets one.
   *
   * @throws RejectedInput when the input cannot be taken
   */
  @Transactional
  public Invitation invite(NewPerson person) {
    UUID id = insert(person, person.roles());
    audit.record("account.invite", "account:" + id, person.login() + " " + person.roles());
    return new Invitation(
        identity.person(id).orElseThrow(), links.open(OneTimeLinks.Purpose.INVITATION, id));
  }

  /** Makes an account with a password at once; for the demo country only. */
  @Transactional
  public Person createForDemo(NewPerson person, String password) {
    if (!settings.demo()) {
      throw new IllegalStateException("only the demo makes accounts with a given password");
    }
    UUID id = insert(person, person.roles());
    setPassword(id, password);
    return identity.person(id).orElseThrow();
  }

  /** A new link for a person who lost his password or his first link; earlier ones end. */
  @Transactional
  public String issueRecovery(UUID personId) {
    links.endAll(personId);
    jdbc.sql("UPDATE recovery_request SET closed_at = ? WHERE account_id = ? AND closed_at IS NULL")
        .params(now(), personId)
        .update();
    audit.record("account.issue-recovery", "account:" + personId, "");
    return links.open(OneTimeLinks.Purpose.RECOVERY, personId);
  }

  /** Whose password a link sets; empty when it is unknown, used or expired. */
  public Optional<Person> ownerOf(String token) {
    return links
        .find(OneTimeLinks.Purpose.INVITATION, token)
        .or(() -> links.find(OneTimeLinks.Purpose.RECOVERY, token))
        .flatMap(identity::person)
        .filter(Person::active);
  }

  /**
   * Sets the password of the link's owner and ends the link and all his sessions.
   *
   * @throws RejectedInput when the password cannot be taken, or the link cannot be used
   */
  @Transactional
  public void choosePassword(String token, String password) {
    Person owner = ownerOf(token).orElseThrow(Accounts::unusable);
    RejectedInput.throwIfAny(Passwords.problems(owner.login(), password));
    if (!links.use(OneTimeLinks.Purpose.INVITATION, token)
        && !links.use(OneTimeLinks.Purpose.RECOVERY, token)) {
      throw unusable();
    }
    setPassword(owner.id(), password);
    audit.record("account.choose-password", "account:" + owner.id(), owner.login());
  }

  /** Notes that somebody asks for a new password; says nothing about whether the login exists. */
  @Transactional
  public void requestRecovery(String login) {
    jdbc.sql(
            """
            INSERT INTO recovery_request (id, account_id, asked_at)
            SELECT ?, id, ? FROM user_account a WHERE login = ? AND active
              AND NOT EXISTS (SELECT 1 FROM recovery_request r WHERE r.account_id = a.id AND closed_at IS NULL)
            """)
        .params(UuidV7.next(clock), now(), folded(login))
        .update();
  }

  /** Who waits for a recovery link, oldest first. */
  public List<Person> recoveryRequests() {
    return jdbc.sql(
            "SELECT a.* FROM user_account a JOIN recovery_request r ON r.account_id = a.id WHERE r.closed_at IS NULL ORDER BY r.asked_at")
        .query(Rows::person)
        .list();
  }

  /**
   * Changes what a person may do.
   *
   * @throws RejectedInput when no administrator would be left, or the region is no code
   */
  @Transactional
  public void assign(UUID personId, Set<Role> roles, String region) {
    NewPerson.checkRegion(region);
    if (!roles.contains(Role.SYSTEM_ADMINISTRATOR)) {
      keepAnAdministrator(personId);
    }
    jdbc.sql(
            "UPDATE user_account SET roles = :roles, region = :region, version = version + 1 WHERE id = :id")
        .param("roles", names(roles))
        .param("region", region)
        .param("id", personId)
        .update();
    audit.record("account.assign", "account:" + personId, roles + " " + region);
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
    jdbc.sql("UPDATE user_account SET post = ?, telephone = ?, email = ? WHERE id = ?")
        .params(post.strip(), telephone.strip(), email.strip(), me.id())
        .update();
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
  @Transactional
  public void leave(UUID personId, Optional<UUID> successorId) {
    keepAnAdministrator(personId);
    List<CaseHandover.OpenCase> open = openCases(personId);
    if (!open.isEmpty() && (successorId.isEmpty() || successorId.get().equals(personId))) {
      throw new RejectedInput(
          List.of(Problem.of("successor", "admin.leave.successor", open.size())));
    }
    successorId.ifPresent(
        successor ->
            handovers.orderedStream().forEach(handover -> handover.handOver(personId, successor)));
    links.endAll(personId);
    jdbc.sql("UPDATE user_account SET active = false, version = version + 1 WHERE id = ?")
        .param(personId)
        .update();
    audit.record("account.leave", "account:" + personId, open.size() + " cases handed over");
  }

  /** Whether a session opened by this principal still stands. */
  public boolean stillValid(SignedIn signedIn) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT 1 FROM user_account WHERE id = ? AND active AND version = ?)")
        .params(signedIn.personId(), signedIn.accountVersion())
        .query(Boolean.class)
        .single();
  }

  private UUID insert(NewPerson person, Set<Role> roles) {
    RejectedInput.throwIfAny(person.problems());
    UUID id = UuidV7.next(clock);
    try {
      jdbc.sql(
              """
              INSERT INTO user_account (id, login, name, post, telephone, email, organization_id, roles, region, created_at)
              VALUES (:id, :login, :name, :post, :telephone, :email, :organization, :roles, :region, :now)
              """)
          .param("id", id)
          .param("login", folded(person.login()))
          .param("name", person.name().strip())
          .param("post", person.post().strip())
          .param("telephone", person.telephone().strip())
          .param("email", person.email().strip())
          .param("organization", person.organizationId())
          .param("roles", names(roles))
          .param("region", person.region().strip())
          .param("now", now())
          .update();
    } catch (DuplicateKeyException e) {
      throw new RejectedInput(
          List.of(Problem.of("login", "admin.person.loginTaken", person.login())));
    }
    return id;
  }

  private void setPassword(UUID personId, String password) {
    jdbc.sql("UPDATE user_account SET password_hash = ?, version = version + 1 WHERE id = ?")
        .params(Objects.requireNonNull(encoder.encode(password)), personId)
        .update();
  }

  private void keepAnAdministrator(UUID personId) {
    boolean last =
        jdbc.sql(
                "SELECT count(*) = 0 FROM user_account WHERE active AND ? = ANY(roles) AND id <> ? AND password_hash IS NOT NULL")
            .params(Role.SYSTEM_ADMINISTRATOR.name(), personId)
            .query(Boolean.class)
            .single();
    boolean isOne =
        identity.person(personId).stream()
            .anyMatch(person -> person.has(Role.SYSTEM_ADMINISTRATOR));
    if (last && isOne) {
      throw new RejectedInput(List.of(Problem.of("", "admin.person.lastAdministrator")));
    }
  }

  private static RejectedInput unusable() {
    return new RejectedInput(List.of(Problem.of("", "account.link.unusable")));
  }

  private static String[] names(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().toArray(String[]::new);
  }

  static String folded(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * An account that waits for its owner.
   *
   * @param token part of the link that is handed to him; it is shown once and not stored
   */
  public record Invitation(Person person, String token) {}
}
