package cn.beian.cli.contract;

import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.AbcBytes;
import cn.beian.testkit.harmony.ArkCode;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.harmony.ResourceIndexBytes;
import cn.beian.testkit.ios.IosScreens;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import cn.beian.testkit.ios.NibBytes;
import cn.beian.testkit.ios.NibBytes.Ref;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The single screen of an app, which can be built for iOS and for HarmonyOS.
 *
 * @param title its title
 * @param texts its texts
 * @param inputs labels of its inputs
 * @param buttons labels of its buttons; an empty label makes a picture
 * @param action method that each of the buttons calls
 */
record MadeScreen(
    String title, List<String> texts, List<String> inputs, List<String> buttons, String action) {
  private static final String CONTROLLER = "MainController";

  /** Elements of ArkUI, by the names of the functions that create them. */
  private static final Map<String, String> KINDS =
      Map.of("#text", "Text", "#input", "TextInput", "#button", "Button", "#picture", "Image");

  /** The resources that the manifest of the sample refers to. */
  private static final ResourceIndexBytes NAMES =
      new ResourceIndexBytes()
          .string(16777216, "app_name", Map.of("", "示例政务"))
          .string(16777217, "why", Map.of("", "查询附近网点"));

  /** An iOS app: the screen in a nib, the method in its executable. */
  byte[] ipa() {
    return new IpaBytes("cn.gov.demo")
        .info("CFBundleDisplayName", "Demo")
        .info("UIMainStoryboardFile", "Main")
        .file("Base.lproj/Main.storyboardc/Info.plist", IosScreens.storyboard())
        .file("Base.lproj/Main.storyboardc/UIViewController-a.nib", controller())
        .file("Base.lproj/Main.storyboardc/a-view-b.nib", view())
        .executable(
            new MachOBytes()
                .library("/System/Library/Frameworks/UIKit.framework/UIKit")
                .objcClass(CONTROLLER, "UIViewController", action + ":", "viewDidLoad"))
        .zip(TestSigner.named("CN=Demo"))
        .toBytes();
  }

  private byte[] controller() {
    NibBytes nib = new NibBytes();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("UIClassName", CONTROLLER);
    values.put("UIOriginalClassName", "UIViewController");
    values.put("UINibName", "a-view-b");
    values.put("UITitle", title);
    Ref controller = nib.object("UIClassSwapper", values);
    Ref owner = nib.object("UIProxyObject", Map.of("UIProxiedObjectIdentifier", "IBFilesOwner"));
    Ref outlet = connection(nib, "sceneViewController", owner, controller, "Outlet");
    return nib.toBytes(List.of(controller, owner), List.of(outlet));
  }

  private static Ref connection(NibBytes nib, String label, Ref from, Ref to, String kind) {
    return nib.object(
        "UIRuntime" + kind + "Connection",
        Map.of("UILabel", nib.text(label), "UISource", from, "UIDestination", to));
  }

  private byte[] view() {
    NibBytes nib = new NibBytes();
    Ref owner = nib.object("UIProxyObject", Map.of("UIProxiedObjectIdentifier", "IBFilesOwner"));
    List<Ref> parts = new ArrayList<>();
    List<Ref> connections = new ArrayList<>();
    texts.forEach(text -> parts.add(nib.object("UILabel", Map.of("UIText", text))));
    for (String input : inputs) {
      Ref field = nib.object("UITextField", Map.of("UIPlaceholder", nib.text(input)));
      connections.add(connection(nib, "field" + parts.size(), owner, field, "Outlet"));
      parts.add(field);
    }
    for (String text : buttons) {
      Ref picture = nib.object("UIImageNibPlaceholder", Map.of("UIResourceName", "back"));
      Ref content =
          nib.object(
              "UIButtonContent",
              text.isEmpty() ? Map.of("UIImage", picture) : Map.of("UITitle", nib.text(text)));
      Ref button =
          nib.object("UIButton", Map.of("UIButtonStatefulContent", nib.array(List.of(content))));
      connections.add(connection(nib, action + ":", button, owner, "Event"));
      parts.add(button);
    }
    Ref view = nib.object("UIView", Map.of("UISubviews", nib.array(parts)));
    return nib.toBytes(List.of(view, owner), connections);
  }

  /** A HarmonyOS app: the screen in ArkUI bytecode. */
  byte[] hap() {
    AbcBytes code =
        new AbcBytes(12, 0, 6, 0)
            .literal("members", "initialRender", new AbcBytes.Function("#~Index>#initialRender"));
    for (int i = 0; i < inputs.size(); i++) {
      code.literal("input" + i, "placeholder", inputs.get(i));
    }
    code.module("&entry/src/main/ets/pages/Index&", this::page);
    ZipBytes files =
        new ZipBytes()
            .deflated("module.json", utf8(HapSamples.manifest("entry", "entry")))
            .stored("resources.index", NAMES.first())
            .deflated("resources/base/profile/main_pages.json", utf8("{\"src\":[\"pages/Index\"]}"))
            .stored("ets/modules.abc", code.toBytes());
    return HapSamples.hap(files);
  }

  private void page(AbcBytes.Module module) {
    List<String> parts = new ArrayList<>(List.of("#column"));
    module
        .function(
            "func_main_0",
            c -> c.scope(1).global("ViewPU").sta(7).type("#~Index=#Index", "members", 7).end())
        .function("#~Index=#Index", ArkCode::end)
        .function("#column", c -> c.on("Column", "create").end());
    List<String> shown = new ArrayList<>(List.of(title));
    shown.addAll(texts);
    for (String text : shown) {
      String name = "#text" + parts.size();
      module.function(name, c -> c.text(text).sta(4).on("Text", "create", 4).end());
      parts.add(name);
    }
    for (int i = 0; i < inputs.size(); i++) {
      String name = "#input" + i;
      String literal = "input" + i;
      module.function(name, c -> c.object(literal).sta(4).on("TextInput", "create", 4).end());
      parts.add(name);
    }
    for (int i = 0; i < buttons.size(); i++) {
      String text = buttons.get(i);
      String kind = text.isEmpty() ? "Image" : "Button";
      String name = (text.isEmpty() ? "#picture" : "#button") + i;
      module
          .function(
              name,
              c ->
                  c.text(text)
                      .sta(4)
                      .on(kind, text.isEmpty() ? "create" : "createWithLabel", 4)
                      .function("#onClick" + name)
                      .sta(5)
                      .on(kind, "onClick", 5)
                      .end())
          .function(
              "#onClick" + name,
              c -> c.load(0, 0).sta(1).lda(1).property(action).callThis(1).end());
      parts.add(name);
    }
    module
        .function("#~Index>#initialRender", c -> render(c, parts))
        .function("#~Index>#" + action, ArkCode::end);
  }

  private static void render(ArkCode code, List<String> parts) {
    code.scope(1).receiver().store(0, 0);
    for (String part : parts) {
      code.load(0, 0).sta(1).lda(1).property("observeComponentCreation2").sta(2);
      code.function(part).sta(3).lda(2).callThis(1, 3, 3);
      if (!part.equals("#column")) {
        KINDS.forEach(
            (prefix, kind) -> {
              if (part.startsWith(prefix)) {
                code.on(kind, "pop");
              }
            });
      }
    }
    code.on("Column", "pop").end();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
