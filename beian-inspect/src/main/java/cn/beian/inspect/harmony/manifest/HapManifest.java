package cn.beian.inspect.harmony.manifest;

import java.util.List;
import java.util.Map;

/**
 * The manifest of one module.
 *
 * @param entry name of the file
 * @param identity properties of the app and the module by name
 * @param label of the app
 * @param icon of the app, of the FA model that of the ability that it starts with
 * @param devices kinds of devices that the module is for, as {@code phone}
 * @param permissions that it asks for
 * @param pages routes of its pages; empty where a profile lists them
 * @param pagesProfile reference to that profile, {@code $profile:main_pages}
 * @param routesProfile reference to the profile of named routes
 * @param scripts folder of its scripts, of the FA model: {@code assets/js/default/}; else empty
 */
public record HapManifest(
    String entry,
    String bundle,
    String module,
    Map<String, String> identity,
    Said label,
    Said icon,
    List<String> devices,
    List<Ability> abilities,
    List<Permission> permissions,
    List<String> pages,
    String pagesProfile,
    String routesProfile,
    List<String> scripts) {
  public static final String STAGE = "module.json";
  public static final String FA = "config.json";

  /**
   * A permission.
   *
   * @param when it is used, as {@code inuse}; empty where nothing is stated
   */
  public record Permission(String name, Said reason, String when, int line) {}

  public HapManifest {
    devices = List.copyOf(devices);
    abilities = List.copyOf(abilities);
    permissions = List.copyOf(permissions);
    pages = List.copyOf(pages);
    scripts = List.copyOf(scripts);
  }

  /** Whether it is of the Stage model. */
  public boolean isStage() {
    return entry.equals(STAGE);
  }
}
