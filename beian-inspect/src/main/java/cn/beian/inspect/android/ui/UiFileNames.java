package cn.beian.inspect.android.ui;

import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files are layouts, menus, navigation graphs and other XML of resources: by their folder,
 * and by the resource table where release builds have shortened the names ({@code res/YB.xml}).
 */
public final class UiFileNames {
  private static final Set<String> TYPES = Set.of("layout", "menu", "navigation", "xml");
  private static final Pattern IN_FOLDER =
      Pattern.compile("res/(layout|menu|navigation|xml)[^/]*/.*\\.xml");

  private final Map<String, String> shortened = new HashMap<>();

  private UiFileNames() {}

  public static UiFileNames of(ResourceTable table) {
    UiFileNames names = new UiFileNames();
    for (ResourceTable.Resource resource : table.all()) {
      if (TYPES.contains(resource.type())) {
        String named = resource.type() + "/" + resource.name();
        for (ResourceTable.Configured configured : resource.values()) {
          names.note(configured.value(), named);
        }
      }
    }
    return names;
  }

  private void note(Value file, String resource) {
    if (file.type() == Value.STRING && !isInFolder(file.string())) {
      shortened.putIfAbsent(file.string(), resource);
    }
  }

  private static boolean isInFolder(String path) {
    return path.startsWith("res/") && path.endsWith(".xml") && IN_FOLDER.matcher(path).matches();
  }

  public boolean holds(String path) {
    return isInFolder(path) || shortened.containsKey(path);
  }

  /** The resource {@code type/name} that one of these files is. */
  public String resource(String path) {
    String known = shortened.get(path);
    if (known != null) {
      return known;
    }
    int slash = path.indexOf('/', 4);
    int qualifier = path.indexOf('-', 4);
    String type = path.substring(4, qualifier > 0 && qualifier < slash ? qualifier : slash);
    return type + "/" + path.substring(path.lastIndexOf('/') + 1, path.length() - ".xml".length());
  }
}
