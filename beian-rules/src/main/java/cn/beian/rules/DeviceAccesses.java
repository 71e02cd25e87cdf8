package cn.beian.rules;

import cn.beian.facts.Fact;
import cn.beian.facts.Field;
import java.util.List;
import java.util.Optional;

/**
 * What apps may reach on a device, in an order: the first that knows a permission or call has it. A
 * permission that is in none of them is no matter of the record.
 */
public record DeviceAccesses(List<DeviceAccess> all) {
  public DeviceAccesses {
    all = List.copyOf(all);
  }

  /** Reads them from a rulebook. */
  public static DeviceAccesses parse(List<Node> nodes) {
    return new DeviceAccesses(
        nodes.stream()
            .map(
                node ->
                    new DeviceAccess(
                        node.only("id", "title", "permissions", "calls").filled("id"),
                        new LocalText(
                            node.get("title").only("zh", "en").filled("zh"),
                            node.get("title").filled("en")),
                        node.texts("permissions"),
                        node.texts("calls")))
            .toList());
  }

  /** What a permission opens or a call uses; empty for any other fact. */
  public Optional<DeviceAccess> of(Fact fact) {
    String name = fact.text(Field.NAME);
    return switch (fact.kind()) {
      case PERMISSION ->
          fact.text(Field.TYPE).equals("implied")
              ? Optional.empty()
              : all.stream().filter(access -> access.isOpenedBy(name)).findFirst();
      case API_CALL -> all.stream().filter(access -> access.isUsedBy(name)).findFirst();
      default -> Optional.empty();
    };
  }
}
