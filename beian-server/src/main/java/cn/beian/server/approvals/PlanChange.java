package cn.beian.server.approvals;

import java.util.List;
import java.util.Map;

/**
 * What a unit says otherwise since its project was returned.
 *
 * @param field of the form
 * @param before what the office read when it returned the project; empty where nothing stood there
 * @param now likewise
 */
public record PlanChange(String field, String before, String now) {

  /** What differs, in the order of the form; nothing where nothing was kept. */
  static List<PlanChange> of(Map<String, String> before, Map<String, String> now) {
    return now.entrySet().stream()
        .filter(one -> before.containsKey(one.getKey()))
        .map(
            one ->
                new PlanChange(one.getKey(), before.getOrDefault(one.getKey(), ""), one.getValue()))
        .filter(one -> !one.before().equals(one.now()))
        .toList();
  }
}
