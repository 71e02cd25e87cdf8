package cn.beian.server.filings.casefile;

import cn.beian.server.filings.Application;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.identity.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The apps of the current person's unit, each with all that was applied for it. */
@Service
@Transactional(readOnly = true)
public class OwnApps {
  private final ApplicationStore store;
  private final CaseStore cases;
  private final Identity identity;

  OwnApps(ApplicationStore store, CaseStore cases, Identity identity) {
    this.store = store;
    this.cases = cases;
    this.identity = identity;
  }

  /**
   * An app.
   *
   * @param name of the latest application that names it; may be empty
   * @param identities package names and AppIDs; none of a draft whose package was not read, and of
   *     what has no package
   * @param applications the latest first, at least one
   * @param filed the application that it is filed by; absent while it is not
   * @param launch what became of the launch build that was handed in last
   */
  public record OwnApp(
      String name,
      List<String> identities,
      List<Application> applications,
      Optional<Application> filed,
      Optional<LaunchBuild.Outcome> launch) {
    public OwnApp {
      identities = List.copyOf(identities);
      applications = List.copyOf(applications);
    }
  }

  /**
   * Apps of which a package has the same name or AppID are one; the latest first. Of a unit with
   * very many applications the latest.
   */
  public List<OwnApp> list() {
    List<Application> own = store.ofOrganization(identity.current().organizationId());
    List<UUID> ids = own.stream().map(Application::id).toList();
    Map<UUID, List<String>> names = store.identities(ids);
    Map<UUID, LaunchBuild.Outcome> launched = cases.lastLaunchBuilds(ids);
    List<Group> groups = new ArrayList<>();
    Map<String, Group> byName = new HashMap<>();
    for (Application one : own) {
      Group group = null;
      for (String name : names.getOrDefault(one.id(), List.of())) {
        Group known = byName.get(name);
        if (known != null && known != group) {
          group = group == null ? known : group.swallow(known, groups, byName);
        }
      }
      if (group == null) {
        group = new Group();
        groups.add(group);
      }
      group.applications.add(one);
      for (String name : names.getOrDefault(one.id(), List.of())) {
        group.names.add(name);
        byName.put(name, group);
      }
    }
    return groups.stream().map(group -> group.app(launched)).toList();
  }

  /** Applications of one app, while they are brought together. */
  private static final class Group {
    private final List<Application> applications = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    /** Two that an application of both names shows to be one. */
    Group swallow(Group other, List<Group> groups, Map<String, Group> byName) {
      applications.addAll(other.applications);
      names.addAll(other.names);
      other.names.forEach(name -> byName.put(name, this));
      groups.remove(other);
      return this;
    }

    OwnApp app(Map<UUID, LaunchBuild.Outcome> launched) {
      Optional<Application> filed =
          applications.stream().filter(one -> one.number().isPresent()).findFirst();
      return new OwnApp(
          applications.stream()
              .map(Application::appName)
              .filter(name -> !name.isBlank())
              .findFirst()
              .orElse(""),
          List.copyOf(names),
          applications,
          filed,
          filed.map(one -> launched.get(one.id())));
    }
  }
}
