package cn.beian.server.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the register of units calls a region below a province: no table of names is carried, but a
 * unit may stand for its region.
 */
@Service
@Transactional(readOnly = true)
public class RegionNames {
  private static final String GOVERNMENT = "人民政府";

  private final RegionNameStore store;

  RegionNames(RegionNameStore store) {
    this.store = store;
  }

  /**
   * Names of regions, by code: without the word for government where the unit is one; none where no
   * unit stands for the region.
   */
  public Map<String, String> of(Collection<String> codes) {
    Map<String, String> names = new HashMap<>(store.units(codes));
    names.replaceAll(
        (code, unit) ->
            unit.endsWith(GOVERNMENT) && unit.length() > GOVERNMENT.length()
                ? unit.substring(0, unit.length() - GOVERNMENT.length())
                : unit);
    return names;
  }
}
