package cn.beian.server.web.work;

import cn.beian.server.cases.EnteredDay;
import cn.beian.server.cases.WorkFilter;
import cn.beian.server.cases.WorkFilter.Days;
import cn.beian.server.cases.WorkFilter.Due;
import cn.beian.server.cases.WorkFilter.Order;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.platform.StorableText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** A filter of the worklist as an address says it, and as one is read. */
final class WorkAddress {
  static final String PAGE = "/work";

  private WorkAddress() {}

  /** The filter that an address names; what it says wrong is left out. */
  static WorkFilter filter(Map<String, String> input) {
    String[] state = input.getOrDefault("state", "").split("\\.", 2); // application.DRAFT, or DRAFT
    Optional<String> procedure = word(input.getOrDefault("procedure", ""));
    if (state.length == 2 && procedure.isEmpty()) {
      procedure = word(state[0]);
    }
    boolean other = state.length == 2 && !procedure.equals(Optional.of(state[0]));
    String text = input.getOrDefault("q", "");
    return new WorkFilter(
        WorkFilter.read(View.class, input.getOrDefault("view", "")),
        StorableText.storable(text) ? text : "",
        procedure,
        other ? Optional.empty() : word(state[state.length - 1]),
        input.getOrDefault("region", ""),
        WorkFilter.read(Due.class, input.getOrDefault("due", "")),
        new Days(day(input, "from"), day(input, "until")),
        WorkFilter.read(Order.class, input.getOrDefault("order", "")));
  }

  private static Optional<String> word(String text) {
    return Optional.of(text).filter(one -> one.matches("[A-Za-z_]{1,40}"));
  }

  private static Optional<LocalDate> day(Map<String, String> input, String field) {
    return EnteredDay.of(input.getOrDefault(field, ""));
  }

  /** Its address, the same for equal filters. */
  static String of(WorkFilter filter) {
    return PAGE + '?' + query(filter);
  }

  /** What stands behind the question mark. */
  static String query(WorkFilter filter) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("view", lower(filter.view()));
    values.put("q", filter.text());
    values.put("procedure", filter.procedure().orElse(""));
    values.put("state", filter.state().orElse(""));
    values.put("region", filter.region());
    values.put("due", filter.due() == Due.ANY ? "" : lower(filter.due()));
    values.put("from", filter.days().from().map(LocalDate::toString).orElse(""));
    values.put("until", filter.days().until().map(LocalDate::toString).orElse(""));
    values.put("order", filter.order() == Order.DUE ? "" : lower(filter.order()));
    values.values().removeIf(String::isEmpty);
    return values.entrySet().stream()
        .map(one -> one.getKey() + '=' + UriUtils.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
