package cn.beian.inspect.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
  /** Purposes of code that serves the app and sends nothing of its own accord. */
  private static final Set<String> LIBRARIES = Set.of("user interface", "cryptography", "library");

  private final Catalogue catalogue = Catalogue.checked();

  @Test
  void entries_areAtLeast250_withoutLibraries() {
    List<Sdk> services =
        catalogue.sdks().stream().filter(sdk -> !LIBRARIES.contains(sdk.purpose().code())).toList();

    assertThat(services).hasSizeGreaterThanOrEqualTo(250);
  }

  @Test
  void entry_citesADocumentOrWasFoundInAPackage() {
    assertThat(catalogue.sdks())
        .allSatisfy(
            sdk -> {
              assertThat(sdk.sources().size() + sdk.samples().size()).isPositive();
              assertThat(sdk.patterns()).isNotEmpty();
            });
    assertThat(catalogue.packers()).allSatisfy(packer -> assertThat(packer.sources()).isNotEmpty());
  }

  @Test
  void whatIsCollected_isSaidBySomebody() {
    assertThat(catalogue.sdks())
        .filteredOn(sdk -> !sdk.collects().isEmpty())
        .hasSizeGreaterThan(80)
        .allSatisfy(sdk -> assertThat(sdk.sources()).isNotEmpty());
  }

  @Test
  void ids_areUniqueAcrossFiles() {
    Set<String> ids = new HashSet<>();

    assertThat(catalogue.sdks()).allSatisfy(sdk -> assertThat(ids.add(sdk.id())).isTrue());
  }

  @Test
  void ownerOf_longestPrefixWins() {
    assertThat(idOf("com.umeng.message.UmengService")).isEqualTo("umeng-push");
    assertThat(idOf("com.umeng.commonsdk.UMConfigure")).isEqualTo("umeng");
    assertThat(idOf("cn.jpush.android.api.JPushInterface")).isEqualTo("jiguang");
    assertThat(catalogue.ownerOf("cn.gov.example.Main")).isNull();
    assertThat(catalogue.ownerOf("com.umengx.Other")).isNull();
  }

  @Test
  void ownerOf_frameworks_areFrameworkAndUniAppIsToldOf() {
    Catalogue.CodeOwner engine = ownerOf("io.dcloud.feature.internal.sdk.SDK");

    assertThat(catalogue.ownerOf("androidx.core.app.Activity")).isEqualTo(owner(Origin.FRAMEWORK));
    assertThat(engine.origin()).isEqualTo(Origin.FRAMEWORK);
    assertThat(engine.sdk().map(Sdk::id)).hasValue("dcloud");
  }

  @Test
  void otherPatterns_findTheSameEntries() {
    assertThat(catalogue.sdkOf(Pattern.Kind.LIBRARY, "libBaiduMapSDK_base_v7_5_0.so").map(Sdk::id))
        .hasValue("baidu-map");
    assertThat(catalogue.sdkOf(Pattern.Kind.NPM, "@vant/weapp").map(Sdk::id))
        .hasValue("vant-weapp");
    assertThat(catalogue.sdkOf(Pattern.Kind.PLUGIN, "wx069ba97219f66d99").map(Sdk::id))
        .hasValue("wechat-si");
    assertThat(catalogue.sdkOf(Pattern.Kind.SCRIPT, "qqmap-wx-jssdk.min").map(Sdk::id))
        .hasValue("tencent-map");
    assertThat(catalogue.sdkOf(Pattern.Kind.LIBRARY, "libmine.so")).isEmpty();
  }

  private String idOf(String className) {
    return ownerOf(className).sdk().orElseThrow().id();
  }

  private Catalogue.CodeOwner ownerOf(String className) {
    return Objects.requireNonNull(catalogue.ownerOf(className));
  }

  private static Catalogue.CodeOwner owner(Origin origin) {
    return new Catalogue.CodeOwner(origin, Optional.empty(), Optional.empty());
  }
}
