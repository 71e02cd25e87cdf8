package cn.beian.inspect.android.ui;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.inspect.android.manifest.Manifest;
import cn.beian.inspect.android.shared.CodeFindings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One {@link FactKind#SCREEN} per activity, with the activities that its code starts. */
public final class ScreenFacts {
  private ScreenFacts() {}

  public static void add(FactSink facts, Manifest manifest, CodeFindings findings) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    manifest.screens().stream().filter(Manifest.Screen::launch).forEach(s -> open.add(s.name()));
    while (!open.isEmpty()) {
      String screen = open.remove();
      if (reached.add(screen)) {
        open.addAll(findings.targetsOf(screen));
      }
    }
    for (Manifest.Screen screen : manifest.screens()) {
      Map<Field, Object> values = new EnumMap<>(Field.class);
      values.put(Field.NAME, screen.name());
      if (!screen.label().isEmpty()) {
        values.put(Field.LABEL, screen.label());
      }
      if (screen.launch()) {
        values.put(Field.ROLE, "launch");
      }
      if (reached.contains(screen.name())) {
        values.put(Field.REACHABLE, true);
      }
      List<String> targets = new ArrayList<>(findings.targetsOf(screen.name()));
      if (!targets.isEmpty()) {
        values.put(Field.TARGETS, targets);
      }
      facts.add(FactKind.SCREEN, screen.origin(), screen.name(), screen.at(), values);
    }
  }
}
