package cn.beian.server.filings.casefile;

import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.records.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The apps of the current person's unit, each with all that was applied for it. */
@Service
@Transactional(readOnly = true)
public class OwnApps {
  private final Apps apps;
  private final ApplicationStore store;
  private final CaseStore cases;
  private final Records records;
  private final Identity identity;

  OwnApps(Apps apps, ApplicationStore store, CaseStore cases, Records records, Identity identity) {
    this.apps = apps;
    this.store = store;
    this.cases = cases;
    this.records = records;
    this.identity = identity;
  }

  /**
   * An app.
   *
   * @param identities package names and AppIDs; none of a draft whose package was not read, and of
   *     what has no package
   * @param applications the latest first
   * @param filed the application that it is filed by; absent while it is not
   * @param number that it has to show; empty while it is not filed
   * @param launch what became of the launch build that was handed in last
   */
  public record OwnApp(
      App app,
      List<String> identities,
      List<Application> applications,
      Optional<Application> filed,
      String number,
      Optional<LaunchBuild.Outcome> launch) {
    public OwnApp {
      identities = List.copyOf(identities);
      applications = List.copyOf(applications);
    }
  }

  /** The latest first. Of a unit with very many applications the latest. */
  public List<OwnApp> list() {
    UUID unit = identity.current().organizationId();
    List<Application> own = store.ofOrganization(unit);
    List<UUID> ids = own.stream().map(Application::id).toList();
    Map<UUID, List<String>> names = store.identities(ids);
    Map<UUID, LaunchBuild.Outcome> launched = cases.lastLaunchBuilds(ids);
    Map<UUID, List<Application>> ofApps =
        own.stream()
            .collect(
                Collectors.groupingBy(Application::appId, LinkedHashMap::new, Collectors.toList()));
    Map<String, String> shown =
        records.numbersToShow(own.stream().flatMap(one -> one.number().stream()).toList());
    return apps.all(ofApps.keySet()).stream()
        .map(app -> ownApp(app, ofApps.getOrDefault(app.id(), List.of()), names, launched, shown))
        .toList();
  }

  private static OwnApp ownApp(
      App app,
      List<Application> applications,
      Map<UUID, List<String>> names,
      Map<UUID, LaunchBuild.Outcome> launched,
      Map<String, String> shown) {
    Optional<Application> filed =
        applications.stream().filter(one -> one.number().isPresent()).findFirst();
    return new OwnApp(
        app,
        Stream.concat(
                app.identities().stream().map(App.Identity::name),
                applications.stream()
                    .flatMap(one -> names.getOrDefault(one.id(), List.of()).stream()))
            .distinct()
            .sorted()
            .toList(),
        applications,
        filed,
        filed.flatMap(Application::number).map(one -> shown.getOrDefault(one, one)).orElse(""),
        filed.map(one -> launched.get(one.id())));
  }
}
