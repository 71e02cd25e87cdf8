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
  final String name;
  final String unit;
  final Set<String> identities = new HashSet<>();
  final Set<String> platforms = new HashSet<>();
  @Nullable UUID owner;

  /**
   * @param owner its unit; null while nobody knows it
   * @param folded its name
   * @param number under which it is filed
   * @param name as it is written
   * @param unit name of its unit; empty while nobody knows it
   */
  KnownApp(
      UUID id,
      @Nullable UUID owner,
      AppForm form,
      String folded,
      Optional<String> number,
      String name,
      String unit) {
    this.id = id;
    this.owner = owner;
    this.form = form;
    this.folded = folded;
    this.number = number;
    this.name = name;
    this.unit = unit;
  }

  void identify(String platform, String identity) {
    identities.add(identity);
    platforms.add(platform);
  }

  /** Says on which platform it is though nothing else is known of it there. */
  void offer(String platform) {
    if (form == AppForm.MINI_PROGRAM && !platform.isEmpty()) {
      platforms.add(platform);
    }
  }

  /** Whether a row without identity may be of it: a mini-program is of one platform. */
  boolean mayBeOn(String platform) {
    return form != AppForm.MINI_PROGRAM
        || platform.isEmpty()
        || platforms.isEmpty()
        || platforms.contains(platform);
  }

  boolean ownedBy(@Nullable UUID unit) {
    return unit != null && unit.equals(owner);
  }

  /** Whether a package of this platform may be a further one of the app (R-02, numbers). */
  boolean mayBeAlso(String platform) {
    return identities.isEmpty()
        ? mayBeOn(platform)
        : form == AppForm.APP && !platform.isEmpty() && !platforms.contains(platform);
  }
}
