package cn.beian.server.inventory;

import cn.beian.filing.policies.AppForm;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An app that a row of an inventory may mean, while the rows are gone through. */
final class KnownApp {
  final UUID id;
  final AppForm form;
  final String folded;
  final Optional<String> number;
  final Set<String> identities = new HashSet<>();
  final Set<String> platforms = new HashSet<>();
  @Nullable UUID owner;

  /**
   * @param owner its unit; null while nobody knows it
   * @param folded its name
   * @param number under which it is filed
   */
  KnownApp(UUID id, @Nullable UUID owner, AppForm form, String folded, Optional<String> number) {
    this.id = id;
    this.owner = owner;
    this.form = form;
    this.folded = folded;
    this.number = number;
  }

  void identify(String platform, String identity) {
    identities.add(identity);
    platforms.add(platform);
  }

  boolean ownedBy(@Nullable UUID unit) {
    return unit != null && unit.equals(owner);
  }

  /** Whether a package of this platform may be a further one of the app (R-02, numbers). */
  boolean mayBeAlso(String platform) {
    return identities.isEmpty()
        || (form == AppForm.APP && !platform.isEmpty() && !platforms.contains(platform));
  }
}
