package cn.beian.inspect.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Packer;
import cn.beian.inspect.catalogue.Sdk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose code a class is, by the catalogue. The app's own package goes before the catalogue, and
 * what the catalogue does not know counts as the app's: a hidden function must not escape by an odd
 * package name.
 */
public final class CodeOrigin {
  private final String appPrefix;
  private final Catalogue catalogue;

  public CodeOrigin(String appId, Catalogue catalogue) {
    this.appPrefix = appId.indexOf('.') > 0 ? appId + "." : "";
    this.catalogue = catalogue;
  }

  /** Origin of a class by its dotted name. */
  public Origin of(String className) {
    return of(owner(className));
  }

  public static Origin of(Catalogue.@Nullable CodeOwner owner) {
    return owner == null ? Origin.APP : owner.origin();
  }

  /** What the catalogue says of the class; null where it is the app's own. */
  public Catalogue.@Nullable CodeOwner owner(String className) {
    if (!appPrefix.isEmpty() && className.startsWith(appPrefix)) {
      return null;
    }
    return catalogue.ownerOf(className);
  }

  /** Tells of the SDK or packer that code or a component belongs to. */
  public static void tell(FactSink facts, Catalogue.CodeOwner owner, Locator at) {
    owner.sdk().ifPresent(sdk -> tell(facts, sdk, at));
    owner.packer().ifPresent(packer -> tell(facts, packer, at));
  }

  public static void tell(FactSink facts, Sdk sdk, Locator at) {
    facts.add(FactKind.SDK, Origin.SDK, "", at, sdk.values());
    if (sdk.isHotUpdate()) {
      facts.add(FactKind.HOT_UPDATE, Origin.SDK, "", at, Map.of(Field.NAME, sdk.name().both()));
    }
  }

  /**
   * Tells that code is encrypted, which no file of a protector does.
   *
   * @param how name of what did it
   * @param detail what is to be done
   */
  public static void encrypted(FactSink facts, String how, String entry, String detail) {
    facts.add(
        FactKind.PACKER,
        Origin.SDK,
        "",
        Locator.entry(entry),
        Map.of(Field.NAME, how, Field.DETAIL, detail));
  }

  public static void tell(FactSink facts, Packer packer, Locator at) {
    facts.add(FactKind.PACKER, Origin.SDK, "", at, packer.values());
  }
}
