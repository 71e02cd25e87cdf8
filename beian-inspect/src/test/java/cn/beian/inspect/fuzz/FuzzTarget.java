package cn.beian.inspect.fuzz;

import cn.beian.facts.FactsFormatException;
import cn.beian.facts.FactsJson;
import cn.beian.inspect.js.ScriptReader;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.markup.MarkupParser;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.BundleBytes;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IosSamples;
import cn.beian.testkit.ios.IosScreens;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.PlistBytes;
import cn.beian.testkit.ios.SignedMessages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Bytes that a reader is given: any must end in facts, which read back as what they were, or in the
 * documented exception. Whatever else is thrown is a finding.
 */
enum FuzzTarget {
  /** A whole APK: archive, signing block and what is in it. */
  APK {
    @Override
    List<byte[]> seeds() throws IOException {
      return List.of(Apk.BYTES, Samples.quickApp().stored("a.apk", Apk.BYTES).toBytes());
    }
  },
  /** A compiled manifest or layout. */
  AXML {
    @Override
    List<byte[]> seeds() throws IOException {
      return entries(Apk.BYTES, ".xml");
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return new ZipBytes()
          .stored("AndroidManifest.xml", bytes)
          .stored("res/layout/a.xml", bytes)
          .toBytes();
    }
  },
  /** A resource table beside a good manifest. */
  ARSC {
    @Override
    List<byte[]> seeds() throws IOException {
      return entries(Apk.BYTES, ".arsc");
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return beside("resources.arsc", bytes);
    }
  },
  /** Code beside a good manifest. */
  DEX {
    @Override
    List<byte[]> seeds() throws IOException {
      return entries(Apk.BYTES, ".dex");
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return beside("classes.dex", bytes);
    }
  },
  /** An XML file of a bundle, as manifest and layout. */
  BUNDLE_XML {
    @Override
    List<byte[]> seeds() {
      return List.of(bundle("base/manifest/AndroidManifest.xml"), bundle("base/res/layout/a.xml"));
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return new ZipBytes()
          .stored("base/manifest/AndroidManifest.xml", bytes)
          .stored("base/res/layout/a.xml", bytes)
          .toBytes();
    }
  },
  /** The resource table of a bundle beside a good manifest. */
  BUNDLE_TABLE {
    @Override
    List<byte[]> seeds() {
      return List.of(bundle("base/resources.pb"));
    }

    @Override
    byte[] packaged(byte[] bytes) {
      String manifest = "base/manifest/AndroidManifest.xml";
      return new ZipBytes()
          .stored(manifest, bundle(manifest))
          .stored("base/resources.pb", bytes)
          .toBytes();
    }
  },
  /** A native library beside a good manifest. */
  ELF {
    @Override
    List<byte[]> seeds() {
      return List.of(new ElfBytes().relro().bindNow().imports("__stack_chk_fail").toBytes());
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return beside("lib/arm64-v8a/liba.so", bytes);
    }
  },
  /** The bundle of a React Native app beside a good manifest. */
  HERMES {
    @Override
    List<byte[]> seeds() {
      return List.of(
          Samples.hermes(false).toBytes(),
          Samples.hermes(true).toBytes(),
          Samples.hermes(true).elsewhere().toBytes(),
          frozen("v84.hbc"),
          frozen("v99.hbc"));
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return beside("assets/index.android.bundle", bytes);
    }
  },
  /** The library of a Flutter app beside a good manifest. */
  FLUTTER {
    @Override
    List<byte[]> seeds() {
      return List.of(
          Samples.flutter().toBytes(), Samples.flutter().compressedPointers().older().toBytes());
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return beside("lib/arm64-v8a/libapp.so", bytes);
    }
  },
  WXAPKG {
    @Override
    List<byte[]> seeds() {
      return List.of(Samples.wxapkg().plain());
    }
  },
  /** What WeChat for PC keeps, its wrapping taken as it comes. */
  V1MMWX {
    @Override
    List<byte[]> seeds() {
      return List.of(Samples.wxapkg().wrapped(Samples.APP_ID));
    }
  },
  AMR {
    @Override
    List<byte[]> seeds() {
      return List.of(Samples.amr(Samples.webPages()));
    }
  },
  TAR {
    @Override
    List<byte[]> seeds() {
      return List.of(Samples.webPages().toBytes());
    }
  },
  RPK {
    @Override
    List<byte[]> seeds() {
      byte[] rpk = Samples.rpk(Samples.quickApp());
      return List.of(rpk, new ZipBytes().stored("base.srpk", rpk).toBytes());
    }
  },
  /** A whole iOS app. */
  IPA {
    @Override
    List<byte[]> seeds() {
      return List.of(stored(Ios.CONTENTS));
    }
  },
  /** A property list of any form, as Info.plist and as a table of texts. */
  PLIST {
    @Override
    List<byte[]> seeds() {
      Map<String, ?> some = Map.of("CFBundleIdentifier", "a.b", "k", List.of(1, true, "签到"));
      return List.of(
          PlistBytes.binary(some), PlistBytes.xml(some), PlistBytes.strings(Map.of("k", "签到")));
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return new ZipBytes()
          .stored(IpaBytes.APP + "Info.plist", bytes)
          .stored(IpaBytes.APP + "en.lproj/A.strings", bytes)
          .toBytes();
    }
  },
  /** A compiled nib of either form beside a good Info.plist. */
  NIB {
    @Override
    List<byte[]> seeds() {
      return List.of(IosScreens.view(), IosScreens.controller());
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return besideInfo("Main.storyboardc/UIViewController-a.nib", bytes);
    }
  },
  /** An executable beside a good Info.plist. */
  MACH_O {
    @Override
    List<byte[]> seeds() {
      return List.of(Ios.file("Demo"));
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return besideInfo("Demo", bytes);
    }
  },
  /** A provisioning profile beside a good Info.plist. */
  PROFILE {
    @Override
    List<byte[]> seeds() {
      byte[] plist = PlistBytes.xml(Map.of("Entitlements", Map.of("get-task-allow", true)));
      return List.of(SignedMessages.around(plist, Ios.SIGNER));
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return besideInfo("embedded.mobileprovision", bytes);
    }
  },
  /** A whole HarmonyOS package: archive, signing block and what is in it. */
  HAP {
    @Override
    List<byte[]> seeds() {
      return List.of(
          HapSamples.hap(),
          HapSamples.fa().toBytes(),
          new ZipBytes()
              .stored("a.hap", HapSamples.hap())
              .stored("pack.info", new byte[0])
              .toBytes());
    }
  },
  /** Bytecode beside a good manifest. */
  ABC {
    @Override
    List<byte[]> seeds() {
      return List.of(
          HapSamples.code(12, 0, 6, 0).toBytes(), HapSamples.code(24, 0, 0, 0).toBytes());
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return besideModule("ets/modules.abc", bytes);
    }
  },
  /** The table of resources of a HarmonyOS module beside a good manifest. */
  RESOURCE_INDEX {
    @Override
    List<byte[]> seeds() {
      return List.of(HapSamples.texts().first(), HapSamples.texts().second());
    }

    @Override
    byte[] packaged(byte[] bytes) {
      return besideModule("resources.index", bytes);
    }
  },
  /** A mini-program's source as a ZIP. */
  SOURCE {
    @Override
    List<byte[]> seeds() {
      return List.of(
          Samples.miniProgram().zip(),
          stored(Samples.miniProgram().files()),
          stored(Samples.uniApp().files()),
          stored(Samples.taro().files()),
          stored(Samples.quickAppSource().files()));
    }
  },
  SCRIPT {
    @Override
    List<byte[]> seeds() {
      return texts(
          "const u = require('../u'); Page({data:{t:'积分'}, go(){ u.f();"
              + " wx.showToast({title:`第${1}名`}) }})",
          "import a, {b as c} from './x'; export default class A<T extends B> { private x: number ="
              + " 1; @dec m?(a: string): void {} }",
          "const a = <View onClick={() => go(1)} {...p}>签到{list.map(i => <Text"
              + " key={i}>{i}</Text>)}</View>; enum E { A = 1, B }",
          "/a[/]b/g.test(x) ? `a${`b${c}`}` : async function* () { for await (const x of y) yield*"
              + " x ?? z?.[0] }");
    }

    @Override
    void run(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      for (Syntax syntax : Syntax.values()) {
        SCRIPTS.read("a", text, syntax);
      }
    }
  },
  MARKUP {
    @Override
    List<byte[]> seeds() {
      return texts(
          "<view wx:if=\"{{a}}\" bindtap='go'>签到{{n}}<input placeholder='姓名'/></view><!-- x"
              + " --><c-x/>",
          "<!DOCTYPE html><p>a&amp;b&#x4e2d;<br>c<script>if (a<b)"
              + " {}</script><style>x{}</style><![CDATA[y]]></p>");
    }

    @Override
    void run(byte[] bytes) {
      MarkupParser.parse(new String(bytes, StandardCharsets.UTF_8), 50, 10_000);
    }
  },
  /** Facts as they are stored. */
  FACTS {
    @Override
    List<byte[]> seeds() throws IOException {
      try {
        return List.of(
            Inspection.written(Inspection.of(Apk.BYTES)),
            Inspection.written(Inspection.of(Samples.miniProgram().zip())));
      } catch (PackageFormatException e) {
        throw new IOException(e);
      }
    }

    @Override
    void run(byte[] bytes) throws IOException {
      try {
        Inspection.readsBack(FactsJson.read(new ByteArrayInputStream(bytes)));
      } catch (FactsFormatException e) {
        if (e.line() < 1) {
          throw new AssertionError("no line", e);
        }
      }
    }
  };

  private static final ScriptReader SCRIPTS = ScriptReader.parsing(60);

  /** Good packages from which the mutations start. */
  abstract List<byte[]> seeds() throws IOException;

  /** The package to inspect around those bytes. */
  byte[] packaged(byte[] bytes) {
    return bytes;
  }

  /** Gives the bytes to the reader; returns where all is as documented. */
  void run(byte[] bytes) throws IOException {
    try {
      Inspection.of(packaged(bytes));
    } catch (PackageFormatException e) {
      if (e.sentence(Locale.CHINESE).isBlank()) {
        throw new AssertionError("no sentence", e);
      }
    }
  }

  private static byte[] bundle(String file) {
    BundleBytes bundle = new BundleBytes("cn.gov.demo").label("Demo", "示例");
    bundle.layout("a", new View("Button", "b", Map.of(Attribute.TEXT, "签到")));
    return Objects.requireNonNull(bundle.contents().get(file));
  }

  private static byte[] besideModule(String name, byte[] bytes) {
    byte[] manifest = HapSamples.manifest("entry", "entry").getBytes(StandardCharsets.UTF_8);
    return new ZipBytes()
        .stored("module.json", manifest)
        .stored(
            "resources/base/profile/main_pages.json",
            "{\"src\":[\"pages/Index\"]}".getBytes(StandardCharsets.UTF_8))
        .stored(name, bytes)
        .toBytes();
  }

  private static byte[] beside(String name, byte[] bytes) {
    return new ZipBytes()
        .stored("AndroidManifest.xml", Manifest.BYTES)
        .stored(name, bytes)
        .toBytes();
  }

  private static byte[] besideInfo(String name, byte[] bytes) {
    return new ZipBytes()
        .stored(IpaBytes.APP + "Info.plist", Ios.file("Info.plist"))
        .stored(IpaBytes.APP + name, bytes)
        .toBytes();
  }

  /** An iOS app, made once and only where it is needed. */
  private static final class Ios {
    static final TestSigner SIGNER = TestSigner.named("CN=Demo");
    static final Map<String, byte[]> CONTENTS = IosSamples.ipa().contents(SIGNER);

    static byte[] file(String name) {
      return Objects.requireNonNull(CONTENTS.get(IpaBytes.APP + name));
    }
  }

  /** An APK, made once and only where it is needed. */
  private static final class Apk {
    static final byte[] BYTES = make();

    private static byte[] make() {
      try {
        return Samples.apk();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A good manifest, made once and only where it is needed. */
  private static final class Manifest {
    static final byte[] BYTES = make();

    private static byte[] make() {
      try {
        ApkBytes apk = new ApkBytes("cn.gov.demo").mainActivity("cn.gov.demo.MainActivity");
        return entries(apk.unsigned(), "AndroidManifest.xml").get(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Entries of a ZIP whose names end like that, in order. */
  private static List<byte[]> entries(byte[] zip, String ending) throws IOException {
    List<byte[]> found = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        if (each.getName().endsWith(ending)) {
          found.add(in.readAllBytes());
        }
      }
    }
    return found;
  }

  /** What a compiler of Hermes made of the bundle that lies beside it. */
  private static byte[] frozen(String name) {
    try (InputStream in =
        FuzzTarget.class.getResourceAsStream("/cn/beian/inspect/hermes/" + name)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] stored(Map<String, byte[]> files) {
    ZipBytes zip = new ZipBytes();
    new TreeMap<>(files).forEach(zip::stored);
    return zip.toBytes();
  }

  private static List<byte[]> texts(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
