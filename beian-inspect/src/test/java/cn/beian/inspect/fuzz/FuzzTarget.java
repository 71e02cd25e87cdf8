package cn.beian.inspect.fuzz;

import cn.beian.facts.FactsFormatException;
import cn.beian.facts.FactsJson;
import cn.beian.inspect.js.ScriptReader;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.markup.MarkupParser;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Bytes that a reader is given: any must end in facts, which read back as what they were, or in the
 * documented exception. Whatever else is thrown is a finding.
 */
@SuppressWarnings("ImmutableEnumChecker") // its fields are functions without state
enum FuzzTarget {
  /** A whole APK: archive, signing block and what is in it. */
  APK(AndroidSeeds::packages),
  /** A compiled manifest or layout. */
  AXML(AndroidSeeds::xml, AndroidSeeds::asXml),
  /** A resource table beside a good manifest. */
  ARSC(AndroidSeeds::tables, bytes -> AndroidSeeds.beside("resources.arsc", bytes)),
  /** Code beside a good manifest. */
  DEX(AndroidSeeds::code, bytes -> AndroidSeeds.beside("classes.dex", bytes)),
  /** An XML file of a bundle, as manifest and layout. */
  BUNDLE_XML(AndroidSeeds::bundleXml, AndroidSeeds::asBundleXml),
  /** The resource table of a bundle beside a good manifest. */
  BUNDLE_TABLE(AndroidSeeds::bundleTable, AndroidSeeds::asBundleTable),
  /** What R8 shortened, beside the code of a bundle. */
  R8_MAPPING(AndroidSeeds::mapping, AndroidSeeds::asMapping),
  /** A native library beside a good manifest. */
  ELF(AndroidSeeds::library, bytes -> AndroidSeeds.beside("lib/arm64-v8a/liba.so", bytes)),
  /** The bundle of a React Native app beside a good manifest. */
  HERMES(HybridSeeds::hermes, bytes -> AndroidSeeds.beside("assets/index.android.bundle", bytes)),
  /** The library of a Flutter app beside a good manifest. */
  FLUTTER(HybridSeeds::flutter, bytes -> AndroidSeeds.beside("lib/arm64-v8a/libapp.so", bytes)),
  /** The licences that the build of Flutter collects, plain and compressed. */
  NOTICES(HybridSeeds::notices, HybridSeeds::asNotices),
  /** Either script of a uni-app with Vue 2 or Vue 3. */
  UNI_APP(HybridSeeds::uniApp, HybridSeeds::asUniApp),
  /** An archive among the assets. */
  ASSET_ARCHIVE(HybridSeeds::archives, bytes -> AndroidSeeds.beside("assets/h5.zip", bytes)),
  /** Each of the files that state components. */
  LIBRARIES(HybridSeeds::libraries, HybridSeeds::asLibraries),
  WXAPKG(WebSeeds::wxapkg),
  /** What WeChat for PC keeps, its wrapping taken as it comes. */
  V1MMWX(WebSeeds::wrapped),
  AMR(WebSeeds::amr),
  TAR(WebSeeds::tar),
  RPK(WebSeeds::rpk),
  /** A whole iOS app. */
  IPA(IosSeeds::packages),
  /** A property list of any form, in each place where one is read. */
  PLIST(IosSeeds::plists, IosSeeds::asPlists),
  /** A compiled nib of either form beside a good Info.plist. */
  NIB(IosSeeds::nibs, bytes -> IosSeeds.beside(IosSeeds.BOARD + "UIViewController-a.nib", bytes)),
  /** What a storyboard says of itself, beside its screens. */
  STORYBOARD(IosSeeds::storyboards, IosSeeds::asStoryboard),
  /** An executable beside a good Info.plist. */
  MACH_O(IosSeeds::executables, bytes -> IosSeeds.beside("Demo", bytes)),
  /** A provisioning profile beside a good Info.plist. */
  PROFILE(IosSeeds::profiles, bytes -> IosSeeds.beside("embedded.mobileprovision", bytes)),
  /** A whole HarmonyOS package: archive, signing block and what is in it. */
  HAP(HarmonySeeds::packages),
  /** What a module says of itself, in the Stage or the FA model. */
  HAP_MANIFEST(HarmonySeeds::manifests, HarmonySeeds::asManifest),
  /** The signing block before the directory of a good archive. */
  HAP_SIGNATURE(HarmonySeeds::signingBlock, HarmonySeeds::asSigningBlock),
  /** Bytecode beside a good manifest. */
  ABC(HarmonySeeds::code, bytes -> HarmonySeeds.beside("ets/modules.abc", bytes)),
  /** The table of resources of a HarmonyOS module beside a good manifest. */
  RESOURCE_INDEX(HarmonySeeds::texts, bytes -> HarmonySeeds.beside("resources.index", bytes)),
  /** A mini-program's source as a ZIP. */
  SOURCE(WebSeeds::sources),
  SCRIPT(WebSeeds::scripts) {
    @Override
    void run(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      for (Syntax syntax : Syntax.values()) {
        SCRIPTS.read("a", text, syntax);
      }
    }
  },
  MARKUP(WebSeeds::markup) {
    @Override
    void run(byte[] bytes) {
      MarkupParser.parse(new String(bytes, StandardCharsets.UTF_8), 50, 10_000);
    }
  },
  /** Facts as they are stored. */
  FACTS(WebSeeds::facts) {
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

  /** Where fuzzing begins. */
  @FunctionalInterface
  interface Seeds {
    List<byte[]> make() throws IOException;
  }

  private static final ScriptReader SCRIPTS = ScriptReader.parsing(60);

  private final Seeds seeds;
  private final UnaryOperator<byte[]> packaging;

  FuzzTarget(Seeds seeds) {
    this(seeds, bytes -> bytes);
  }

  FuzzTarget(Seeds seeds, UnaryOperator<byte[]> packaging) {
    this.seeds = seeds;
    this.packaging = packaging;
  }

  /** Good bytes from which the mutations start. */
  List<byte[]> seeds() throws IOException {
    return seeds.make();
  }

  /** The package to inspect around those bytes. */
  byte[] packaged(byte[] bytes) {
    return packaging.apply(bytes);
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
}
