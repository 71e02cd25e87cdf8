package cn.beian.server.filings.store;

import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.states.RecordGraph;
import cn.beian.rules.Context;
import cn.beian.server.cases.CaseQueries;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Applications and their packages in PostgreSQL. */
@Repository
public class ApplicationStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  ApplicationStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  public void insert(Application application) {
    jdbc.sql(
            """
            insert into application (id, version, app_id, kind, form, state, route, app_name,
              organization_id, division, handler_id, changes_id, changes_number, created_at, updated_at)
            values (:id, :version, :app, :kind, :form, :state, :route, :appName,
              :organization, :division, :handler, :basis, :changes, :createdAt, :createdAt)
            """)
        .param("id", application.id())
        .param("version", application.version())
        .param("app", application.appId())
        .param("kind", application.kind())
        .param("form", application.form())
        .param("state", application.state())
        .param("route", application.route())
        .param("appName", application.appName())
        .param("organization", application.organizationId())
        .param("division", application.division())
        .param("handler", application.handlerId())
        .param("basis", application.basis().map(Application.Basis::applicationId).orElse(null))
        .param("changes", application.basis().map(Application.Basis::number).orElse(null))
        .param("createdAt", application.createdAt())
        .update();
  }

  /** Applications by id. */
  public CaseQueries<Application> queries() {
    return new CaseQueries<>(jdbc, "select c.* from application c", Application.class);
  }

  public Optional<Application> find(UUID id) {
    return queries().find(id);
  }

  /** The application, whatever its version, locked until the transaction ends. */
  public Application lock(UUID id) {
    return queries().lock(id).orElseThrow();
  }

  /** Applications of a sponsor, the latest first. */
  public List<Application> ofOrganization(UUID organizationId) {
    return jdbc.sql(
            "select * from application where organization_id = :organization order by updated_at"
                + " desc limit 500")
        .param("organization", organizationId)
        .query(Application.class)
        .list();
  }

  /** Ids of the applications about an app. */
  public List<UUID> ofApp(UUID appId) {
    return jdbc.sql("select id from application where app_id = :app order by created_at desc, id")
        .param("app", appId)
        .query(UUID.class)
        .list();
  }

  /** Whether any about an app was signed and sent, whatever became of it. */
  public boolean sentOf(UUID appId) {
    return jdbc.sql(
            "select exists (select 1 from application where app_id = :app"
                + " and signed_at is not null)")
        .param("app", appId)
        .query(Boolean.class)
        .single();
  }

  /** The first of a sponsor: what asks for something, drafts, and what changed last. */
  public List<Application> first(UUID organizationId, int most) {
    return jdbc.sql(
            """
            select * from application where organization_id = :organization
            order by case when state in ('SUPPLEMENT_DUE', 'RECTIFICATION_DUE') then 0
              when state = 'DRAFT' then 1 else 2 end, updated_at desc, id limit :most
            """)
        .param("organization", organizationId)
        .param("most", most)
        .query(Application.class)
        .list();
  }

  /**
   * The other apps of a unit with their numbers: its own filed ones, the latest first, then those
   * of others that it uses and that have not ended.
   */
  public List<String> otherApps(Application application) {
    return jdbc.sql(
            """
            select line from (
              select 1 as part, row_number() over (order by updated_at desc) as at,
                trim(app_name || ' ' || coalesce(number, '')) as line
              from filed_application where organization_id = :unit and app_id <> :app
              union all
              select 2, row_number() over (order by u.id desc),
                trim(case when r.restricted then '' else coalesce(a.name, '') end || ' '
                  || coalesce(nullif(r.official_number, ''), r.number, ''))
              from app_using_unit u join app a on a.id = u.app_id
              left join lateral (select number, official_number, restricted from filing_record
                where app_id = a.id order by place desc limit 1) r on true
              where u.organization_id = :unit and a.owner_id is distinct from :unit
                and a.state not in (:ended)) as apps
            where line <> '' order by part, at limit 500
            """)
        .param("unit", application.organizationId())
        .param("app", application.appId())
        .param("ended", RecordGraph.GRAPH.ended())
        .query(String.class)
        .list();
  }

  /** The app of another application of the same unit and form that holds a package of a name. */
  public Optional<UUID> appOfOthers(Application application, Collection<String> identities) {
    return jdbc.sql(
            """
            select a.app_id from application a
            where a.organization_id = :organization and a.form = :form and a.id <> :id and exists (
              select 1 from application_package p
              where p.application_id = a.id and p.identity in (:identities) and OF_THE_APP)
            order by a.created_at, a.id limit 1
            """
                .replace("OF_THE_APP", PackageUseStore.OF_THE_APP))
        .param("organization", application.organizationId())
        .param("form", application.form())
        .param("id", application.id())
        .param("identities", identities)
        .query(UUID.class)
        .optional();
  }

  /** Whether no other application and no record is about its app. */
  public boolean isAlone(Application application) {
    return jdbc.sql(
            """
            select not exists (select 1 from application where app_id = :app and id <> :id)
              and not exists (select 1 from app_identity where app_id = :app)
            """)
        .param("app", application.appId())
        .param("id", application.id())
        .query(Boolean.class)
        .single();
  }

  /** The application that the record of a number rests on. */
  public Optional<Application> numbered(String number) {
    return jdbc.sql("select * from filed_application where number = :number")
        .param("number", number)
        .query(Application.class)
        .optional();
  }

  /** What records rest on and holds a package of one of these identities. */
  public List<Application> filedWith(Collection<String> identities) {
    if (identities.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select * from filed_application a where exists (
              select 1 from application_package p
              where p.application_id = a.id and p.identity in (:identities) and OF_THE_APP)
            order by updated_at
            """
                .replace("OF_THE_APP", PackageUseStore.OF_THE_APP))
        .param("identities", identities)
        .query(Application.class)
        .list();
  }

  /** Filed packages of these names, as the rules are told of them. */
  public List<Context.KnownPackage> known(Collection<String> identities) {
    if (identities.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select distinct p.identity as package_id, a.number from filed_application a
              join application_package p on p.application_id = a.id
            where p.identity in (:identities) and OF_THE_APP
            order by p.identity, a.number
            """
                .replace("OF_THE_APP", PackageUseStore.OF_THE_APP))
        .param("identities", identities)
        .query(Context.KnownPackage.class)
        .list();
  }

  /** Whether a record rests on it. */
  public boolean isFiled(UUID id) {
    return jdbc.sql("select exists (select 1 from filing_record where application_id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** Whether a record rests on it that was neither revoked nor deregistered. */
  public boolean isInForce(UUID id) {
    return jdbc.sql(
            """
            select exists (select 1 from filing_record where application_id = :id
              and state not in (:ended))
            """)
        .param("id", id)
        .param("ended", RecordGraph.GRAPH.ended())
        .query(Boolean.class)
        .single();
  }

  /** Whether an app that was accepted so is to stay online: its end is not announced either. */
  public boolean staysOnline(UUID id) {
    return jdbc.sql(
            """
            select exists (select 1 from filing_record where application_id = :id
              and state not in ('REVOKED', 'DEREGISTERED', 'SHUTTING_DOWN'))
            """)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** The change of a filing that is not decided yet. */
  public Optional<Application> runningChange(String number) {
    return jdbc.sql(
            """
            select * from application where changes_number = :number
              and state not in ('ACCEPTED', 'REFUSED', 'WITHDRAWN', 'ABANDONED')
            """)
        .param("number", number)
        .query(Application.class)
        .optional();
  }

  /** Whether a build of the record that rests on an application shows its number. */
  public boolean numberSeen(UUID id) {
    return jdbc.sql(
            """
            select exists (select 1 from filing_record
              where application_id = :id and number_seen_on is not null)
            """)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /**
   * Gives an application the launch builds of another whose reviewed package it holds unchanged.
   */
  public void carryLaunchBuilds(UUID from, UUID to) {
    jdbc.sql(
            """
            with carried as (
              select l.package_id from launch_build l
                join application_package b on b.application_id = l.application_id
                  and b.package_id = l.package_id and b.part = 'LAUNCH'
                join application_package o on o.application_id = l.application_id
                  and o.identity = b.identity and o.part = 'REVIEW'
                join application_package n on n.application_id = :to
                  and n.package_id = o.package_id and n.part = 'REVIEW'
              where l.application_id = :from and l.outcome = 'ACCEPTED'),
            builds as (
              insert into application_package
                (application_id, package_id, part, identity, test_id, added_at)
              select :to, package_id, part, identity, test_id, added_at from application_package
              where application_id = :from and part = 'LAUNCH'
                and package_id in (select package_id from carried)
              on conflict do nothing)
            insert into launch_build
              (application_id, package_id, outcome, detail, handed_in_by, handed_in_at)
            select :to, package_id, outcome, detail, handed_in_by, handed_in_at from launch_build
            where application_id = :from and package_id in (select package_id from carried)
            on conflict do nothing
            """)
        .param("from", from)
        .param("to", to)
        .update();
    packagesChanged(to);
    standings.record(StandingKind.LAUNCH, to.toString());
  }

  /** Adds a package after the others, or changes what is known of it. */
  public void add(SubmittedPackage added, Instant now) {
    jdbc.sql(
            """
            insert into application_package
              (application_id, package_id, part, identity, test_id, added_at)
            values (:application, :package, :part, :identity, :testId,
              greatest(:addedAt, (select max(o.added_at) + interval '1 microsecond'
                from application_package o
                where o.application_id = :application and o.part = :part)))
            on conflict (application_id, package_id, part) do update set
              identity = excluded.identity, test_id = excluded.test_id
            """)
        .param("application", added.applicationId())
        .param("package", added.packageId())
        .param("part", added.part())
        .param("identity", added.identity())
        .param("testId", added.testId())
        .param("addedAt", now)
        .update();
    packagesChanged(added.applicationId());
  }

  private void packagesChanged(UUID applicationId) {
    standings.record(StandingKind.BUILD, applicationId.toString());
  }

  public void remove(UUID applicationId, UUID packageId) {
    jdbc.sql(
            "delete from application_package where application_id = :application and package_id ="
                + " :package")
        .param("application", applicationId)
        .param("package", packageId)
        .update();
    packagesChanged(applicationId);
  }

  /** Puts a package of an application in the place of another; it is as good as new. */
  public void swap(UUID applicationId, UUID packageId, UUID by) {
    jdbc.sql(
            """
            update application_package
            set package_id = :by, identity = '', test_id = null, signed_test_id = null
            where application_id = :application and package_id = :package and part = 'REVIEW'
            """)
        .param("application", applicationId)
        .param("package", packageId)
        .param("by", by)
        .update();
    packagesChanged(applicationId);
  }

  /** Package names and AppIDs of applications, by id; none of what was not read. */
  public Map<UUID, List<String>> identities(Collection<UUID> applications) {
    Map<UUID, List<String>> found = new HashMap<>();
    jdbc.sql(
            """
            select distinct application_id, identity from application_package
            where application_id = any(:ids) and identity <> '' and part = 'REVIEW'
            order by application_id, identity
            """)
        .param("ids", applications.toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    found
                        .computeIfAbsent(uuid(row, "application_id"), id -> new ArrayList<>())
                        .add(row.getString("identity")));
    return found;
  }

  /** Applications that hold a package, for review or for launch, or in which it waits. */
  public List<UUID> applicationsOf(UUID packageId) {
    return jdbc.sql(
            """
            select application_id from application_package where package_id = :package
            union select application_id from package_replacement where package_id = :package
            union select application_id from launch_build where package_id = :package
            """)
        .param("package", packageId)
        .query(UUID.class)
        .list();
  }

  /** Packages that were read, or given up, and have not been gone on with. */
  public List<UUID> packagesLeft() {
    return jdbc.sql(
            """
            select p.id from package_upload p
            join inspection i on i.sha256 = p.sha256 and i.app_id = p.app_id
            where i.status = 'READ' and p.id in (
                select s.package_id from application_package s
                join application a on a.id = s.application_id
                where s.part = 'REVIEW' and s.test_id is null
                  and a.state in ('DRAFT', 'SUPPLEMENT_DUE', 'RECTIFICATION_DUE'))
              or i.status in ('READ', 'FAILED') and p.id in (
                select package_id from launch_build where outcome = 'WAITING'
                union select package_id from package_replacement where problem = '')
            """)
        .query(UUID.class)
        .list();
  }

  /** As its sponsor has them now. */
  public List<SubmittedPackage> packages(UUID applicationId, SubmittedPackage.Part part) {
    return packages("application_package", applicationId, part);
  }

  /** As they were last submitted. */
  public List<SubmittedPackage> submittedPackages(UUID applicationId, SubmittedPackage.Part part) {
    return packages("application_package_as_submitted", applicationId, part);
  }

  private List<SubmittedPackage> packages(
      String from, UUID applicationId, SubmittedPackage.Part part) {
    return jdbc.sql(
            "select * from "
                + from
                + " where application_id = :application and part = :part"
                + " order by added_at, package_id")
        .param("application", applicationId)
        .param("part", part)
        .query(SubmittedPackage.class)
        .list();
  }

  /**
   * The test of record of a package of an application; the one for review before that for launch.
   */
  public Optional<UUID> testOfRecord(UUID applicationId, UUID packageId) {
    return jdbc.sql(
            """
            select test_id from application_package
            where application_id = :application and package_id = :package and test_id is not null
            order by part = 'REVIEW' desc limit 1
            """)
        .param("application", applicationId)
        .param("package", packageId)
        .query(UUID.class)
        .optional();
  }

  /** Package name or AppID of a package of an application; empty where it was not read. */
  public String identity(UUID applicationId, UUID packageId) {
    return jdbc.sql(
            "select identity from application_package where application_id = :application and"
                + " package_id = :package limit 1")
        .param("application", applicationId)
        .param("package", packageId)
        .query(String.class)
        .optional()
        .orElse("");
  }
}
