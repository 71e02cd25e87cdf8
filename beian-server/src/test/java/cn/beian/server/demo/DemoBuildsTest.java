package cn.beian.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.HapBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.harmony.ResourceIndexBytes;
import cn.beian.testkit.ios.IosScreens;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import cn.beian.testkit.ios.PlistBytes;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The builds of the demo's app for three platforms. They are kept, as each signature is another;
 * {@code -Ddemo.builds.write=true} makes them anew.
 */
class DemoBuildsTest {
  private static final String ID = "cn.lugang.fieldduty";
  private static final String NAME = "鹭港外勤";
  private static final TestSigner SIGNER = TestSigner.named("CN=Lugang Field,O=鹭港市交通运输局");

  @TempDir Path folder;

  @Test
  void builds_areOfOneApp_andReadAsWhatIsMadeHere() throws Exception {
    Map<String, byte[]> made =
        Map.of("field-duty.apk", apk(), "field-duty.hap", hap(), "field-duty.ipa", ipa());
    if (Boolean.getBoolean("demo.builds.write")) {
      Path builds = Files.createDirectories(Path.of("src/main/resources/demo/builds"));
      for (Map.Entry<String, byte[]> one : made.entrySet()) {
        Files.write(builds.resolve(one.getKey()), one.getValue());
      }
    }
    Map<String, String> versions = new TreeMap<>();
    for (DemoApp.Build build : DemoApp.read("field-duty").reviewBuilds()) {
      FactSet kept = read(build.fileName(), build.bytes());
      assertThat(kept.identity("package")).hasValue(ID);
      versions.put(kept.header().format(), kept.identity("version_name").orElse(""));
      FactSet now =
          read("made-" + build.fileName(), Objects.requireNonNull(made.get(build.fileName())));
      for (FactKind kind : List.of(FactKind.UI_TEXT, FactKind.SCREEN, FactKind.PERMISSION)) {
        assertThat(now.of(kind)).as(build.fileName()).isEqualTo(kept.of(kind));
      }
    }
    assertThat(versions).isEqualTo(Map.of("apk", "2.1.0", "hap", "2.0.3", "ipa", "2.1.0"));
  }

  private FactSet read(String name, byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve(name), bytes);
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  /** Its check-in is a page; who runs it and where to complain stand on another. */
  private static byte[] apk() throws IOException {
    String main = ID + ".MainActivity";
    String about = ID + ".AboutActivity";
    ApkBytes apk =
        new ApkBytes(ID)
            .version(7, "2.1.0")
            .label(NAME, NAME)
            .icon(icon())
            .permission("android.permission.ACCESS_FINE_LOCATION")
            .permission("android.permission.INTERNET")
            .mainActivity(main)
            .activity(about);
    int duty =
        apk.layout(
            "activity_duty",
            new View("TextView", "", Map.of(Attribute.TEXT, "今日巡查")),
            new View(
                "Button", "sign", Map.of(Attribute.TEXT, "到岗签到", Attribute.ON_CLICK, "signIn")),
            new View("EditText", "remark", Map.of(Attribute.HINT, "请填写备注")));
    int me =
        apk.layout(
            "activity_about",
            new View("TextView", "", Map.of(Attribute.TEXT, "主办单位：鹭港市交通运输局")),
            new View("Button", "tell", Map.of(Attribute.TEXT, "投诉与建议", Attribute.ON_CLICK, "tell")),
            new View(
                "Button", "policy", Map.of(Attribute.TEXT, "隐私政策", Attribute.ON_CLICK, "policy")));
    apk.file(
        "classes.dex",
        DexBytes.of(
            Map.of(
                "android.app.Activity",
                "package android.app; public class Activity {"
                    + " public void setContentView(int layout) {} }",
                "android.view.View",
                "package android.view; public class View {}",
                "android.location.LocationManager",
                "package android.location; public class LocationManager {"
                    + " public static void requestLocationUpdates(String p) {} }",
                main,
                activity("MainActivity", duty)
                    + " public void signIn(android.view.View v) {"
                    + " android.location.LocationManager.requestLocationUpdates(\"gps\");"
                    + " send(\"https://duty.lugang.example/sign\"); }"
                    + " static void send(String url) {} }",
                about,
                activity("AboutActivity", me)
                    + " public void tell(android.view.View v) {"
                    + " MainActivity.send(\"https://duty.lugang.example/feedback\"); }"
                    + " public void policy(android.view.View v) {"
                    + " MainActivity.send(\"https://duty.lugang.example/privacy.html\"); } }")));
    return apk.signed(SIGNER);
  }

  private static String activity(String name, int layout) {
    return "package "
        + ID
        + "; public class "
        + name
        + " extends android.app.Activity { public void onCreate() { setContentView("
        + layout
        + "); }";
  }

  /** An earlier version, which ranks, and says who runs it nowhere. */
  private static byte[] hap() throws IOException {
    ZipBytes files =
        new ZipBytes()
            .deflated(
                "module.json",
                utf8(
                    HapSamples.manifest("entry", "entry")
                        .replace(HapSamples.BUNDLE, ID)
                        .replace("\"1.2.0\"", "\"2.0.3\"")))
            .stored(
                "resources.index",
                new ResourceIndexBytes()
                    .string(16777216, "app_name", Map.of("", NAME))
                    .media(16777300, "icon", "entry/resources/base/media/icon.png")
                    .string(16777217, "why", Map.of("", "签到时核对位置"))
                    .string(16777218, "sign", Map.of("", "到岗签到"))
                    .first())
            .deflated(
                "resources/base/profile/main_pages.json",
                utf8("{\"src\":[\"pages/Index\",\"pages/Rank\"]}"))
            .stored("ets/modules.abc", HapSamples.code(12, 0, 6, 0).toBytes())
            .stored("resources/base/media/icon.png", icon())
            .deflated("pack.info", utf8("{}"));
    return HapBytes.signed(files.toBytes(), SIGNER, HapBytes.profile("release", ID, SIGNER));
  }

  private static byte[] ipa() throws IOException {
    return new IpaBytes(ID)
        .info("CFBundleShortVersionString", "2.1.0")
        .info("CFBundleDisplayName", NAME)
        .info("UIMainStoryboardFile", "Main")
        .info(
            "CFBundleIcons",
            Map.of("CFBundlePrimaryIcon", Map.of("CFBundleIconFiles", List.of("AppIcon60x60"))))
        .file("AppIcon60x60@2x.png", icon())
        .info("NSLocationWhenInUseUsageDescription", "用于签到定位")
        .file("zh-Hans.lproj/Main.strings", PlistBytes.binary(Map.of("b1.normalTitle", "签到")))
        .file("Base.lproj/Main.storyboardc/Info.plist", IosScreens.storyboard())
        .file("Base.lproj/Main.storyboardc/UIViewController-a.nib", IosScreens.controller())
        .file("Base.lproj/Main.storyboardc/a-view-b.nib", IosScreens.view())
        .file("PrivacyInfo.xcprivacy", PlistBytes.xml(Map.of("NSPrivacyTracking", false)))
        .executable(
            new MachOBytes()
                .library("/System/Library/Frameworks/UIKit.framework/UIKit")
                .text("https://duty.lugang.example/sign")
                .objectText("今日巡查")
                .objectText("主办单位：鹭港市交通运输局")
                .objcClass("SignController", "UIViewController", "onSign:", "viewDidLoad")
                .imports("_OBJC_CLASS_$_CLLocationManager"))
        .zip(SIGNER)
        .toBytes();
  }

  /** A road on blue. */
  private static byte[] icon() throws IOException {
    BufferedImage image = new BufferedImage(120, 120, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(new Color(0x1D4E89));
    canvas.fillRect(0, 0, 120, 120);
    canvas.setColor(Color.WHITE);
    canvas.fillPolygon(new int[] {48, 72, 100, 20}, new int[] {24, 24, 104, 104}, 4);
    canvas.setColor(new Color(0x1D4E89));
    for (int y = 32; y < 104; y += 24) {
      canvas.fillRect(57, y, 6, 12);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
