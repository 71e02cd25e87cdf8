package cn.beian.server.browser;

import cn.beian.server.fixtures.Unique;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.TestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An Android app of a sponsor, of which builds can be made that show other texts. */
final class TestApp {
  private static final String ACTIVITY =
      "package android.app; public class Activity { public void setContentView(int layout) {} }";
  private static final String VIEW = "package android.view; public class View {}";

  private static final TestSigner SIGNER = TestSigner.named("CN=Yunzhou Water");

  private final String appId = "cn.yunzhou.river" + Unique.word();
  private final Path folder;
  private final String label;
  private final String sponsor;

  /**
   * An app.
   *
   * @param folder where its builds are written
   * @param label its name in both languages
   */
  TestApp(Path folder, String label, String sponsor) {
    this.folder = folder;
    this.label = label;
    this.sponsor = sponsor;
  }

  String label() {
    return label;
  }

  /** A signed build whose only screen shows the sponsor, ordinary things and these texts. */
  Path build(String name, String... texts) throws IOException {
    ApkBytes apk = apk();
    int layout = layout(apk, texts);
    apk.file("classes.dex", code(layout));
    return Files.write(folder.resolve(name), apk.signed(SIGNER));
  }

  /** The same behind a protector, so that its code cannot be read. */
  Path protectedBuild(String name) throws IOException {
    ApkBytes apk = apk();
    layout(apk);
    String wrapper = "com.SecShell.SecShell.ApplicationWrapper";
    apk.file("assets/secData0.jar", new byte[] {1, 2, 3});
    apk.file(
        "classes.dex",
        DexBytes.of(
            Map.of(wrapper, "package com.SecShell.SecShell; public class ApplicationWrapper {}")));
    return Files.write(folder.resolve(name), apk.signed(SIGNER));
  }

  private ApkBytes apk() {
    return new ApkBytes(appId).label(label, label).mainActivity(appId + ".Main");
  }

  private int layout(ApkBytes apk, String... texts) {
    List<ApkBytes.View> views =
        new ArrayList<>(
            List.of(text("主办单位：" + sponsor), text("河道水位与巡查安排"), button("投诉建议"), button("隐私政策")));
    for (String text : texts) {
      views.add(text(text));
    }
    return apk.layout("main", views.toArray(ApkBytes.View[]::new));
  }

  private byte[] code(int layout) throws IOException {
    String main =
        "package "
            + appId
            + "; public class Main extends android.app.Activity {"
            + " public void onCreate() { setContentView("
            + layout
            + "); } public void open(android.view.View v) { } }";
    return DexBytes.of(
        Map.of("android.app.Activity", ACTIVITY, "android.view.View", VIEW, appId + ".Main", main));
  }

  private static ApkBytes.View text(String text) {
    return new ApkBytes.View("TextView", "", Map.of(ApkBytes.Attribute.TEXT, text));
  }

  private static ApkBytes.View button(String text) {
    return new ApkBytes.View(
        "Button", "", Map.of(ApkBytes.Attribute.TEXT, text, ApkBytes.Attribute.ON_CLICK, "open"));
  }
}
