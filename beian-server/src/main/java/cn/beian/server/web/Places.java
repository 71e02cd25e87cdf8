package cn.beian.server.web;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a finding was seen, as pages list it. */
public final class Places {
  private Places() {}

  /** The evidence in order, each text at a place once, however many terms it matched. */
  public static List<Evidence> of(Finding finding, int most) {
    Map<String, Evidence> byPlace = new LinkedHashMap<>();
    finding.evidence().forEach(piece -> byPlace.putIfAbsent(piece.at() + piece.text(), piece));
    return byPlace.values().stream().limit(most).toList();
  }
}
