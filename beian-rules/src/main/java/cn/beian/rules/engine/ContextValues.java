package cn.beian.rules.engine;

import cn.beian.rules.Context;
import cn.beian.rules.book.RuleCondition.Variable;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.text.DataItems;
import cn.beian.rules.text.TextFolding;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What rules may use of the context, each value worked out once. */
final class ContextValues {
  private final Context context;
  private final TextFolding folding;
  private final DataItems dataItems;
  private final Map<Variable, Set<String>> values = new EnumMap<>(Variable.class);

  ContextValues(Context context, Rulebook rulebook) {
    this.context = context;
    this.folding = rulebook.compiled().folding();
    this.dataItems = rulebook.compiled().dataItems();
  }

  boolean present(Variable variable) {
    return variable == Variable.REGISTRY ? context.registry().isPresent() : !of(variable).isEmpty();
  }

  /** The values, sorted; empty where the context holds none. */
  Set<String> of(Variable variable) {
    return values.computeIfAbsent(variable, this::read);
  }

  /** Folded, without spaces, dots and hyphens. */
  String plain(String text) {
    String folded = folding.fold(text);
    StringBuilder out = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c > ' ' && "-_.:：·".indexOf(c) < 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private Set<String> read(Variable variable) {
    Set<String> values = new TreeSet<>();
    Context.Declared declared = context.declared();
    switch (variable) {
      case SPONSOR -> values.add(plain(declared.sponsorName()));
      case NUMBER -> values.add(plain(declared.numberToShow()));
      case APP_NAME -> values.add(plain(declared.appName()));
      case DATA_ITEMS ->
          context
              .registry()
              .ifPresent(
                  registry ->
                      registry.dataItemsHeld().forEach(item -> values.addAll(dataItems.of(item))));
      case USERS -> declared.users().forEach(user -> values.add(user.name()));
      case WORKERS ->
          declared.users().stream()
              .filter(user -> user != Context.Audience.PUBLIC)
              .forEach(user -> values.add(user.name()));
      case PACKAGE_IDS -> {
        declared.packageIds().forEach(id -> values.add(plain(id)));
        values.addAll(filed(true));
      }
      case OTHER_PACKAGE_IDS -> {
        values.addAll(filed(false));
        values.removeAll(filed(true));
      }
      case CRITICAL_INFRASTRUCTURE -> {
        if (declared.criticalInfrastructure() != Context.Belongs.UNKNOWN) {
          values.add(declared.criticalInfrastructure().name());
        }
      }
      case IN_CRITICAL_INFRASTRUCTURE -> {
        if (declared.criticalInfrastructure() == Context.Belongs.YES) {
          values.add(declared.criticalInfrastructure().name());
        }
      }
      case REGISTRY -> {}
    }
    values.remove("");
    return values;
  }

  /** Packages that the registry knows, filed under the declared number or under another one. */
  private Set<String> filed(boolean underIt) {
    String number = context.declared().numberToShow();
    Set<String> ids = new TreeSet<>();
    context.registry().stream()
        .flatMap(registry -> registry.known().stream())
        .filter(known -> known.number().equals(number) == underIt)
        .forEach(known -> ids.add(plain(known.packageId())));
    return ids;
  }
}
