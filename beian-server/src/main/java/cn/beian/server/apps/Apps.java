package cn.beian.server.apps;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App.Identity;
import cn.beian.server.platform.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Apps and what is known of them. Writing belongs to the transaction of an act. */
@Service
public class Apps {
  private final AppStore store;
  private final Clock clock;

  Apps(AppStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A new app of a unit. */
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID begin(UUID owner, AppForm form) {
    UUID id = UuidV7.next(clock);
    store.insert(id, owner, form, "", clock.instant());
    return id;
  }

  /** What an application says of an app that is not filed; of a filed one the record speaks. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void describe(UUID id, AppForm form, String name) {
    store.describe(id, form, name);
  }

  /** Takes an app away that nothing hangs on any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void removeIfBare(UUID id) {
    store.removeIfBare(id);
  }

  /** An app came to a number under a name, with these packages. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void file(
      UUID id, UUID owner, AppForm form, String name, Collection<Identity> identities, Instant at) {
    store.insert(id, owner, form, name, at);
    store.rename(id, name);
    store.move(id, RecordState.FILED);
    identify(id, identities);
  }

  /** Its record says another name of it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void rename(UUID id, String name) {
    store.rename(id, name);
  }

  /** Further names of packages of an app; empty ones are passed over. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void identify(UUID id, Collection<Identity> identities) {
    identities.stream()
        .filter(one -> !one.name().isEmpty())
        .forEach(one -> store.identify(id, one));
  }

  /** Its record moved to a state. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void move(UUID id, RecordState state) {
    store.move(id, state);
  }

  /** The app of a unit and form that a record names by one of these; empty where there is none. */
  @Transactional(readOnly = true)
  public Optional<UUID> ofUnit(UUID owner, AppForm form, Collection<String> identities) {
    return identities.isEmpty() ? Optional.empty() : store.ofUnit(owner, form, identities);
  }

  /** An app, which nobody else changes until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public App lock(UUID id) {
    store.lock(id);
    return find(id).orElseThrow();
  }

  /** Whether more than one unit says that it is its own, and nobody has decided yet. */
  @Transactional(readOnly = true)
  public boolean contested(UUID id) {
    return store.contested(id);
  }

  /** An app. */
  @Transactional(readOnly = true)
  public Optional<App> find(UUID id) {
    return store.all(List.of(id)).stream().findFirst();
  }

  /** Apps by id, in that order. */
  @Transactional(readOnly = true)
  public List<App> all(Collection<UUID> ids) {
    Map<UUID, App> found =
        store.all(ids).stream().collect(Collectors.toMap(App::id, Function.identity()));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }
}
