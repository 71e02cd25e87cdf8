package cn.beian.testkit.ios;

import cn.beian.testkit.ios.NibBytes.Ref;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a storyboard of one screen, with a label, an input and a button. */
public final class IosScreens {
  private IosScreens() {}

  /** The storyboard's own property list. */
  public static byte[] storyboard() {
    return PlistBytes.binary(
        Map.of(
            "UIStoryboardDesignatedEntryPointIdentifier",
            "UIViewController-a",
            "UIViewControllerIdentifiersToNibNames",
            Map.of("UIViewController-a", "UIViewController-a")));
  }

  /** The nib of its controller, a {@code SignController}. */
  public static byte[] controller() {
    NibBytes nib = new NibBytes();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("UIClassName", "SignController");
    values.put("UIOriginalClassName", "UIViewController");
    values.put("UINibName", "a-view-b");
    values.put("UITitle", "考勤");
    return controller(nib, nib.object("UIClassSwapper", values));
  }

  /** The nib of a platform controller, without code of the app, and with that view. */
  public static byte[] plainController(String view) {
    NibBytes nib = new NibBytes();
    return controller(nib, nib.object("UIViewController", Map.of("UINibName", nib.text(view))));
  }

  /** The nib of a view with a text. */
  public static byte[] plainView(String text) {
    NibBytes nib = new NibBytes();
    Ref owner = nib.object("UIProxyObject", Map.of("UIProxiedObjectIdentifier", "IBFilesOwner"));
    Ref label = nib.object("UILabel", Map.of("UIText", nib.text(text)));
    Ref view = nib.object("UIView", Map.of("UISubviews", nib.array(List.of(label))));
    return nib.toBytes(List.of(view, owner), List.of());
  }

  private static byte[] controller(NibBytes nib, Ref controller) {
    Ref owner = nib.object("UIProxyObject", Map.of("UIProxiedObjectIdentifier", "IBFilesOwner"));
    Ref outlet =
        nib.object(
            "UIRuntimeOutletConnection",
            Map.of(
                "UILabel", nib.text("sceneViewController"),
                "UISource", owner,
                "UIDestination", controller));
    return nib.toBytes(List.of(controller, owner), List.of(outlet));
  }

  /** The nib of its view. */
  public static byte[] view() {
    NibBytes nib = new NibBytes();
    Ref owner = nib.object("UIProxyObject", Map.of("UIProxiedObjectIdentifier", "IBFilesOwner"));
    Ref label = nib.object("UILabel", Map.of("UIText", "备注"));
    Ref field =
        nib.object("UITextField", Map.of("UIPlaceholder", nib.text("请填写备注"), "UIKeyboardType", 5));
    Ref title =
        nib.object("UIButtonContent", Map.of("UITitle", nib.localized("Sign", "b1.normalTitle")));
    Ref button =
        nib.object("UIButton", Map.of("UIButtonStatefulContent", nib.array(List.of(title))));
    Ref view = nib.object("UIView", Map.of("UISubviews", nib.array(List.of(label, field, button))));
    Ref outlet =
        nib.object(
            "UIRuntimeOutletConnection",
            Map.of("UILabel", nib.text("remark"), "UISource", owner, "UIDestination", field));
    Ref action =
        nib.object(
            "UIRuntimeEventConnection",
            Map.of("UILabel", nib.text("onSign:"), "UISource", button, "UIDestination", owner));
    return nib.toBytes(List.of(view, owner), List.of(outlet, action));
  }
}
