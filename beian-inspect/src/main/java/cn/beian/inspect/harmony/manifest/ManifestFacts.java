package cn.beian.inspect.harmony.manifest;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.harmony.resource.ResourceIndex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Identity, components and permissions of a module, as facts. */
public final class ManifestFacts {
  /** What every module of an app states alike. */
  private static final Set<String> OF_THE_APP =
      Set.of("package", "version_code", "version_name", "bundle_type", "vendor");

  private final FactSink facts;
  private final ResourceIndex resources;

  public ManifestFacts(FactSink facts, ResourceIndex resources) {
    this.facts = facts;
    this.resources = resources;
  }

  /**
   * Adds them.
   *
   * @param first whether it is the module by which the app is known
   */
  public void add(HapManifest manifest, boolean first) {
    Locator file = Locator.entry(manifest.entry());
    manifest
        .identity()
        .forEach(
            (name, value) -> {
              if (first || !OF_THE_APP.contains(name)) {
                identity(name, value, "", file);
              }
            });
    if (first) {
      manifest
          .label()
          .in(resources)
          .forEach((locale, text) -> identity("label", text, locale, file));
    }
    manifest.devices().forEach(device -> identity("device_family", device, "", file));
    identity("module", manifest.module(), "", file);
    identity("model", manifest.isStage() ? "stage" : "fa", "", file);
    manifest.abilities().forEach(ability -> component(manifest, ability));
    manifest.permissions().forEach(permission -> permission(manifest, permission));
  }

  private void identity(String name, String value, String locale, Locator at) {
    if (value.isBlank()) {
      return;
    }
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.VALUE, value);
    if (!locale.isEmpty()) {
      values.put(Field.LOCALE, locale);
    }
    facts.add(FactKind.IDENTITY, at, values);
  }

  private void component(HapManifest manifest, Ability ability) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, ability.name());
    values.put(Field.TYPE, ability.type());
    values.put(Field.EXPORTED, ability.exported());
    if (ability.isLauncher()) {
      values.put(Field.ROLE, "launcher");
    }
    if (!ability.permissions().isEmpty()) {
      values.put(Field.PERMISSION, ability.permissions().get(0));
    }
    List<String> items = new ArrayList<>(ability.items());
    if (!items.isEmpty()) {
      values.put(Field.ITEMS, items);
    }
    facts.add(FactKind.COMPONENT, at(manifest, ability.line()), values);
  }

  private void permission(HapManifest manifest, HapManifest.Permission permission) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, permission.name());
    values.put(Field.TYPE, permission.when().isEmpty() ? "uses" : permission.when());
    String reason = permission.reason().best(resources);
    if (!reason.isEmpty()) {
      values.put(Field.REASON, reason);
    }
    facts.add(FactKind.PERMISSION, at(manifest, permission.line()), values);
  }

  private static Locator at(HapManifest manifest, int line) {
    return line > 0 ? Locator.line(manifest.entry(), line) : Locator.entry(manifest.entry());
  }
}
