package cn.beian.report;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How much of what was found: {@code 1 control, 2 texts}. */
final class FoundKinds {
  private FoundKinds() {}

  static String of(Finding finding, Messages messages) {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    for (Evidence evidence : Section.places(finding)) {
      kinds.merge(group(evidence), 1, Integer::sum);
    }
    return kinds.entrySet().stream()
        .map(kind -> messages.text("found." + kind.getKey(), kind.getValue()))
        .collect(Collectors.joining(messages.text("count.join")));
  }

  private static String group(Evidence evidence) {
    return switch (evidence.kind()) {
      case UI_TEXT, CONST_STRING -> "text";
      case CONTROL -> "control";
      case FORM_FIELD -> "input";
      case SCREEN -> "page";
      case API_CALL, UPLOAD, TIMER, CRYPTO_USE, OUTPUT -> "call";
      case URL, DOMAIN, URL_PATH -> "address";
      case IDENTIFIER, SORTED_LIST, STORAGE_KEY -> "name";
      case SDK, LIBRARY, NATIVE_LIB, HOT_UPDATE -> "component";
      case PERMISSION -> "permission";
      default -> "setting";
    };
  }
}
