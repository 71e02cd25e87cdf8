package cn.beian.server.filings.filed;

import cn.beian.filing.policies.PackageSet;
import cn.beian.rules.Context;
import cn.beian.rules.Exemption;
import cn.beian.server.filings.AcceptedExemption;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FiledVersions;
import cn.beian.server.filings.casefile.TestContext;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.ReviewStore;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Filed apps with their packages and context, for tests over all of them. */
@Service
public class FiledApps {
  private static final String WITH_PACKAGE =
      " from filed_application a"
          + " where exists (select 1 from application_package p where p.application_id = a.id)";

  private final JdbcClient jdbc;
  private final ApplicationStore store;
  private final ReviewStore reviews;
  private final CaseFiles files;
  private final TestContext context;
  private final Intake intake;
  private final FiledVersions versions;

  FiledApps(
      JdbcClient jdbc,
      ApplicationStore store,
      ReviewStore reviews,
      CaseFiles files,
      TestContext context,
      Intake intake,
      FiledVersions versions) {
    this.jdbc = jdbc;
    this.store = store;
    this.reviews = reviews;
    this.files = files;
    this.context = context;
    this.intake = intake;
    this.versions = versions;
  }

  /**
   * A filed app.
   *
   * @param packages one of each platform
   */
  public record FiledApp(
      UUID applicationId,
      UUID organizationId,
      String number,
      String name,
      String sponsor,
      String division,
      List<FiledBuild> packages) {
    public FiledApp {
      packages = List.copyOf(packages);
    }
  }

  /**
   * A build: the launch build where one was handed in, else the one that was reviewed.
   *
   * @param context what the rules are told, as of now; a build that was reviewed is not asked for
   *     the number that it could not show
   */
  public record FiledBuild(StoredPackage stored, Context context) {}

  /**
   * What is known of a filed app that cannot be loaded.
   *
   * @param packageIds as filed
   */
  public record Outline(
      UUID applicationId,
      String number,
      String name,
      String sponsor,
      String division,
      List<UUID> packageIds) {
    public Outline {
      packageIds = List.copyOf(packageIds);
    }
  }

  /** A filed app as its row names it; nothing of its packages, answers or tests is read. */
  @Transactional(readOnly = true)
  public Outline outline(UUID applicationId) {
    List<UUID> packages =
        jdbc.sql(
                "select distinct package_id from application_package where application_id = :application"
                    + " order by package_id")
            .param("application", applicationId)
            .query(UUID.class)
            .list();
    return jdbc.sql(
            "select a.number, a.app_name, o.name, a.division from application a"
                + " join organization o on o.id = a.organization_id where a.id = :id")
        .param("id", applicationId)
        .query(
            (row, n) ->
                new Outline(
                    applicationId,
                    row.getString("number"),
                    row.getString("app_name"),
                    row.getString("name"),
                    row.getString("division"),
                    packages))
        .single();
  }

  /** How many filed apps have a package. */
  public int count() {
    return jdbc.sql("select count(*)" + WITH_PACKAGE).query(Integer.class).single();
  }

  /**
   * The next filed apps that have a package, by id.
   *
   * @param after the last one that was seen; null to begin
   */
  public List<UUID> next(@Nullable UUID after, int most) {
    return jdbc.sql(
            "select a.id"
                + WITH_PACKAGE
                + " and (cast(:after as uuid) is null or a.id > :after) order by a.id limit :most")
        .param("after", after)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  /** Filed apps for which some exemption was accepted. */
  public List<UUID> withExemption() {
    return jdbc.sql(
            "select a.id"
                + WITH_PACKAGE
                + " and exists (select 1 from exemption e where e.application_id = a.id)"
                + " order by a.id")
        .query(UUID.class)
        .list();
  }

  /** The exemptions that were accepted for a filed app, whatever a test made of them. */
  public List<Exemption> exemptions(UUID applicationId) {
    return reviews.exemptions(applicationId).stream().map(AcceptedExemption::exemption).toList();
  }

  /** The test on which the decision about a build rests; empty where there was none. */
  public Optional<UUID> testOfRecord(UUID applicationId, UUID packageId) {
    return store.testOfRecord(applicationId, packageId);
  }

  /** A filed app. */
  @Transactional(readOnly = true)
  public FiledApp of(UUID applicationId) {
    CaseFile file = files.load(store.find(applicationId).orElseThrow());
    return new FiledApp(
        applicationId,
        file.application().organizationId(),
        file.application().number().orElse(""),
        file.application().appName(),
        file.sponsor().name(),
        file.application().division(),
        builds(file));
  }

  /**
   * The build that was filed last of the app whose build this is; empty where that is this build
   * itself.
   */
  @Transactional(readOnly = true)
  public Optional<FiledBuild> later(UUID applicationId, UUID packageId) {
    Application application = store.find(applicationId).orElseThrow();
    return versions
        .after(application.organizationId(), packageId)
        .flatMap(
            last ->
                of(store.numbered(last.number()).orElseThrow().id()).packages().stream()
                    .filter(build -> build.stored().id().equals(last.packageId()))
                    .findFirst());
  }

  /** The latest of each platform. */
  private List<FiledBuild> builds(CaseFile file) {
    Set<Object> seen = new HashSet<>();
    return jdbc
        .sql(
            """
            select p.package_id, p.part from application_package p
            left join launch_build l on l.application_id = p.application_id
              and l.package_id = p.package_id
            where p.application_id = :application
              and (p.part = 'REVIEW' or l.outcome = 'ACCEPTED')
            order by l.handed_in_at desc nulls last, p.added_at desc, p.package_id
            """)
        .param("application", file.application().id())
        .query(Held.class)
        .list()
        .stream()
        .filter(one -> seen.add(app(one.packageId())))
        .map(
            one ->
                new FiledBuild(
                    intake.findPackage(one.packageId()).orElseThrow(),
                    one.part().equals(SubmittedPackage.Part.LAUNCH.name())
                        ? context.of(file)
                        : context.beforeNumber(file)))
        .toList();
  }

  /** What is equal in builds of one app for one platform; of one that names none, itself. */
  private Object app(UUID packageId) {
    Optional<PackageSet.Member> app =
        versions.member(packageId).filter(one -> !one.identity().isEmpty());
    return app.isPresent() ? app.get() : packageId;
  }

  private record Held(UUID packageId, String part) {}
}
