package cn.beian.testkit.ios;

import java.util.List;
import java.util.Map;

/** A small iOS app with an example of everything in it: a starting point for tests. */
public final class IosSamples {
  private IosSamples() {}

  /** An iOS app with a storyboard of one screen, texts in two languages, and code. */
  public static IpaBytes ipa() {
    return new IpaBytes("cn.gov.demo")
        .info("CFBundleDisplayName", "Demo")
        .info("UIMainStoryboardFile", "Main")
        .info("NSLocationWhenInUseUsageDescription", "用于签到定位")
        .info("NSAppTransportSecurity", Map.of("NSAllowsArbitraryLoads", true))
        .info("CFBundleURLTypes", List.of(Map.of("CFBundleURLSchemes", List.of("demo"))))
        .file(
            "zh-Hans.lproj/InfoPlist.strings",
            PlistBytes.strings(Map.of("CFBundleDisplayName", "示例政务")))
        .file("zh-Hans.lproj/Main.strings", PlistBytes.binary(Map.of("b1.normalTitle", "签到")))
        .file("Base.lproj/Main.storyboardc/Info.plist", IosScreens.storyboard())
        .file("Base.lproj/Main.storyboardc/UIViewController-a.nib", IosScreens.controller())
        .file("Base.lproj/Main.storyboardc/a-view-b.nib", IosScreens.view())
        .file("PrivacyInfo.xcprivacy", PlistBytes.xml(Map.of("NSPrivacyTracking", false)))
        .executable(
            new MachOBytes()
                .library("/System/Library/Frameworks/UIKit.framework/UIKit")
                .text("https://api.demo.gov.cn/user/sign")
                .text("未打卡")
                .objectText("今日考勤")
                .objcClass("SignController", "UIViewController", "onSign:", "viewDidLoad")
                .imports("_CC_MD5")
                .imports("_OBJC_CLASS_$_CLLocationManager"));
  }
}
