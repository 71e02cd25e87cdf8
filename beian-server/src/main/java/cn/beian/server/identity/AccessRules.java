package cn.beian.server.identity;

import static cn.beian.server.identity.AccessRules.Property.BEFORE_SECOND_FACTOR;
import static cn.beian.server.identity.AccessRules.Property.LOG_IN;
import static cn.beian.server.identity.AccessRules.Property.PUBLIC_READ;
import static cn.beian.server.identity.AccessRules.Row.by;
import static cn.beian.server.identity.AccessRules.Row.everyone;
import static cn.beian.server.identity.AccessRules.Row.loggedIn;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.filing.procedures.DeclaredProcedures;
import cn.beian.filing.procedures.ProcedureDeclaration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The one table that says who may call what. A page or endpoint without a row is refused for
 * everybody, and a test fails for it.
 *
 * <p>The table decides by role. Which case a person may see is decided by {@link #mayRead}: his own
 * unit's, or, in an official role, those of his region.
 */
public final class AccessRules {
  private static final Set<Role> SPONSOR = EnumSet.of(Role.HANDLER, Role.APPROVER);
  private static final Set<Role> OFFICIAL =
      EnumSet.of(
          Role.COMPLETENESS_REVIEWER,
          Role.GOVERNMENT_SERVICE_REVIEWER,
          Role.NATIONAL_REVIEWER,
          Role.SIGNER,
          Role.SUPERVISOR,
          Role.PROJECT_REVIEWER,
          Role.AUDITOR);

  /** Who may read what was read from a package; which one, its unit and cases decide. */
  private static final Role[] READERS = {
    Role.HANDLER,
    Role.APPROVER,
    Role.COMPLETENESS_REVIEWER,
    Role.GOVERNMENT_SERVICE_REVIEWER,
    Role.NATIONAL_REVIEWER,
    Role.SIGNER,
    Role.SUPERVISOR,
    Role.AUDITOR
  };

  /** Who may be the second person of an act on an account; which one, the request decides. */
  private static final Role[] SECOND_PERSONS = {
    Role.SYSTEM_ADMINISTRATOR, Role.SIGNER, Role.APPROVER, Role.UNIT_ADMINISTRATOR
  };

  /** Who may read such requests, as far as they concern him. */
  private static final Role[] REQUEST_READERS = {
    Role.SYSTEM_ADMINISTRATOR, Role.SIGNER, Role.APPROVER, Role.UNIT_ADMINISTRATOR, Role.AUDITOR
  };

  /** Who may read by which limits and days decisions are judged, and since when. */
  private static final Role[] POLICY_READERS = {
    Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, Role.SUPERVISOR
  };

  /** The same of the list of values; a signer may be the second person of one. */
  private static final Role[] POLICY_LIST_READERS = {
    Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, Role.SUPERVISOR, Role.SIGNER
  };

  /** Who may read the value of one: whoever decides by it learns of another value. */
  private static final Role[] POLICY_VALUE_READERS = {
    Role.SYSTEM_ADMINISTRATOR,
    Role.AUDITOR,
    Role.SUPERVISOR,
    Role.SIGNER,
    Role.COMPLETENESS_REVIEWER,
    Role.GOVERNMENT_SERVICE_REVIEWER,
    Role.NATIONAL_REVIEWER,
    Role.PROJECT_REVIEWER
  };

  /** Who may be the second person of a value. */
  private static final Role[] POLICY_SECONDS = {Role.SYSTEM_ADMINISTRATOR, Role.SIGNER};

  /** Who may read cases of supervision; which one, its unit and region decide. */
  private static final Role[] SUPERVISION = {
    Role.HANDLER, Role.APPROVER, Role.NATIONAL_REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.AUDITOR
  };

  /** Who takes cases on in an office, and notes something beside them. */
  private static final Role[] CLAIMING = {
    Role.COMPLETENESS_REVIEWER,
    Role.GOVERNMENT_SERVICE_REVIEWER,
    Role.NATIONAL_REVIEWER,
    Role.SIGNER,
    Role.SUPERVISOR,
    Role.PROJECT_REVIEWER
  };

  /**
   * Who takes published lists into records of his region: an act about cases, no administration.
   */
  private static final Role[] INVENTORIES = {
    Role.SUPERVISOR, Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER
  };

  private static final Role[] LISTS = {Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER};
  private static final Role[] HOLDS = {
    Role.APPROVER,
    Role.PROJECT_REVIEWER,
    Role.COMPLETENESS_REVIEWER,
    Role.GOVERNMENT_SERVICE_REVIEWER,
    Role.NATIONAL_REVIEWER,
    Role.SIGNER,
    Role.SUPERVISOR,
    Role.AUDITOR
  };

  /** Who may read which existing apps of his region are still to be filed. */
  private static final Role[] OVERDUE = {
    Role.COMPLETENESS_REVIEWER,
    Role.GOVERNMENT_SERVICE_REVIEWER,
    Role.NATIONAL_REVIEWER,
    Role.SIGNER,
    Role.SUPERVISOR,
    Role.AUDITOR
  };

  /** Who may read what a version of the rulebook judges otherwise in his region. */
  private static final Role[] RETESTS = {Role.NATIONAL_REVIEWER, Role.SUPERVISOR, Role.AUDITOR};

  /** Who may read endings of filed apps; which one, its unit and region decide. */
  private static final Role[] ENDINGS = {
    Role.HANDLER,
    Role.APPROVER,
    Role.COMPLETENESS_REVIEWER,
    Role.NATIONAL_REVIEWER,
    Role.SIGNER,
    Role.SUPERVISOR,
    Role.AUDITOR
  };

  /** Who checks the report of an ending, each on his route. */
  private static final Role[] REPORT_CHECKERS = {
    Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER
  };

  /** Who has a worklist. */
  private static final Role[] WORKERS = {
    Role.HANDLER,
    Role.APPROVER,
    Role.COMPLETENESS_REVIEWER,
    Role.GOVERNMENT_SERVICE_REVIEWER,
    Role.NATIONAL_REVIEWER,
    Role.SIGNER,
    Role.SUPERVISOR,
    Role.PROJECT_REVIEWER,
    Role.AUDITOR
  };

  /**
   * The rows, those of declared procedures first; the first that fits decides. What takes files, or
   * more than a small form, says so by {@link Row#taking}: of a request no more is read. What else
   * a filter has to know of a page, it says by {@link Row#with}.
   */
  public static final List<Row> TABLE =
      withDeclared(
          DeclaredProcedures.ALL,
          // platform
          everyone("*", "/"),
          everyone("*", "/error").with(BEFORE_SECOND_FACTOR),
          everyone("GET", "/login"),
          everyone("POST", "/login").with(LOG_IN),
          everyone("*", "/login/code"),
          loggedIn("POST", "/logout").with(BEFORE_SECOND_FACTOR),
          everyone("GET", "/account/set-up/{token}").with(PUBLIC_READ),
          everyone("POST", "/account/set-up/{token}"),
          everyone("GET", "/account/invitation/{token}").with(PUBLIC_READ),
          everyone("POST", "/account/invitation/{token}"),
          everyone("GET", "/account/recovery/{token}").with(PUBLIC_READ),
          everyone("POST", "/account/recovery/{token}"),
          everyone("*", "/account/recovery"),
          loggedIn("*", "/account"),
          loggedIn("POST", "/account/notices"),
          loggedIn("*", "/account/mail"),
          loggedIn("POST", "/account/mail/code"),
          loggedIn("POST", "/account/mail/code/again"),
          loggedIn("POST", "/account/mail/delivery"),
          loggedIn("POST", "/account/mail/removal"),
          loggedIn("*", "/inbox"),
          loggedIn("POST", "/inbox/{id}"),
          loggedIn("*", "/account/password"),
          loggedIn("POST", "/account/sessions"),
          loggedIn("POST", "/account/sessions/{id}"),
          loggedIn("*", "/account/second-factor").with(BEFORE_SECOND_FACTOR),
          loggedIn("POST", "/account/second-factor/end").with(BEFORE_SECOND_FACTOR),
          by("GET", "/requests", REQUEST_READERS),
          by("GET", "/requests/{id}", REQUEST_READERS),
          by("POST", "/requests/{id}/confirmation", SECOND_PERSONS),
          by("POST", "/requests/{id}/refusal", SECOND_PERSONS),
          by(
              "POST",
              "/requests/{id}/withdrawal",
              Role.SYSTEM_ADMINISTRATOR,
              Role.UNIT_ADMINISTRATOR),
          everyone("GET", "/css/**").with(BEFORE_SECOND_FACTOR),
          everyone("GET", "/js/**").with(BEFORE_SECOND_FACTOR),
          everyone("GET", "/webjars/**").with(BEFORE_SECOND_FACTOR),
          everyone("GET", "/favicon.ico").with(BEFORE_SECOND_FACTOR),
          everyone("GET", "/actuator/health/**"),
          by("GET", "/admin/audit", Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR),
          by("GET", "/admin/audit.csv", Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR),
          by("GET", "/admin/policies", POLICY_LIST_READERS),
          by("GET", "/admin/policies/{id}", POLICY_VALUE_READERS),
          by("POST", "/admin/policies/{id}/confirmation", POLICY_SECONDS),
          by("POST", "/admin/policies/{id}/refusal", POLICY_SECONDS),
          by("GET", "/admin/calendar", POLICY_READERS),
          by("GET", "/admin/calendar/requests/{id}", POLICY_READERS),
          by("POST", "/admin/calendar/preview", Role.SYSTEM_ADMINISTRATOR).taking(Body.DOCUMENT),
          by("POST", "/admin/calendar", Role.SYSTEM_ADMINISTRATOR).taking(Body.ANSWERS),
          by("POST", "/admin/organizations/import", Role.SYSTEM_ADMINISTRATOR)
              .taking(Body.DOCUMENT),
          by("*", "/admin/webhook", Role.SYSTEM_ADMINISTRATOR, Role.UNIT_ADMINISTRATOR),
          by("POST", "/admin/webhook/{act}", Role.SYSTEM_ADMINISTRATOR, Role.UNIT_ADMINISTRATOR),
          by("POST", "/admin/organizations/import/{id}/columns", Role.SYSTEM_ADMINISTRATOR),
          by("POST", "/admin/organizations/import/{id}/rows", Role.SYSTEM_ADMINISTRATOR)
              .taking(Body.ANSWERS),
          by("*", "/admin/**", Role.SYSTEM_ADMINISTRATOR),
          by("POST", "/unit/people/import", Role.UNIT_ADMINISTRATOR).taking(Body.DOCUMENT),
          by("POST", "/unit/people/import/codes", Role.UNIT_ADMINISTRATOR).taking(Body.ANSWERS),
          by("POST", "/unit/people/import/{id}/columns", Role.UNIT_ADMINISTRATOR),
          by("POST", "/unit/people/import/{id}/rows", Role.UNIT_ADMINISTRATOR).taking(Body.ANSWERS),
          by("*", "/unit", Role.UNIT_ADMINISTRATOR),
          by("*", "/unit/**", Role.UNIT_ADMINISTRATOR),

          // intake and testing
          everyone("*", "/pre-check").taking(Body.PRE_CHECK),
          everyone("GET", "/pre-check/{kept}"),
          everyone("GET", "/pre-check/{kept}/report"),
          everyone("GET", "/pre-check/{kept}/components"),
          everyone("GET", "/pre-check/{kept}/components/sbom"),
          by("POST", "/packages", Role.HANDLER).taking(Body.PACKAGE),
          by("*", "/uploads", Role.HANDLER, Role.APPROVER),
          by("*", "/uploads/{id}", Role.HANDLER, Role.APPROVER).taking(Body.PACKAGE),
          by("GET", "/packages/{id}", Role.HANDLER, Role.APPROVER),
          by("GET", "/packages/{id}/progress", Role.HANDLER, Role.APPROVER),
          by("GET", "/packages/{id}/report", Role.HANDLER, Role.APPROVER),
          by("POST", "/packages/{id}/test-build", Role.HANDLER).taking(Body.PACKAGE),
          by("GET", "/packages/{id}/facts/**", READERS),

          // casework
          by("GET", "/work", WORKERS),
          by("GET", "/work.csv", WORKERS),
          by("GET", "/work.xlsx", WORKERS),
          loggedIn("POST", "/work/views"),
          loggedIn("POST", "/work/views/{id}/name"),
          loggedIn("POST", "/work/views/{id}/removal"),
          loggedIn("POST", "/work/views/{id}/restoration"),
          by("POST", "/work/{procedure}/{id}/notes", CLAIMING),
          by("POST", "/work/{procedure}/{id}/notes/{note}/withdrawal", CLAIMING),
          by("POST", "/work/{procedure}/{id}/claim", CLAIMING),
          by("POST", "/work/{procedure}/{id}/release", CLAIMING),
          by("POST", "/work/{procedure}/{id}/hand", CLAIMING),
          by("POST", "/applications", Role.HANDLER),
          by("POST", "/applications/{id}/submission", Role.APPROVER),
          by("GET", "/apps/{id}", READERS),
          by("GET", "/apps/{id}/official-number", Role.HANDLER),
          by("POST", "/apps/{id}/official-number", Role.HANDLER),
          by("POST", "/apps/{id}/official-number/dispute", Role.HANDLER),
          by("GET", "/apps/{id}/users", Role.HANDLER),
          by("POST", "/apps/{id}/users", Role.HANDLER).taking(Body.ANSWERS),
          by("POST", "/apps/{id}/users/{line}/removal", Role.HANDLER),
          by("GET", "/used-apps", Role.HANDLER, Role.APPROVER),
          by("GET", "/unit-names", Role.HANDLER, Role.APPROVER),
          by("GET", "/apps/{id}/change", Role.HANDLER, Role.APPROVER),
          by("POST", "/apps/{id}/changes", Role.HANDLER),
          by("*", "/applications", Role.HANDLER, Role.APPROVER),
          by("POST", "/applications/{id}/attachments", Role.HANDLER, Role.APPROVER)
              .taking(Body.DOCUMENT),
          by("POST", "/applications/{id}/stamped-undertaking", Role.HANDLER, Role.APPROVER)
              .taking(Body.DOCUMENT),
          by("POST", "/applications/{id}/packages", Role.HANDLER, Role.APPROVER)
              .taking(Body.PACKAGE),
          by("POST", "/applications/{id}/launch-builds", Role.HANDLER, Role.APPROVER)
              .taking(Body.PACKAGE),
          by("*", "/applications/**", Role.HANDLER, Role.APPROVER).taking(Body.ANSWERS),
          by(
                  "POST",
                  "/cases/{id}/votes",
                  Role.COMPLETENESS_REVIEWER,
                  Role.GOVERNMENT_SERVICE_REVIEWER)
              .taking(Body.ANSWERS),
          by(
                  "POST",
                  "/cases/{id}/marks",
                  Role.COMPLETENESS_REVIEWER,
                  Role.GOVERNMENT_SERVICE_REVIEWER)
              .taking(Body.ANSWERS),
          by(
              "POST",
              "/cases/{id}/votes/withdrawal",
              Role.COMPLETENESS_REVIEWER,
              Role.GOVERNMENT_SERVICE_REVIEWER),
          by("POST", "/cases/{id}/judgements", Role.NATIONAL_REVIEWER).taking(Body.ANSWERS),
          by(
                  "POST",
                  "/cases/{id}/county-reason",
                  Role.COMPLETENESS_REVIEWER,
                  Role.NATIONAL_REVIEWER)
              .taking(Body.ANSWERS),
          by("POST", "/cases/{id}/human-tests", Role.NATIONAL_REVIEWER).taking(Body.DOCUMENTS),
          by("POST", "/cases/{id}/return", Role.NATIONAL_REVIEWER).taking(Body.ANSWERS),
          by("POST", "/cases/{id}/extension", Role.NATIONAL_REVIEWER),
          by("POST", "/cases/{id}/signing", Role.NATIONAL_REVIEWER).taking(Body.ANSWERS),
          by("POST", "/cases/{id}/signing/return", Role.SIGNER).taking(Body.ANSWERS),
          by("POST", "/cases/{id}/abandonment", Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER),
          by("POST", "/cases/{id}/restriction", Role.NATIONAL_REVIEWER),
          by("POST", "/cases/{id}/restriction/decision", Role.SIGNER),
          by("POST", "/cases/{id}/acceptance", Role.SIGNER),
          by("POST", "/cases/{id}/refusal", Role.SIGNER),
          by(
              "GET",
              "/cases/{id}/letter",
              Role.COMPLETENESS_REVIEWER,
              Role.GOVERNMENT_SERVICE_REVIEWER),
          by(
              "GET",
              "/cases/**",
              Role.COMPLETENESS_REVIEWER,
              Role.GOVERNMENT_SERVICE_REVIEWER,
              Role.NATIONAL_REVIEWER,
              Role.SIGNER,
              Role.AUDITOR),
          by("GET", "/official-disputes", Role.SUPERVISOR, Role.AUDITOR),
          by("POST", "/official-disputes/{id}", Role.SUPERVISOR),
          by("GET", "/official-lists", LISTS),
          by("POST", "/official-lists", LISTS).taking(Body.DOCUMENT),
          by("GET", "/official-lists/{id}", LISTS),
          by("GET", "/official-lists/batches/{id}", LISTS),
          by("POST", "/official-lists/batches/{id}", LISTS),
          by("POST", "/official-lists/batches/{id}/withdrawal", LISTS),
          by("POST", "/official-lists/batches/{id}/request", LISTS),
          by("POST", "/official-lists/requests/{id}", LISTS),
          by("POST", "/official-lists/{id}", LISTS).taking(Body.ANSWERS),
          by("POST", "/official-lists/{id}/columns", LISTS),
          by("POST", "/official-lists/{id}/rows", LISTS).taking(Body.ANSWERS),
          by("GET", "/official-lists/{id}/results.csv", LISTS),
          by("GET", "/official-lists/{id}/results.xlsx", LISTS),
          by("GET", "/overdue", OVERDUE),
          by("GET", "/overdue.csv", OVERDUE),
          by("GET", "/overdue.xlsx", OVERDUE),
          by("GET", "/holds", HOLDS),
          by("GET", "/holds.csv", HOLDS),
          by("GET", "/holds.xlsx", HOLDS),

          // inventories: apps that are known, filed or not
          by("*", "/inventory/import", INVENTORIES).taking(Body.DOCUMENT),
          by("POST", "/inventory/import/{id}/rows", INVENTORIES).taking(Body.ANSWERS),
          by("*", "/inventory/import/**", INVENTORIES),
          by("GET", "/inventory/claims", Role.SUPERVISOR, Role.AUDITOR),
          by("POST", "/inventory/claims/decision", Role.SUPERVISOR),
          by("POST", "/inventory/decisions/{id}/undo", Role.SUPERVISOR),
          by("*", "/inventory/comparison", Role.SUPERVISOR).taking(Body.DOCUMENT),
          by("POST", "/inventory/comparison/{id}/columns", Role.SUPERVISOR),
          by("POST", "/inventory/comparison/{id}/rows", Role.SUPERVISOR).taking(Body.ANSWERS),
          by("GET", "/inventory/comparison/**", Role.SUPERVISOR),
          by("GET", "/inventory/duplicates", Role.SUPERVISOR, Role.AUDITOR),
          by("POST", "/inventory/duplicates", Role.SUPERVISOR),
          by("POST", "/inventory/duplicates/*", Role.SUPERVISOR),
          by("GET", "/inventory/units/{id}/letter", Role.SUPERVISOR),
          by("POST", "/inventory/units/{id}/letter", Role.SUPERVISOR),
          by("GET", "/inventory/units/{id}/letters/{place}", Role.SUPERVISOR),
          by("GET", "/inventory/units/{id}/letters/{place}/pdf", Role.SUPERVISOR),
          by("POST", "/inventory/units/{id}/letter/sent", Role.SUPERVISOR),
          by("POST", "/inventory/letters/{id}/undo", Role.SUPERVISOR),
          by("GET", "/inventory", OVERDUE),
          by("GET", "/inventory.csv", OVERDUE),
          by("GET", "/inventory.xlsx", OVERDUE),
          by("GET", "/inventory/apps", OVERDUE),
          by("GET", "/inventory/apps.csv", OVERDUE),
          by("GET", "/inventory/apps.xlsx", OVERDUE),
          by("GET", "/apps/{id}/offline", Role.HANDLER),
          by("POST", "/apps/{id}/offline", Role.HANDLER).taking(Body.ANSWERS),
          by("POST", "/apps/{id}/online", Role.HANDLER, Role.SUPERVISOR),
          by("POST", "/apps/{id}/claim", Role.HANDLER),
          by("POST", "/apps/{id}/disclaimer", Role.HANDLER),
          by("POST", "/apps/{id}/filing", Role.HANDLER),
          by("POST", "/inventory/claims/{id}/undo", Role.HANDLER, Role.SUPERVISOR),
          by("GET", "/known-apps", Role.HANDLER, Role.APPROVER),

          // rulebooks; versions and their key are public, drafts are not
          by("GET", "/rulebooks/drafts/**", Role.RULEBOOK_ADMINISTRATOR, Role.SIGNER, Role.AUDITOR),
          by("POST", "/rulebooks/drafts", Role.RULEBOOK_ADMINISTRATOR).taking(Body.DOCUMENT),
          by(
              "POST",
              "/rulebooks/drafts/{version}/preview",
              Role.RULEBOOK_ADMINISTRATOR,
              Role.SIGNER),
          by("POST", "/rulebooks/drafts/{version}/signature", Role.SIGNER),
          everyone("GET", "/rulebooks").with(PUBLIC_READ),
          everyone("GET", "/rulebooks/key").with(PUBLIC_READ),
          everyone("GET", "/rulebooks/{number}").with(PUBLIC_READ),
          everyone("GET", "/rulebooks/{number}/{file}").with(PUBLIC_READ),
          everyone("GET", "/rules").with(PUBLIC_READ),
          everyone("GET", "/rules/{id}").with(PUBLIC_READ),
          everyone("GET", "/terms"),
          everyone("GET", "/about").with(PUBLIC_READ),
          by("GET", "/retests", RETESTS),
          by("GET", "/retests.csv", RETESTS),
          by("GET", "/retests.xlsx", RETESTS),

          // supervision
          by("POST", "/supervision/{id}/answers", Role.HANDLER).taking(Body.ANSWERS),
          by("*", "/supervision/{id}/answer", Role.APPROVER).taking(Body.ANSWERS),
          by("POST", "/supervision/{id}/remark", Role.APPROVER).taking(Body.ANSWERS),
          by("POST", "/supervision/{id}/settlements", Role.SUPERVISOR).taking(Body.ANSWERS),
          by("*", "/supervision/{id}/order", Role.SUPERVISOR).taking(Body.ANSWERS),
          by("*", "/supervision/{id}/closing", Role.SUPERVISOR).taking(Body.ANSWERS),
          by("GET", "/supervision/{id}/same/{place}", Role.SUPERVISOR),
          by("POST", "/supervision/{id}/same/{place}", Role.SUPERVISOR).taking(Body.ANSWERS),
          by("POST", "/supervision/{id}/same/{place}/check", Role.SUPERVISOR).taking(Body.ANSWERS),
          by("GET", "/supervision", SUPERVISION),
          by("GET", "/supervision/{id}", SUPERVISION),
          by("GET", "/supervision/{id}/notices/{place}", SUPERVISION),
          by("GET", "/supervision/{id}/notices/{place}/pdf", SUPERVISION),

          // endings of filed apps
          by("GET", "/endings/new", Role.HANDLER),
          by("POST", "/endings", Role.HANDLER).taking(Body.ANSWERS),
          by("POST", "/endings/{id}/plan", Role.HANDLER).taking(Body.ANSWERS),
          by("POST", "/endings/{id}/dropping", Role.HANDLER),
          by("POST", "/endings/{id}/announcement", Role.APPROVER),
          by("POST", "/endings/{id}/remark", Role.APPROVER).taking(Body.ANSWERS),
          by("POST", "/endings/{id}/withdrawal", Role.APPROVER).taking(Body.ANSWERS),
          by("POST", "/endings/{id}/offline", Role.HANDLER).taking(Body.ANSWERS),
          by("POST", "/endings/{id}/online", Role.HANDLER),
          by("POST", "/endings/{id}/report", Role.APPROVER),
          by("POST", "/endings/{id}/return", REPORT_CHECKERS).taking(Body.ANSWERS),
          by("POST", "/endings/{id}/noting", REPORT_CHECKERS),
          by(
                  "POST",
                  "/endings/{id}/setting-aside",
                  Role.COMPLETENESS_REVIEWER,
                  Role.NATIONAL_REVIEWER,
                  Role.SUPERVISOR)
              .taking(Body.ANSWERS),
          by("POST", "/endings/{id}/setting-aside/decision", Role.SIGNER).taking(Body.ANSWERS),
          by("POST", "/endings/{id}/reachability", REPORT_CHECKERS),
          by("GET", "/endings", ENDINGS),
          by("GET", "/endings/{id}", ENDINGS),
          by("GET", "/endings/{id}/notices/{place}", ENDINGS),
          by("GET", "/endings/{id}/notices/{place}/pdf", ENDINGS),

          // records and public portal
          everyone("GET", "/search").with(PUBLIC_READ),
          everyone("GET", "/register").with(PUBLIC_READ),
          everyone("GET", "/batches").with(PUBLIC_READ),
          everyone("GET", "/batches/{id}").with(PUBLIC_READ),
          everyone("GET", "/batches/{id}/records.csv").with(PUBLIC_READ),
          everyone("GET", "/batches/{id}/records.xlsx").with(PUBLIC_READ),
          everyone("GET", "/lookup").with(PUBLIC_READ),
          everyone("POST", "/lookup/photo").taking(Body.PHOTO),
          everyone("GET", "/open-data").with(PUBLIC_READ),
          everyone("GET", "/open-data/{id}/{name}"), // asks no database, and takes long
          everyone("GET", "/records/{number}").with(PUBLIC_READ),
          everyone("GET", "/records/{number}/certificate/{language}").with(PUBLIC_READ),
          everyone("*", "/verify"),
          everyone("POST", "/verify/certificate").taking(Body.CERTIFICATE),
          everyone("GET", "/api/v1/lookup").with(PUBLIC_READ),
          everyone("POST", "/api/v1/lookup").taking(Body.ANSWERS).with(PUBLIC_READ),
          everyone("GET", "/api/v1/records/{number}").with(PUBLIC_READ),
          everyone("GET", "/api/v1/openapi.yaml"),
          everyone("GET", "/api/v1/feed").with(PUBLIC_READ),
          everyone("GET", "/api/v1/feed.atom").with(PUBLIC_READ),
          everyone("GET", "/api/v1/batches.atom").with(PUBLIC_READ),
          everyone("GET", "/ledger/checkpoint").with(PUBLIC_READ),
          everyone("GET", "/ledger/key").with(PUBLIC_READ),
          everyone("GET", "/ledger/consistency/{oldSize}/{newSize}").with(PUBLIC_READ),
          everyone("GET", "/ledger/tile/**").with(PUBLIC_READ),
          everyone("GET", "/ledger/lookup/{number}").with(PUBLIC_READ),
          everyone("GET", "/ledger/entries/{index}").with(PUBLIC_READ),
          everyone("GET", "/ledger/proofs/{index}").with(PUBLIC_READ));

  private AccessRules() {}

  /** The rows of procedures, and then these. */
  private static List<Row> withDeclared(
      List<ProcedureDeclaration<?, ?>> procedures, Row... others) {
    List<Row> rows = new ArrayList<>();
    procedures.forEach(procedure -> rows.addAll(declared(procedure)));
    rows.addAll(List.of(others));
    return List.copyOf(rows);
  }

  /** The form of a new case, every act, the list, a case and its letters. */
  static List<Row> declared(ProcedureDeclaration<?, ?> procedure) {
    String place = "/" + procedure.place();
    List<Row> rows = new ArrayList<>();
    for (DeclaredAct<?, ?> act : procedure.acts()) {
      if (act.address().isEmpty()) {
        rows.add(Row.of("GET", place + "/new", Audience.ROLES, act.roles()));
      }
      String path = act.address().isEmpty() ? place : place + "/{id}/" + act.address();
      Row row = Row.of("POST", path, Audience.ROLES, act.roles());
      rows.add(typed(act) ? row.taking(Body.ANSWERS) : row);
    }
    rows.add(Row.of("GET", place, Audience.ROLES, procedure.listReaders()));
    for (String page : List.of("/{id}", "/{id}/notices/{place}", "/{id}/notices/{place}/pdf")) {
      rows.add(Row.of("GET", place + page, Audience.ROLES, procedure.caseReaders()));
    }
    return List.copyOf(rows);
  }

  /** Whether something is typed or chosen in the form of an act. */
  private static boolean typed(DeclaredAct<?, ?> act) {
    return act.form().stream().anyMatch(field -> field.kind() != DeclaredField.Kind.CHECK);
  }

  /** The row that decides on a request, empty when none does. */
  public static Optional<Row> rowFor(String method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return TABLE.stream().filter(row -> row.fits(method, parsed)).findFirst();
  }

  /** Whether somebody with these roles may ask for a path; empty for the public. */
  public static boolean admits(String method, String path, Optional<Set<Role>> roles) {
    return rowFor(method, path).filter(row -> row.admits(roles)).isPresent();
  }

  /** Whether a person may open the page of a path; which case or package, that decides, too. */
  public static boolean opens(Person person, String path) {
    return admits("GET", path, Optional.of(person.roles()));
  }

  /** The roles that may open the page of a path; all of them where everybody may. */
  public static Set<Role> readers(String path) {
    Set<Role> readers = EnumSet.allOf(Role.class);
    readers.removeIf(role -> !admits("GET", path, Optional.of(Set.of(role))));
    return readers;
  }

  /** Whether a person may read cases of his region that a page lists, in an official role. */
  public static boolean readsCases(Person person, String listPage) {
    Set<Role> readers = readers(listPage);
    return person.roles().stream()
        .anyMatch(role -> OFFICIAL.contains(role) && readers.contains(role));
  }

  /** Whether one region code covers a division; false when either is not a code. */
  public static boolean covers(String region, String division) {
    Optional<DivisionCode> outer = DivisionCode.read(region).value();
    Optional<DivisionCode> inner = DivisionCode.read(division).value();
    return outer.isPresent() && inner.isPresent() && outer.get().covers(inner.get());
  }

  /** Whether a role is one by which cases are read. */
  static boolean ofCases(Role role) {
    return SPONSOR.contains(role) || OFFICIAL.contains(role);
  }

  /**
   * Whether a person may read a case.
   *
   * @param sponsorId the unit that files
   * @param division division of that unit
   */
  public static boolean mayRead(Person person, UUID sponsorId, String division) {
    boolean own =
        person.organizationId().equals(sponsorId)
            && person.roles().stream().anyMatch(SPONSOR::contains);
    boolean official =
        person.roles().stream().anyMatch(OFFICIAL::contains) && covers(person.region(), division);
    return own || official;
  }

  /**
   * Lets a person read a case or stops the request.
   *
   * @throws AccessDeniedException when {@link #mayRead} says no
   */
  public static void requireRead(Person person, UUID sponsorId, String division) {
    if (!mayRead(person, sponsorId, division)) {
      throw new AccessDeniedException("case of another unit or region");
    }
  }

  /**
   * Stops the request unless the person holds one of the roles.
   *
   * @throws AccessDeniedException when he holds none
   */
  public static void requireRole(Person person, Role... roles) {
    for (Role role : roles) {
      if (person.has(role)) {
        return;
      }
    }
    throw new AccessDeniedException("role " + List.of(roles));
  }

  /** Who may pass a row. */
  public enum Audience {
    /** Everybody, without log-in. */
    EVERYONE,
    /** Everybody who is logged in. */
    LOGGED_IN,
    /** Those who hold one of the row's roles. */
    ROLES
  }

  /** What a filter has to know of a page beside who may call it. */
  public enum Property {
    /** It reads what is public and writes nothing, on connections of its own. */
    PUBLIC_READ,
    /** What is sent there is a login and a password. */
    LOG_IN,
    /** It is open to somebody who has to set up a second factor before all else. */
    BEFORE_SECOND_FACTOR
  }

  /** What a request may bring; how many bytes that is, the settings say. */
  public enum Body {
    /** A small form, 64 KB. */
    FORM,
    /** Answers, judgements or a batch of questions, 1 MB. */
    ANSWERS,
    /** A photo of a QR code, 5 MB. */
    PHOTO,
    /** A certificate to be verified, 5 MB. */
    CERTIFICATE,
    /** A document and the answers beside it. */
    DOCUMENT,
    /** Several documents at once. */
    DOCUMENTS,
    /** A package, or a piece of one. */
    PACKAGE,
    /** A package of somebody without an account. */
    PRE_CHECK;

    /** Whether files come with it, which may take long. */
    public boolean files() {
      return compareTo(ANSWERS) > 0;
    }
  }

  /**
   * One row.
   *
   * @param method HTTP method, or {@code *}; HEAD counts as GET
   * @param pattern of the path
   * @param body what it may bring at most; nothing more is read
   */
  public record Row(
      String method,
      PathPattern pattern,
      Audience audience,
      Set<Role> roles,
      Body body,
      Set<Property> properties) {
    public Row {
      roles = Set.copyOf(roles);
      properties = Set.copyOf(properties);
    }

    static Row everyone(String method, String pattern) {
      return of(method, pattern, Audience.EVERYONE, Set.of());
    }

    static Row loggedIn(String method, String pattern) {
      return of(method, pattern, Audience.LOGGED_IN, Set.of());
    }

    static Row by(String method, String pattern, Role... roles) {
      return of(method, pattern, Audience.ROLES, Set.of(roles));
    }

    private static Row of(String method, String pattern, Audience audience, Set<Role> roles) {
      return new Row(
          method,
          PathPatternParser.defaultInstance.parse(pattern),
          audience,
          roles,
          Body.FORM,
          Set.of());
    }

    Row taking(Body most) {
      return new Row(method, pattern, audience, roles, most, properties);
    }

    Row with(Property property) {
      Set<Property> all = EnumSet.of(property);
      all.addAll(properties);
      return new Row(method, pattern, audience, roles, body, all);
    }

    /** Whether a property is one of the row. */
    public boolean has(Property property) {
      return properties.contains(property);
    }

    /** Whether somebody with these roles may pass; an empty one is the public. */
    public boolean admits(Optional<Set<Role>> of) {
      return switch (audience) {
        case EVERYONE -> true;
        case LOGGED_IN -> of.isPresent();
        case ROLES -> of.isPresent() && of.get().stream().anyMatch(roles::contains);
      };
    }

    private boolean fits(String wanted, PathContainer path) {
      String asked = wanted.equals("HEAD") ? "GET" : wanted;
      return (method.equals("*") || method.equals(asked)) && pattern.matches(path);
    }
  }
}
