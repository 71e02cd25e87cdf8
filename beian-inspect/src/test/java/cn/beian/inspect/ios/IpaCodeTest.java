package cn.beian.inspect.ios;

import static cn.beian.facts.FactKind.API_CALL;
import static cn.beian.facts.FactKind.CONST_STRING;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.OUTPUT;
import static cn.beian.facts.FactKind.PACKER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ios.IosSamples;
import cn.beian.testkit.ios.IosScreens;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import cn.beian.testkit.ios.MachOBytes.Message;
import cn.beian.testkit.ios.NibBytes;
import cn.beian.testkit.ios.NibBytes.Ref;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules of security and of access ask of iOS code and nibs. */
class IpaCodeTest {
  private static final TestSigner SIGNER = TestSigner.named("CN=Demo");
  private static final String SCREEN = "SignController";

  @TempDir Path folder;

  private FactSet inspect(IpaBytes app) throws Exception {
    Path file = Files.write(folder.resolve("demo.ipa"), app.zip(SIGNER).toBytes());
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static MachOBytes image(List<String> texts, Message... calls) {
    MachOBytes image = new MachOBytes();
    texts.forEach(image::objectText);
    return image
        .objcClass(SCREEN, "UIViewController", "onSign:", "viewDidLoad")
        .routine(SCREEN, "onSign:", calls);
  }

  private FactSet calling(List<String> texts, Message... calls) throws Exception {
    return inspect(IosSamples.ipa().executable(image(texts, calls)));
  }

  private static Message function(String name, String text) {
    return new Message("", name, text);
  }

  private static List<String> outputs(FactSet facts) {
    return facts.of(OUTPUT).stream()
        .map(f -> f.text(Field.TYPE) + " " + f.text(Field.NAME) + f.texts(Field.ARGUMENTS))
        .toList();
  }

  @Test
  void log_tellsTheTextsBeforeItsValues() throws Exception {
    String format = "user %@ password: %@";
    FactSet facts = calling(List.of(format, "no value"), function("NSLog", format));
    assertThat(outputs(facts)).containsExactly("log NSLog[user ,  password: ]");
    Fact log = facts.of(OUTPUT).get(0);
    assertThat(log.text(Field.CALLER)).isEqualTo(SCREEN + ".onSign:");
    assertThat(log.screen()).isEqualTo(SCREEN);
    assertThat(outputs(calling(List.of("no value"), function("NSLog", "no value")))).isEmpty();
  }

  @Test
  void logOfSwift_isReadByTheObjectOfItsText() throws Exception {
    String format = "token: %@";
    String name = "$s10Foundation5NSLogyySS_s7CVarArg_pdtF";
    assertThat(outputs(calling(List.of(format), function(name, format))))
        .containsExactly("log NSLog[token: ]");
  }

  @Test
  void printing_isNoLogThatOthersRead() throws Exception {
    assertThat(outputs(calling(List.of("token: %s"), function("printf", "token: %s")))).isEmpty();
  }

  @Test
  void webViewThatOpensFiles_isTold() throws Exception {
    String key = "allowUniversalAccessFromFileURLs";
    FactSet facts =
        calling(List.of(key), new Message("WKWebViewConfiguration", "setValue:forKey:", key));
    assertThat(facts.of(API_CALL))
        .extracting(f -> f.text(Field.NAME))
        .contains("WKWebView.allowUniversalAccessFromFileURLs");
    FactSet other =
        calling(
            List.of("title"), new Message("WKWebViewConfiguration", "setValue:forKey:", "title"));
    assertThat(other.of(API_CALL)).noneMatch(f -> f.text(Field.NAME).contains("FileURLs"));
  }

  @Test
  void whatIsTyped_inATemporaryFile_isTold() throws Exception {
    Message field = new Message(SCREEN, "nameField", "");
    Message label = new Message(SCREEN, "nameLabel", "");
    Message text = new Message("UIView", "text", "");
    Message write = new Message("NSString", "writeToFile:atomically:encoding:error:", "");
    Message temporary = function("NSTemporaryDirectory", "");
    assertThat(outputs(calling(List.of(), field, text, temporary, write)))
        .containsExactly(
            "temporary_file NSString.writeToFile:atomically:encoding:error:[nameField.text]");
    assertThat(outputs(calling(List.of(), field, text, write))).isEmpty();
    assertThat(outputs(calling(List.of(), label, text, temporary, write))).isEmpty();
    assertThat(outputs(calling(List.of(), field, text, temporary))).isEmpty();
  }

  @Test
  void documentsThatAreShared_areExternalFiles() throws Exception {
    Message[] calls = {
      new Message("UITextField", "text", ""),
      function("NSSearchPathForDirectoriesInDomains", "9"),
      new Message("NSData", "writeToFile:atomically:", "")
    };
    MachOBytes image = image(List.of(), calls);
    assertThat(outputs(inspect(IosSamples.ipa().executable(image)))).isEmpty();
    assertThat(
            outputs(inspect(IosSamples.ipa().info("UIFileSharingEnabled", true).executable(image))))
        .containsExactly("external_file NSData.writeToFile:atomically:[UITextField.text]");
  }

  @Test
  void statement_isAText() throws Exception {
    String statement = "DELETE FROM station WHERE name = '%@'";
    FactSet facts = inspect(IosSamples.ipa().executable(new MachOBytes().text(statement)));
    assertThat(facts.of(CONST_STRING)).extracting(f -> f.text(Field.TEXT)).contains(statement);
  }

  @Test
  void copyFromTheStore_isHiddenCode() throws Exception {
    IpaBytes app = new IpaBytes("cn.gov.demo");
    assertThat(inspect(app.executable(new MachOBytes().text("未打卡").encrypted())).of(PACKER))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.NAME)).isEqualTo("App Store 加密 FairPlay"))
        .satisfies(f -> assertThat(f.text(Field.DETAIL)).contains("before it was submitted"));
    assertThat(inspect(app.executable(new MachOBytes().text("未打卡"))).of(PACKER)).isEmpty();
  }

  // ---- pictures to press -----------------------------------------------------------------------

  private final NibBytes nib = new NibBytes();
  private final List<Ref> connections = new ArrayList<>();

  private Ref picture(String... more) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("UIResourceName", "icon");
    for (String key : more) {
      values.put(key, "chevron.left");
    }
    return nib.object("UIImageNibPlaceholder", values);
  }

  private Ref button(Map<String, ?> content, Map<String, ?> more) {
    Map<String, Object> values = new LinkedHashMap<>(more);
    Ref shown = nib.object("UIButtonContent", content);
    values.put("UIButtonStatefulContent", nib.array(List.of(shown)));
    return nib.object("UIButton", values);
  }

  private List<String> controls(Ref button) throws Exception {
    Ref owner = nib.object("UIProxyObject", Map.of("UIProxiedObjectIdentifier", "IBFilesOwner"));
    Ref view = nib.object("UIView", Map.of("UISubviews", nib.array(List.of(button))));
    byte[] bytes = nib.toBytes(List.of(view, owner), connections);
    FactSet facts =
        inspect(
            new IpaBytes("cn.gov.demo")
                .file("Base.lproj/Main.storyboardc/Info.plist", IosScreens.storyboard())
                .file("Base.lproj/Main.storyboardc/UIViewController-a.nib", IosScreens.controller())
                .file("Base.lproj/Main.storyboardc/a-view-b.nib", bytes)
                .executable(image(List.of())));
    return facts.of(CONTROL).stream()
        .map(f -> f.text(Field.TYPE) + " " + f.text(Field.TEXT))
        .toList();
  }

  @Test
  void pictureButton_withoutDescription_isAnImageButton() throws Exception {
    assertThat(controls(button(Map.of("UIImage", picture()), Map.of())))
        .containsExactly("ImageButton ");
  }

  @Test
  void pictureOfABar_withoutDescription_isAnImageButton() throws Exception {
    assertThat(controls(nib.object("UIBarButtonItem", Map.of("UIImage", picture()))))
        .containsExactly("ImageButton ");
  }

  @Test
  void pictureButton_withDescription_hasItForItsText() throws Exception {
    Ref button = button(Map.of("UIImage", picture()), Map.of());
    nib.accessible(
        List.of(
            nib.object(
                "UIAccessibilityConfiguration",
                Map.of("UIAccessibileObject", button, "UIAccessibilityLabel", nib.text("返回")))));
    assertThat(controls(button)).containsExactly("ImageButton 返回");
  }

  @Test
  void pictureButton_whoseDescriptionCodeMaySet_isAButton() throws Exception {
    Ref button = button(Map.of("UIImage", picture()), Map.of());
    Ref owner = nib.object("UIProxyObject", Map.of("UIProxiedObjectIdentifier", "IBFilesOwner"));
    connections.add(
        nib.object(
            "UIRuntimeOutletConnection",
            Map.of("UILabel", nib.text("back"), "UISource", owner, "UIDestination", button)));
    assertThat(controls(button)).containsExactly("UIButton ");
  }

  @Test
  void symbolOfTheSystem_isAButton() throws Exception {
    Ref symbol = picture("UISystemSymbolResourceName");
    assertThat(controls(button(Map.of("UIImage", symbol), Map.of()))).containsExactly("UIButton ");
  }

  @Test
  void titleBesideThePicture_isAButton() throws Exception {
    assertThat(controls(button(Map.of("UIImage", picture(), "UITitle", nib.text("返回")), Map.of())))
        .containsExactly("UIButton 返回");
  }

  @Test
  void buttonWithoutPicture_isAButton() throws Exception {
    assertThat(controls(button(Map.of("UITitleColor", 1), Map.of()))).containsExactly("UIButton ");
  }

  @Test
  void itemOfTheSystem_isNoImageButton() throws Exception {
    assertThat(
            controls(
                nib.object(
                    "UIBarButtonItem",
                    Map.of("UIImage", picture(), "UIIsSystemItem", true, "UISystemItem", 1))))
        .containsExactly("UIBarButtonItem ");
  }

  @Test
  void configuredButton_isToldByItsConfiguration() throws Exception {
    Ref configured =
        nib.object("UIButtonConfiguration", Map.of("UIButtonConfigurationImage", picture()));
    assertThat(controls(button(Map.of(), Map.of("UIButtonConfiguration", configured))))
        .containsExactly("ImageButton ");
  }

  /** Code is not kept beside so much that may be code; it is read twice then. */
  @Test
  void codeWithoutRoom_isReadAgain_andSaysTheSame() throws Exception {
    String format = "token: %@";
    byte[] own = image(List.of(format, "no value"), function("NSLog", format)).toBytes();
    List<Fact> kept = beside(1 << 10, own);
    assertThat(kept)
        .anyMatch(fact -> fact.kind() == OUTPUT && fact.text(Field.NAME).equals("NSLog"));
    assertThat(beside(65 << 20, own)).isEqualTo(kept);
  }

  private List<Fact> beside(int bytes, byte[] framework) throws Exception {
    IpaBytes app = IosSamples.ipa().file("Frameworks/Own.framework/Own", framework);
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    app.file("Frameworks/Own.framework/beside", noise);
    return inspect(app).all().stream()
        .filter(fact -> fact.values().keySet().stream().noneMatch(Field.SHA256::equals))
        .toList();
  }

  private List<String> loads(String library) throws Exception {
    return calling(List.of(library), function("dlopen", library)).of(API_CALL).stream()
        .filter(f -> f.text(Field.NAME).equals("dlopen"))
        .map(f -> f.origin() + " " + f.texts(Field.ARGUMENTS))
        .toList();
  }

  @Test
  void librariesOfTheSystem_areNoCodeThatIsLoaded_andOthersAre() throws Exception {
    assertThat(loads("/usr/lib/libobjc.A.dylib")).isEmpty();
    assertThat(loads("/System/Library/Frameworks/CoreML.framework/CoreML")).isEmpty();
    assertThat(loads("/var/mobile/patch.dylib")).containsExactly("APP [/var/mobile/patch.dylib]");
    assertThat(loads("/usr/lib/../../var/patch.dylib"))
        .containsExactly("APP [/usr/lib/../../var/patch.dylib]");
  }

  /** A function of the system that only has its address taken may be called with anything. */
  @Test
  void functionOfWhichNoCallIsSeen_isToldAsThat() throws Exception {
    FactSet facts =
        inspect(IosSamples.ipa().executable(image(List.of()).imports("_dlopen").imports("_popen")));
    assertThat(facts.of(API_CALL)).extracting(f -> f.text(Field.NAME)).contains("dlopen", "popen");
  }

  /** What a known library that is linked into the executable calls is not the app's own doing. */
  @Test
  void callOfAKnownLibrary_isItsOwn() throws Exception {
    MachOBytes image =
        new MachOBytes()
            .objectText("ps")
            .objcClass("UMConfigure", "NSObject", "run:")
            .routine("UMConfigure", "run:", function("popen", "ps"));
    assertThat(inspect(IosSamples.ipa().executable(image)).of(API_CALL))
        .filteredOn(f -> f.text(Field.NAME).equals("popen"))
        .extracting(f -> f.origin())
        .containsOnly(Origin.SDK);
  }
}
