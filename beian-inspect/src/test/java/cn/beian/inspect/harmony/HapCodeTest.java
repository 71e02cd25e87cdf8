package cn.beian.inspect.harmony;

import static cn.beian.facts.FactKind.API_CALL;
import static cn.beian.facts.FactKind.CONST_STRING;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.HOT_UPDATE;
import static cn.beian.facts.FactKind.NETWORK_CONFIG;
import static cn.beian.facts.FactKind.OUTPUT;
import static cn.beian.facts.FactKind.PACKER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.AbcBytes;
import cn.beian.testkit.harmony.ArkCode;
import cn.beian.testkit.harmony.HapSamples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules of security and of access ask of ArkTS code. */
class HapCodeTest {
  @TempDir Path folder;

  private FactSet inspect(byte[] hap) throws Exception {
    Path file = Files.write(folder.resolve("demo.hap"), hap);
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private FactSet inspect(AbcBytes code) throws Exception {
    return inspect(HapSamples.hap(HapSamples.stage(code)));
  }

  private static AbcBytes abc() {
    return new AbcBytes(12, 0, 6, 0).literal("empty", "a", 1);
  }

  private static AbcBytes page(AbcBytes abc, Consumer<AbcBytes.Module> module) {
    return abc.module("&entry/src/main/ets/pages/Index&", module);
  }

  private static AbcBytes page(AbcBytes abc, String imported, Consumer<ArkCode> main) {
    return page(abc, module -> module.imports(imported, "default").function("func_main_0", main));
  }

  private static List<String> values(FactSet facts, FactKind kind, Field field) {
    return facts.of(kind).stream().map(fact -> fact.text(field)).toList();
  }

  // ---- connections -----------------------------------------------------------------------------

  private List<String> settings(AbcBytes abc, Consumer<ArkCode> main) throws Exception {
    AbcBytes code =
        page(
            abc,
            module ->
                module
                    .function("func_main_0", main)
                    .function(
                        "#blind", c -> c.text("checked").sta(2).on("console", "info", 2).end())
                    .function("#looking", c -> c.receiver().property("x509Certs").end()));
    return inspect(code).of(NETWORK_CONFIG).stream()
        .map(fact -> fact.text(Field.NAME) + " " + fact.text(Field.VALUE))
        .toList();
  }

  @Test
  void serverThatIsNotVerified_isTold_whereverItIsSet() throws Exception {
    assertThat(
            settings(
                abc().literal("security", "remoteValidation", "skip"),
                c -> c.object("security").end()))
        .containsExactly("remote_validation skip");
    assertThat(
            settings(
                abc().literal("security", "skipServerCertVerification", 1),
                c -> c.object("security").end()))
        .containsExactly("remote_validation skip");
    assertThat(
            settings(
                abc(), c -> c.emptyObject().sta(1).text("skip").put("remoteValidation", 1).end()))
        .containsExactly("remote_validation skip");
  }

  @Test
  void ownCheck_isToldFromOneThatLooksAtNothing() throws Exception {
    assertThat(
            settings(
                abc(),
                c -> c.emptyObject().sta(1).function("#blind").put("remoteValidation", 1).end()))
        .containsExactly("remote_validation accept");
    assertThat(
            settings(
                abc(),
                c -> c.emptyObject().sta(1).function("#looking").put("remoteValidation", 1).end()))
        .containsExactly("remote_validation own");
  }

  @Test
  void checkOfTheSystem_pins_andOtherSettings_areNothing() throws Exception {
    assertThat(
            settings(
                abc()
                    .literal("security", "remoteValidation", "system")
                    .literal("off", "skipRemoteValidation", 0)
                    .literal("pinned", "remoteValidation", "skip", "certificatePinning", "a")
                    .literal("person", "family", 1),
                c -> c.object("security").object("off").object("pinned").object("person").end()))
        .isEmpty();
  }

  @Test
  void connectionsOfIpv4Alone_areTold() throws Exception {
    for (Object[] set :
        new Object[][] {{"address", "a.gov.cn", "port", 80, "family", 1}, {"addressFamily", 1}}) {
      assertThat(settings(abc().literal("options", set), c -> c.object("options").end()))
          .containsExactly("address_family ipv4");
    }
    for (Object[] set :
        new Object[][] {{"address", "a.gov.cn", "port", 80, "family", 2}, {"addressFamily", 2}}) {
      assertThat(settings(abc().literal("options", set), c -> c.object("options").end())).isEmpty();
    }
  }

  // ---- code from elsewhere ---------------------------------------------------------------------

  @Test
  void patchesOfCode_areHotUpdates() throws Exception {
    AbcBytes code =
        page(
            abc(),
            "@ohos:app.ability.quickFixManager",
            c -> c.imported(0).sta(1).lda(1).property("applyQuickFix").callThis(1).end());
    assertThat(values(inspect(code), HOT_UPDATE, Field.NAME)).containsExactly("applyQuickFix");
    AbcBytes own = page(abc(), "@ohos:router", c -> c.on("Patches", "applyQuickFix").end());
    assertThat(inspect(own).of(HOT_UPDATE)).isEmpty();
  }

  @Test
  void scriptsFromOutsideThePackage_areHotUpdates() throws Exception {
    AbcBytes code =
        page(
            abc(),
            module ->
                module
                    .imports(
                        "@normalized:N&&&@rnoh/react-native-openharmony/index&1.0.0",
                        "FileJSBundleProvider")
                    .function("func_main_0", c -> c.imported(0).sta(1).make(1, 1).end()));
    assertThat(values(inspect(code), HOT_UPDATE, Field.NAME))
        .containsExactly("FileJSBundleProvider");
  }

  @Test
  void nativeLibraryThatRunsScripts_isTold_andTheEngineOfAFrameworkAsThat() throws Exception {
    byte[] library = new ElfBytes().imports("malloc").imports("OH_JSVM_RunScript").toBytes();
    ZipBytes files =
        HapSamples.stage(HapSamples.code(12, 0, 6, 0))
            .stored("libs/arm64-v8a/libscript.so", library)
            .stored("libs/arm64-v8a/librnoh_core.so", library);
    assertThat(inspect(HapSamples.hap(files)).of(API_CALL))
        .filteredOn(fact -> fact.text(Field.NAME).equals("OH_JSVM_RunScript"))
        .extracting(fact -> fact.origin() + " " + fact.sites().get(0).entry())
        .containsExactlyInAnyOrder(
            Origin.APP + " libs/arm64-v8a/libscript.so",
            Origin.FRAMEWORK + " libs/arm64-v8a/librnoh_core.so");
  }

  // ---- hidden code -----------------------------------------------------------------------------

  @Test
  void encryptedBytecode_isHiddenCode_andNotRead() throws Exception {
    byte[] plain = HapSamples.code(12, 0, 6, 0).toBytes();
    byte[] encrypted = new byte[8192];
    new Random(1).nextBytes(encrypted);
    System.arraycopy(plain, 0, encrypted, 0, 60);
    FactSet facts = inspect(withCode(encrypted));
    assertThat(values(facts, PACKER, Field.NAME))
        .containsExactly("应用市场代码加密 AppGallery code encryption");
    assertThat(facts.of(COVERAGE))
        .filteredOn(fact -> fact.text(Field.NAME).equals("code"))
        .allMatch(fact -> fact.number(Field.READABLE).orElse(1) == 0)
        .anyMatch(fact -> fact.text(Field.REASON).startsWith("encrypted; the build before"));
    encrypted[0] = 'X';
    assertThat(values(inspect(withCode(encrypted)), PACKER, Field.NAME))
        .containsExactly("代码加密 code encryption");
    assertThat(inspect(withCode(plain)).of(PACKER)).isEmpty();
  }

  private static byte[] withCode(byte[] code) {
    return HapSamples.hap(
        new ZipBytes()
            .deflated(
                "module.json",
                HapSamples.manifest("entry", "entry").getBytes(StandardCharsets.UTF_8))
            .stored("ets/modules.abc", code));
  }

  // ---- statements, logs and files
  // ----------------------------------------------------------------

  @Test
  void statement_isAText() throws Exception {
    String statement = "select name from station where id = ";
    AbcBytes code = page(abc(), "@ohos:router", c -> c.text(statement).sta(1).end());
    assertThat(values(inspect(code), CONST_STRING, Field.TEXT)).contains(statement);
  }

  private List<List<String>> logged(Consumer<ArkCode> main) throws Exception {
    return inspect(page(abc(), "@ohos:hilog", main)).of(OUTPUT).stream()
        .map(fact -> fact.texts(Field.ARGUMENTS))
        .toList();
  }

  @Test
  void log_ofAConstant_tellsNothing() throws Exception {
    assertThat(logged(c -> c.text("请输入密码").sta(2).on("console", "info", 2).end())).isEmpty();
  }

  @Test
  void log_tellsTheNameOfAValue_andTheTextBeforeIt() throws Exception {
    assertThat(
            logged(
                c ->
                    c.text("token")
                        .sta(2)
                        .receiver()
                        .property("token")
                        .sta(3)
                        .on("console", "info", 2, 3)
                        .end()))
        .containsExactly(List.of("token"));
    assertThat(
            logged(
                c -> {
                  c.text("密码：").sta(2).receiver().property("pwd").add(2).sta(3);
                  c.on("console", "info", 3).end();
                }))
        .containsExactly(List.of("密码：", "pwd"));
  }

  @Test
  void log_ofWhatWentWrong_tellsNothingOfIt() throws Exception {
    assertThat(
            logged(
                c ->
                    c.text("invalid token ")
                        .sta(2)
                        .receiver()
                        .property("message")
                        .add(2)
                        .sta(3)
                        .on("console", "error", 3)
                        .end()))
        .isEmpty();
  }

  @Test
  void hilog_tellsWhatItsFormatMakesPublic() throws Exception {
    for (String shown : List.of("%{public}s", "%{private}s", "%s")) {
      List<List<String>> told =
          logged(
              c -> {
                c.imported(0).sta(1).number(0).sta(2).text("tag").sta(3);
                c.text("phone " + shown).sta(4).receiver().property("phone").sta(5);
                c.lda(1).property("info").callThisRange(1, 4).end();
              });
      assertThat(told)
          .isEqualTo(shown.equals("%{public}s") ? List.of(List.of("phone ", "phone")) : List.of());
    }
  }

  private List<String> files(String folder, String read) throws Exception {
    AbcBytes code =
        page(
            abc(),
            module ->
                module
                    .imports("@ohos:file.fs", "default")
                    .function(
                        "func_main_0",
                        c -> {
                          c.receiver().property("phone").sta(3).emptyObject().sta(4).lda(3);
                          c.put("text", 4).on("TextInput", "create", 4).end();
                        })
                    .function(
                        "#save",
                        c -> {
                          c.receiver().property("context").property(folder).sta(2);
                          c.receiver().property(read).sta(3);
                          c.imported(0).sta(1).lda(1).property("writeSync").callThis(1, 2, 3).end();
                        }));
    return inspect(code).of(OUTPUT).stream()
        .map(fact -> fact.text(Field.TYPE) + fact.texts(Field.ARGUMENTS))
        .toList();
  }

  @Test
  void whatIsTyped_inATemporaryFile_isTold() throws Exception {
    assertThat(files("tempDir", "phone")).containsExactly("temporary_file[phone]");
    assertThat(files("filesDir", "phone")).isEmpty();
    assertThat(files("tempDir", "title")).isEmpty();
  }

  // ---- pictures to press -----------------------------------------------------------------------

  private List<String> controls(Consumer<ArkCode> render) throws Exception {
    AbcBytes code =
        page(
            abc()
                .literal(
                    "members", "initialRender", new AbcBytes.Function("#~Index>#initialRender")),
            module ->
                module
                    .function(
                        "func_main_0",
                        c ->
                            c.scope(1)
                                .global("ViewPU")
                                .sta(7)
                                .type("#~Index=#Index", "members", 7)
                                .end())
                    .function("#~Index=#Index", ArkCode::end)
                    .function("#press", ArkCode::end)
                    .function("#~Index>#initialRender", render));
    return inspect(code).of(CONTROL).stream()
        .map(fact -> fact.text(Field.TYPE) + " " + fact.text(Field.TEXT))
        .toList();
  }

  private static ArkCode pressed(ArkCode code, String element) {
    return code.function("#press").sta(5).on(element, "onClick", 5);
  }

  @Test
  void pictureToPress_withoutDescription_isAnImageButton() throws Exception {
    assertThat(
            controls(
                c -> {
                  c.on("Row", "create");
                  pressed(c, "Row").on("Image", "create").on("Image", "pop").on("Row", "pop").end();
                }))
        .containsExactly("imagebutton ");
  }

  @Test
  void pictureToPress_withDescription_hasItForItsText() throws Exception {
    assertThat(
            controls(
                c -> {
                  c.on("Image", "create");
                  pressed(c, "Image").text("返回").sta(6).on("Image", "accessibilityText", 6);
                  c.on("Image", "pop").end();
                }))
        .containsExactly("imagebutton 返回");
  }

  @Test
  void whatMayShowText_isNoImageButton() throws Exception {
    assertThat(
            controls(
                c -> {
                  c.on("Row", "create");
                  pressed(c, "Row").on("Image", "create").on("Image", "pop");
                  c.receiver().property("title").sta(6).on("Text", "create", 6).on("Text", "pop");
                  c.on("Row", "pop").end();
                }))
        .containsExactly("row ");
    assertThat(
            controls(
                c -> {
                  c.on("Image", "create");
                  pressed(c, "Image").receiver().property("said").sta(6);
                  c.on("Image", "accessibilityText", 6).on("Image", "pop").end();
                }))
        .containsExactly("image ");
    assertThat(
            controls(
                c -> {
                  c.on("Row", "create");
                  pressed(c, "Row").on("Image", "create").on("Image", "pop");
                  c.on("ViewPU", "create").on("Row", "pop").end();
                }))
        .containsExactly("row ");
  }
}
