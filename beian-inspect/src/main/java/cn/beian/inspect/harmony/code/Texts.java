package cn.beian.inspect.harmony.code;

import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.resource.Resource;
import cn.beian.inspect.harmony.resource.ResourceIndex;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What values say to a person: texts themselves, and references to resources, which code holds as
 * {@code {id: 16777222, type: 10003, params: []}} or, across modules, {@code {id: -1, params:
 * ["app.string.title"]}}.
 */
final class Texts {
  private static final int MAX_ARGUMENTS = 8;
  private static final int MAX_LENGTH = 200;
  private static final int MAX_DEPTH = 4;
  private static final int MAX_VALUES = 64;
  private static final String APP = "app.";

  private final ResourceIndex resources;

  Texts(ResourceIndex resources) {
    this.resources = resources;
  }

  /** The text by locale; empty where it is none. */
  Map<String, String> of(ArkValue value) {
    if (value instanceof ArkValue.Text text) {
      return text.text().isBlank() ? Map.of() : Map.of("", text.text());
    }
    return resource(value).map(resources::texts).orElse(Map.of());
  }

  /** The texts of a member of an object. */
  Map<String, String> member(ArkValue object, String name) {
    return object instanceof ArkValue.Literals literals && literals.members().containsKey(name)
        ? of(literals.members().getOrDefault(name, ArkValue.Unknown.UNKNOWN))
        : Map.of();
  }

  private Optional<Resource> resource(ArkValue value) {
    if (!(value instanceof ArkValue.Literals literals)
        || !(literals.members().get("id") instanceof ArkValue.Amount id)) {
      return Optional.empty();
    }
    if (id.value() > 0) {
      return resources.get((int) id.value()).filter(Resource::isText);
    }
    if (literals.members().get("params") instanceof ArkValue.Items params
        && !params.items().isEmpty()
        && params.items().get(0) instanceof ArkValue.Text name
        && name.text().startsWith(APP)) {
      return resources.named(name.text().substring(APP.length())).filter(Resource::isText);
    }
    return Optional.empty();
  }

  /** One of the texts, the Chinese one if there is one; empty where there is none. */
  static String best(Map<String, String> byLocale) {
    for (String locale : List.of("zh-CN", "zh", "zh-Hans-CN", "")) {
      if (byLocale.containsKey(locale)) {
        return byLocale.getOrDefault(locale, "");
      }
    }
    return byLocale.values().stream().findFirst().orElse("");
  }

  /** Its beginning, as long as the arguments of calls may be. */
  static String cut(String text) {
    return text.substring(0, Math.min(MAX_LENGTH, text.length()));
  }

  /** Texts and numbers among the arguments of a call, those inside of objects too. */
  List<String> arguments(List<ArkValue> values) {
    List<String> found = new ArrayList<>();
    int left = MAX_VALUES;
    for (ArkValue value : values) {
      left = collect(value, found, 0, left);
    }
    return found;
  }

  /** Gives how many values may still be looked at. */
  private int collect(ArkValue value, List<String> into, int depth, int most) {
    int left = most - 1;
    if (into.size() >= MAX_ARGUMENTS || depth > MAX_DEPTH || left < 0) {
      return left;
    }
    if (value instanceof ArkValue.Text text && !text.text().isEmpty()) {
      into.add(text.text().substring(0, Math.min(MAX_LENGTH, text.text().length())));
    } else if (value instanceof ArkValue.Amount number && depth == 0) {
      into.add(number(number.value()));
    } else if (value instanceof ArkValue.Items items) {
      for (int i = 0; i < items.items().size() && left > 0; i++) {
        left = collect(items.items().get(i), into, depth + 1, left);
      }
    } else if (value instanceof ArkValue.Literals literals) {
      String text = best(of(value));
      if (!text.isEmpty()) {
        into.add(text.substring(0, Math.min(MAX_LENGTH, text.length())));
      } else {
        Iterator<ArkValue> members = literals.members().values().iterator();
        while (members.hasNext() && left > 0) {
          left = collect(members.next(), into, depth + 1, left);
        }
      }
    }
    return left;
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
