package cn.beian.server.filings.casefile;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.server.platform.Cache;
import cn.beian.server.platform.RecentlyUsed;
import cn.beian.server.testing.Inspections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the screens of a package are called; the packages looked at last are remembered. */
@Component
public class ScreenLabels {
  private static final int REMEMBERED = 64;

  private final Inspections inspections;
  private final Cache<UUID, Map<String, SeenScreen>> remembered = new RecentlyUsed<>(REMEMBERED);

  ScreenLabels(Inspections inspections) {
    this.inspections = inspections;
  }

  /** The screen of a name; empty where the package has none. */
  public Optional<SeenScreen> of(UUID packageId, String name) {
    return Optional.ofNullable(remembered.get(packageId, this::read).get(name));
  }

  private Map<String, SeenScreen> read(UUID packageId) {
    return inspections.facts(packageId).map(facts -> facts.of(FactKind.SCREEN)).stream()
        .flatMap(screens -> screens.stream())
        .collect(
            Collectors.toMap(
                screen -> screen.text(Field.NAME), ScreenLabels::seen, (first, second) -> first));
  }

  private static SeenScreen seen(Fact screen) {
    return new SeenScreen(screen.text(Field.LABEL), screen.text(Field.ROLE).equals("launch"));
  }
}
