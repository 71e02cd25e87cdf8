package cn.beian.inspect.harmony.manifest;

import java.util.List;

/**
 * A component of a module.
 *
 * @param type {@code ability}, or the kind of an extension as {@code form}, {@code backup}; of the
 *     FA model {@code page}, {@code service}, {@code data}
 * @param exported whether others may start it
 * @param permissions that guard it
 * @param items actions, entities, links
 * @param source path of its code; empty where none is stated
 * @param line of the manifest
 */
public record Ability(
    String name,
    String type,
    Said label,
    boolean exported,
    List<String> permissions,
    List<String> items,
    String source,
    int line) {
  static final String HOME_ACTION = "action.system.home";
  static final String HOME_ENTITY = "entity.system.home";

  public Ability {
    permissions = List.copyOf(permissions);
    items = List.copyOf(items);
  }

  /** Whether it has pages of its own. */
  public boolean hasPages() {
    return type.equals("ability") || type.equals("page");
  }

  /** Whether people start the app with it. */
  public boolean isLauncher() {
    return hasPages() && items.contains(HOME_ACTION) && items.contains(HOME_ENTITY);
  }
}
