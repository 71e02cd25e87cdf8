package cn.beian.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/**
 * Builds small Android App Bundles: manifest, layouts and resource table in protocol buffers, after
 * aapt2's {@code Resources.proto}. The content matches that of {@link ApkBytes}, so that the two
 * can be compared.
 */
public final class BundleBytes {
  private static final String ANDROID = "http://schemas.android.com/apk/res/android";
  private static final String MAIN = "android.intent.action.MAIN";
  private static final String LAUNCHER = "android.intent.category.LAUNCHER";

  private static final byte[] NONE = {};

  /** Resource types in the order of their ids. */
  private static final List<String> TYPES = List.of("string", "layout", "id");

  /** A module with its resources, by type and name: the {@code ConfigValue} messages. */
  private static final class Module {
    private final String name;
    private final Element manifest = new Element("manifest");
    private final Element application = new Element("application");
    private final Map<String, Map<String, List<ProtoBytes>>> resources = new TreeMap<>();
    private final List<String> order = new ArrayList<>();

    Module(String name) {
      this.name = name;
    }
  }

  private final String appId;
  private final Module base = new Module("base");
  private final List<Module> modules = new ArrayList<>(List.of(base));
  private final Map<String, byte[]> files = new TreeMap<>();
  private Module now = base;

  /** A bundle with that application id, minimum SDK 24 and target SDK 34. */
  public BundleBytes(String appId) {
    this.appId = appId;
    base.manifest
        .plain("package", appId)
        .integer("versionCode", 0x0101021b, 7)
        .string("versionName", 0x0101021c, "1.2.3")
        .child(
            new Element("uses-sdk")
                .integer("minSdkVersion", 0x0101020c, 24)
                .integer("targetSdkVersion", 0x01010270, 34));
  }

  /** Starts another module, to which everything that follows belongs. */
  public BundleBytes module(String name) {
    now = new Module(name);
    now.manifest.plain("package", appId).plain("split", name);
    modules.add(now);
    return this;
  }

  /** Sets the application's label in the default language and in Chinese. */
  public BundleBytes label(String label, String chinese) {
    int id = string("", "app_name", label);
    string("zh-CN", "app_name", chinese);
    now.application.reference("label", 0x01010001, id);
    return this;
  }

  /** Adds a string and returns its id; {@code locale} is a BCP 47 tag, empty for the default. */
  public int string(String locale, String name, String text) {
    ProtoBytes item = new ProtoBytes().message(2, new ProtoBytes().text(1, text));
    return resource("string", name, locale, item);
  }

  public BundleBytes permission(String name) {
    now.manifest.child(new Element("uses-permission").string("name", 0x01010003, name));
    return this;
  }

  /** Adds the activity that the launcher starts. */
  public BundleBytes mainActivity(String className) {
    now.application.child(
        new Element("activity")
            .string("name", 0x01010003, className)
            .child(
                new Element("intent-filter")
                    .child(new Element("action").string("name", 0x01010003, MAIN))
                    .child(new Element("category").string("name", 0x01010003, LAUNCHER))));
    return this;
  }

  /** Adds a file at any path in the bundle. */
  public BundleBytes file(String path, byte[] content) {
    files.put(path, content.clone());
    return this;
  }

  /**
   * Adds a layout as {@code res/layout/NAME.xml} of the module and returns its resource id.
   *
   * @param views elements inside one LinearLayout
   */
  public int layout(String name, ApkBytes.View... views) {
    Element root = new Element("LinearLayout");
    for (ApkBytes.View view : views) {
      Element element = new Element(view.className());
      view.texts()
          .forEach((attribute, text) -> element.string(attribute.xmlName(), attribute.id(), text));
      if (!view.id().isEmpty()) {
        element.reference(
            "id", 0x010100d0, resource("id", view.id(), "", new ProtoBytes().bytes(6, NONE)));
      }
      root.child(element);
    }
    String path = "res/layout/" + name + ".xml";
    file(now.name + "/" + path, root.toBytes());
    ProtoBytes file = new ProtoBytes().text(1, path).number(2, 3);
    return resource("layout", name, "", new ProtoBytes().message(5, file));
  }

  private int resource(String type, String name, String locale, ProtoBytes item) {
    ProtoBytes value = new ProtoBytes();
    ProtoBytes config = new ProtoBytes();
    if (!locale.isEmpty()) {
      config.text(3, locale);
    }
    value.message(1, config).message(2, new ProtoBytes().message(4, item));
    Map<String, List<ProtoBytes>> named =
        now.resources.computeIfAbsent(type, key -> new TreeMap<>());
    if (!named.containsKey(name)) {
      now.order.add(type + "/" + name);
    }
    named.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    return id(now, type, name);
  }

  private int id(Module module, String type, String name) {
    int packageId = 0x7f + modules.indexOf(module);
    long number =
        module.order.stream()
            .filter(n -> n.startsWith(type + "/"))
            .toList()
            .indexOf(type + "/" + name);
    return (packageId << 24) | ((TYPES.indexOf(type) + 1) << 16) | (int) number;
  }

  private byte[] table(Module module) {
    ProtoBytes bundled =
        new ProtoBytes()
            .message(1, new ProtoBytes().number(1, 0x7f + modules.indexOf(module)))
            .text(2, appId);
    module.resources.forEach(
        (type, named) -> {
          ProtoBytes types =
              new ProtoBytes()
                  .message(1, new ProtoBytes().number(1, TYPES.indexOf(type) + 1))
                  .text(2, type);
          named.forEach(
              (name, values) -> {
                int id = id(module, type, name) & 0xffff;
                ProtoBytes entry =
                    new ProtoBytes().message(1, new ProtoBytes().number(1, id)).text(2, name);
                values.forEach(value -> entry.message(6, value));
                types.message(3, entry);
              });
          bundled.message(3, types);
        });
    return new ProtoBytes().message(2, bundled).toBytes();
  }

  /** All files by name, the manifests first. */
  public Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (Module module : modules) {
      Element root = module.manifest.with(module.application);
      contents.put(module.name + "/manifest/AndroidManifest.xml", root.toBytes());
    }
    contents.put("BundleConfig.pb", new ProtoBytes().text(1, "1").toBytes());
    for (Module module : modules) {
      contents.put(module.name + "/resources.pb", table(module));
    }
    contents.putAll(files);
    return contents;
  }

  /** The archive, to which more can be added. */
  public ZipBytes zip() {
    ZipBytes zip = new ZipBytes();
    contents().forEach(zip::deflated);
    return zip;
  }

  /** The unsigned bundle. */
  public byte[] unsigned() {
    return zip().toBytes();
  }

  /** The bundle with a JAR signature, like one signed with an upload key. */
  public byte[] signed(TestSigner signer) throws IOException {
    Path file = Files.createTempFile("unsigned", ".aab");
    try (ZipFile unsigned = new ZipFile(Files.write(file, unsigned()).toFile())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new JarSigner.Builder(
              signer.privateKey(),
              CertificateFactory.getInstance("X.509")
                  .generateCertPath(List.of(signer.certificate())))
          .signerName("CERT")
          .build()
          .sign(unsigned, out);
      return out.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.delete(file);
    }
  }

  /** An {@code XmlElement} in its {@code XmlNode}. */
  private static final class Element {
    private final String name;
    private final ProtoBytes attributes = new ProtoBytes();
    private final List<Element> children = new ArrayList<>();

    Element(String name) {
      this.name = name;
    }

    Element child(Element child) {
      children.add(child);
      return this;
    }

    /** The same with one more child. */
    Element with(Element last) {
      Element copy = new Element(name);
      copy.attributes.raw(attributes);
      copy.children.addAll(children);
      return copy.child(last);
    }

    Element plain(String attribute, String value) {
      attributes.message(4, new ProtoBytes().text(2, attribute).text(3, value));
      return this;
    }

    Element string(String attribute, int id, String value) {
      attributes.message(4, android(attribute, id).text(3, value));
      return this;
    }

    Element integer(String attribute, int id, int value) {
      ProtoBytes primitive = new ProtoBytes().number(6, value);
      return item(attribute, id, new ProtoBytes().message(7, primitive));
    }

    Element reference(String attribute, int id, int to) {
      ProtoBytes reference = new ProtoBytes().number(2, Integer.toUnsignedLong(to));
      return item(attribute, id, new ProtoBytes().message(1, reference));
    }

    private Element item(String attribute, int id, ProtoBytes item) {
      attributes.message(4, android(attribute, id).message(6, item));
      return this;
    }

    private static ProtoBytes android(String attribute, int id) {
      return new ProtoBytes().text(1, ANDROID).text(2, attribute).number(5, id);
    }

    private ProtoBytes node() {
      ProtoBytes element = new ProtoBytes().text(3, name).raw(attributes);
      children.forEach(child -> element.message(5, child.node()));
      return new ProtoBytes().message(1, element);
    }

    byte[] toBytes() {
      return node().toBytes();
    }
  }
}
