package cn.beian.server.apps;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordState;
import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An app, mini-program, quick app or website, filed or not.
 *
 * @param ownerId its unit; absent while nobody knows it
 * @param name as filed last, before that as its latest application names it; may be empty
 * @param state of its latest record; {@link RecordState#UNFILED} while there is none
 * @param inventory division of the office whose inventory names it; absent of what none names
 * @param onlineSince as an inventory says
 * @param mergedInto the app that stands for both since they were merged
 * @param identities package names and AppIDs, by platform, as far as a record or an inventory names
 *     them
 */
public record App(
    UUID id,
    Optional<UUID> ownerId,
    AppForm form,
    String name,
    RecordState state,
    Instant createdAt,
    @InColumn("region") Optional<String> inventory,
    Optional<LocalDate> onlineSince,
    Optional<UUID> mergedInto,
    List<Identity> identities) {
  public App {
    identities = List.copyOf(identities);
  }

  /**
   * How a package of an app is known.
   *
   * @param platform {@code android}, {@code wechat} …; may be empty
   * @param name package name or AppID, never empty
   */
  public record Identity(String platform, String name) {}
}
