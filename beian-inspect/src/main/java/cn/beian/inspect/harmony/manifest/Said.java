package cn.beian.inspect.harmony.manifest;

import cn.beian.inspect.harmony.resource.ResourceIndex;
import cn.beian.inspect.webapp.project.Json;
import java.util.Map;

/**
 * A text of a manifest: itself, or a reference to a resource with its number.
 *
 * @param id 0 where none is stated
 */
public record Said(String text, int id) {
  public static final Said NOTHING = new Said("", 0);

  /** The member of that name, and its number in the member of that name and {@code Id}. */
  static Said of(Json in, String name) {
    return new Said(in.get(name).text(), number(in.get(name + "Id")));
  }

  static int number(Json json) {
    try {
      return Integer.parseInt(json.text());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** By locale; empty where nothing is said. */
  public Map<String, String> in(ResourceIndex resources) {
    return text.isEmpty() && id == 0 ? Map.of() : resources.texts(text, id);
  }

  /** The Chinese text, else that of the default, else any; empty where nothing is said. */
  public String best(ResourceIndex resources) {
    Map<String, String> texts = in(resources);
    for (String locale : java.util.List.of("zh-CN", "zh", "")) {
      if (texts.containsKey(locale)) {
        return texts.getOrDefault(locale, "");
      }
    }
    return texts.values().stream().findFirst().orElse("");
  }
}
