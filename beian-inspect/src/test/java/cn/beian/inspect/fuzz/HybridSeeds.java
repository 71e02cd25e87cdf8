package cn.beian.inspect.fuzz;

import cn.beian.testkit.ProtoBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.ZipBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Seeds of the readers of worlds inside packages and of the lists of components. */
final class HybridSeeds {
  private static final String UNI = "assets/apps/__UNI__DEMO/www/";
  private static final String MIT =
      "Permission is hereby granted, free of charge, to any person obtaining a copy";

  /** A file of each form that states components. */
  private static final List<String> STATEMENTS =
      List.of(
          "META-INF/androidx.core_core.version",
          "META-INF/maven/com.acme/a-lib/pom.properties",
          "META-INF/maven/com.acme/a-lib/pom.xml",
          "META-INF/com/android/build/gradle/app-metadata.properties",
          "BUNDLE-METADATA/com.android.tools.build.libraries/dependencies.pb",
          "play-services-base.properties",
          "res/raw/third_party_licenses",
          "res/raw/third_party_license_metadata",
          "kotlin-tooling-metadata.json",
          "res/raw/aboutlibraries.json",
          "assets/open_source_licenses.json",
          "assets/app/cash/licensee/artifacts.json",
          "pkgContextInfo.json",
          "package-lock.json",
          "package.json",
          "miniprogram_npm/a/package.json",
          "META-INF/LICENSE.txt");

  private HybridSeeds() {}

  static List<byte[]> hermes() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(Samples.hermes(false).toBytes());
    seeds.add(Samples.hermes(true).toBytes());
    seeds.add(Samples.hermes(true).elsewhere().toBytes());
    for (String version : List.of("84", "89", "94", "96", "98", "99")) {
      seeds.add(frozen("v" + version + ".hbc"));
    }
    return seeds;
  }

  /** What a compiler of Hermes made of the bundle that lies beside it. */
  private static byte[] frozen(String name) {
    try (InputStream in =
        HybridSeeds.class.getResourceAsStream("/cn/beian/inspect/hermes/" + name)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<byte[]> flutter() {
    return List.of(
        Samples.flutter().toBytes(),
        Samples.flutter().compressedPointers().older().toBytes(),
        Samples.flutter().withoutSections().toBytes());
  }

  static List<byte[]> notices() throws IOException {
    byte[] text =
        ("dio\nskia\n\n" + MIT + "\n" + "-".repeat(80) + "\nhttp\n\nApache License, Version 2.0\n")
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text);
    }
    return List.of(text, out.toByteArray());
  }

  static byte[] asNotices(byte[] bytes) {
    String folder = "assets/flutter_assets/";
    return AndroidSeeds.inApk()
        .stored("lib/arm64-v8a/libapp.so", Samples.flutter().toBytes())
        .stored(folder + "NOTICES", bytes)
        .stored(folder + "NOTICES.Z", bytes)
        .toBytes();
  }

  static List<byte[]> uniApp() {
    return WebSeeds.texts(
        "(function(vue) {const _main = { methods: { go() { uni.navigateTo({url: '/pages/a/a'}); } }"
            + " }; function _render(_ctx, _cache, $props, $setup, $data, $options) { return"
            + " vue.openBlock(), vue.createElementBlock('button', { onClick: _cache[0] ||"
            + " (_cache[0] = (...args) => $options.go && $options.go(...args)) }, '签到'); }"
            + " const A = _export(_main, [['render', _render]]); __definePage('pages/a/a', A);"
            + "})(Vue);",
        "(this['webpackJsonp']=this['webpackJsonp']||[]).push([['app-service'],{"
            + "'c1':function(t,e,n){n.r(e);var r=n('t1'),a=n('s1');for(var i in a)'default'!==i&&"
            + "function(t){n.d(e,t,(function(){return a[t]}))}(i);var o=n('f0'),u=Object(o['a'])"
            + "(a['default'],r['b'],r['c'],!1);e['default']=u.exports},"
            + "'t1':function(t,e,n){var r=function(){var t=this,e=t.$createElement,n=t._self._c||e;"
            + "return n('view',{attrs:{_i:0}},[n('button',{attrs:{_i:3},on:{click:function(e){"
            + "return t.submit()}}}),n('rank',{attrs:{_i:4}})])},a=[]},"
            + "'s1':function(t,e,n){e.default=void 0;var a=n('api');var r={components:{"
            + "rank:n('c2').default},methods:{submit:function(){(0,a.sign)(1)}}};e.default=r},"
            + "'api':function(t,e,n){var r=function(t){return uni.request({url:'/sign'})};e.sign=r},"
            + "'c2':function(t,e,n){var r=n('t1'),o=n('f0');e['default']=Object(o['a'])({},r['b'])},"
            + "'m0':function(t,e,n){__definePage('pages/a/a',(function(){return Vue.extend("
            + "n('c1').default)}))}}]);",
        "(function(t){var e={};function n(i){return t[i]}n('m0')})({"
            + "'t1':function(t,e,n){var r=function(){var t=this,e=t.$createElement,n=t._self._c||e;"
            + "return n('v-uni-view',{attrs:{_i:0}},[n('v-uni-text',{attrs:{_i:1}},[t._v('今日签到')]),"
            + "n('v-uni-input',{attrs:{placeholder:'请填写',_i:2},model:{value:t._$g(2,'v-model'),"
            + "expression:'remark'}}),t._l(t._$g(5,'f'),function(i){return n('v-uni-text',{key:i},"
            + "[t._v(t._s(i))])}),t._$g(6,'i')?n('rank'):t._e()],1)}}});");
  }

  /** As both scripts, beside the routes. */
  static byte[] asUniApp(byte[] bytes) {
    String routes = "const __uniRoutes = [{'path':'pages/a/a','meta':{}}]";
    return AndroidSeeds.inApk()
        .stored(UNI + "app-config-service.js", routes.getBytes(StandardCharsets.UTF_8))
        .stored(UNI + "app-service.js", bytes)
        .stored(UNI + "app-view.js", bytes)
        .toBytes();
  }

  static List<byte[]> archives() {
    byte[] page =
        "<title>村务</title><button onclick='sign()'>签到</button>".getBytes(StandardCharsets.UTF_8);
    ZipBytes pages =
        new ZipBytes()
            .stored("dist/index.html", page)
            .deflated("dist/js/a.js", "function sign(){}".getBytes(StandardCharsets.UTF_8));
    ZipBytes uni = new ZipBytes().stored("app-service.js", uniApp().get(0));
    return List.of(
        pages.toBytes(),
        uni.toBytes(),
        new ZipBytes().stored("index.android.bundle", frozen("v96.hbc")).toBytes(),
        new ZipBytes().stored("a.zip", pages.toBytes()).stored("b.wgt", uni.toBytes()).toBytes());
  }

  static List<byte[]> libraries() {
    List<byte[]> seeds =
        new ArrayList<>(
            WebSeeds.texts(
                "1.9.0\n",
                """
                #made
                version=2.1
                groupId=com.acme
                artifactId=a-lib
                client=play-services-x
                androidGradlePluginVersion=8.1.0
                """,
                "<project><parent><version>9</version></parent><organization><name>某司</name>"
                    + "</organization><licenses><license><name>The Apache Software License, Version"
                    + " 2.0</name></license><license><url>https://opensource.org/licenses/MIT</url>"
                    + "</license></licenses></project>",
                "0:10 Core UI\n10:5 某库\n999999:5 Gone\n",
                MIT,
                "{\"buildSystem\":\"Gradle\",\"buildSystemVersion\":\"7.4\",\"buildPlugin\":"
                    + "\"org.jetbrains.kotlin.gradle.plugin.KotlinAndroidPluginWrapper\"}",
                "{\"libraries\":[{\"uniqueId\":\"a.b:c\",\"artifactVersion\":\"1.0\",\"developers\":"
                    + "[{\"name\":\"王\"}],\"licenses\":[\"h1\"]}],\"licenses\":{\"h1\":{\"spdxId\":"
                    + "\"Apache-2.0\"}}}",
                "[{\"groupId\":\"g\",\"artifactId\":\"x\",\"version\":\"2\",\"spdxLicenses\":"
                    + "[{\"identifier\":\"MIT\"}]},{\"project\":\"P\",\"dependency\":\"g:y:3\","
                    + "\"licenses\":[{\"license\":\"BSD-3-Clause\"}]}]",
                "{\"@ohos/axios\":{\"packageName\":\"@ohos/axios\",\"version\":\"2.2.0\"}}",
                "{\"name\":\"@vant/weapp\",\"version\":\"1.10.4\",\"license\":\"MIT\",\"author\":"
                    + "\"a <b@c.d>\",\"dependencies\":{\"dayjs\":\"^1.11.0\"},\"packages\":{"
                    + "\"node_modules/dayjs\":{\"version\":\"1.11.7\",\"license\":\"MIT\"}}}"));
    ProtoBytes maven = new ProtoBytes().text(1, "a.b").text(2, "c").text(3, "aar").text(5, "4.5");
    seeds.add(new ProtoBytes().message(1, new ProtoBytes().message(1, maven)).toBytes());
    return seeds;
  }

  /** As a file of each form at once. */
  static byte[] asLibraries(byte[] bytes) {
    ZipBytes apk = AndroidSeeds.inApk();
    STATEMENTS.forEach(name -> apk.stored(name, bytes));
    return apk.toBytes();
  }
}
