package cn.beian.testkit;

import com.reandroid.apk.ApkModule;
import com.reandroid.archive.ByteInputSource;
import com.reandroid.arsc.chunk.PackageBlock;
import com.reandroid.arsc.chunk.TableBlock;
import com.reandroid.arsc.chunk.xml.AndroidManifestBlock;
import com.reandroid.arsc.chunk.xml.ResXmlAttribute;
import com.reandroid.arsc.chunk.xml.ResXmlDocument;
import com.reandroid.arsc.chunk.xml.ResXmlElement;
import com.reandroid.arsc.value.Entry;
import com.reandroid.arsc.value.ValueType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Consumer;

/** Builds small real APKs: binary manifest, resource table, compiled code, signature. */
public final class ApkBytes {
  private static final int FRAMEWORK = 34;
  private static final int NAME = 0x01010003;

  private final ApkModule module = new ApkModule();
  private final PackageBlock resources;
  private final AndroidManifestBlock manifest = new AndroidManifestBlock();

  /** An APK with that application id, minimum SDK 24 and target SDK 34. */
  public ApkBytes(String appId) {
    TableBlock table = new TableBlock();
    resources = table.newPackage(0x7f, appId);
    module.setTableBlock(table);
    module.setManifest(manifest);
    try {
      module.initializeAndroidFramework(FRAMEWORK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    manifest.setPackageName(appId);
    manifest.setVersionCode(7);
    manifest.setVersionName("1.2.3");
    manifest.setMinSdkVersion(24);
    manifest.setTargetSdkVersion(FRAMEWORK);
  }

  /** Sets the version. */
  public ApkBytes version(int code, String name) {
    manifest.setVersionCode(code);
    manifest.setVersionName(name);
    return this;
  }

  /** Sets the application's label in the default language and in Chinese. */
  public ApkBytes label(String label, String chinese) {
    int id = string("", "app_name", label);
    string("-zh-rCN", "app_name", chinese);
    manifest.setApplicationLabel(id);
    return this;
  }

  /**
   * Adds a string and returns its id; {@code qualifiers} as in a folder's name, empty for the
   * default.
   */
  public int string(String qualifiers, String name, String text) {
    Entry entry = resources.getOrCreate(qualifiers, "string", name);
    entry.setValueAsString(text);
    return entry.getResourceId();
  }

  public ApkBytes permission(String name) {
    manifest.addUsesPermission(name);
    return this;
  }

  /** Sets the minimum SDK. */
  public ApkBytes minSdk(int api) {
    manifest.setMinSdkVersion(api);
    return this;
  }

  /** Adds the activity that the launcher starts. */
  public ApkBytes mainActivity(String className) {
    manifest.getOrCreateMainActivity(className);
    return this;
  }

  /** Adds another activity, which other apps cannot start. */
  public ApkBytes activity(String className) {
    named(manifest.getOrCreateApplicationElement(), "activity", className);
    return this;
  }

  /** Adds an activity of launch mode {@code singleTask} with that task affinity. */
  public ApkBytes singleTask(String className, String affinity) {
    ResXmlElement activity = named(manifest.getOrCreateApplicationElement(), "activity", className);
    activity.getOrCreateAndroidAttribute("launchMode", 0x0101001d).setTypeAndData(ValueType.DEC, 2);
    activity.getOrCreateAndroidAttribute("taskAffinity", 0x01010012).setValueAsString(affinity);
    return this;
  }

  /**
   * Adds a service, receiver or provider that other apps can reach, with or without a permission.
   */
  public ApkBytes exported(String element, String className, String permission) {
    ResXmlElement added = named(manifest.getOrCreateApplicationElement(), element, className);
    added.getOrCreateAndroidAttribute("exported", 0x01010010).setValueAsBoolean(true);
    if (!permission.isEmpty()) {
      added.getOrCreateAndroidAttribute("permission", 0x01010006).setValueAsString(permission);
    }
    return this;
  }

  /** Sets a flag of the application, like {@code debuggable}, by its name and resource id. */
  public ApkBytes flag(String name, int id) {
    manifest
        .getOrCreateApplicationElement()
        .getOrCreateAndroidAttribute(name, id)
        .setValueAsBoolean(true);
    return this;
  }

  /** Sets the application's icon. */
  public ApkBytes icon(byte[] png) {
    Entry entry = resources.getOrCreate("", "drawable", "icon");
    entry.setValueAsString("res/drawable/icon.png");
    file("res/drawable/icon.png", png);
    return reference("icon", 0x01010002, entry.getResourceId());
  }

  /** Points an attribute of the application, like {@code icon}, at a resource. */
  public ApkBytes reference(String name, int id, int resource) {
    manifest
        .getOrCreateApplicationElement()
        .getOrCreateAndroidAttribute(name, id)
        .setTypeAndData(ValueType.REFERENCE, resource);
    return this;
  }

  /** Adds a compiled XML file as {@code res/TYPE/NAME.xml} and returns its resource id. */
  public int xml(String type, String name, String root, Consumer<ResXmlElement> content) {
    String path = "res/" + type + "/" + name + ".xml";
    Entry entry = resources.getOrCreate("", type, name);
    entry.setValueAsString(path);
    ResXmlDocument document = new ResXmlDocument();
    document.setPackageBlock(resources);
    content.accept(document.newElement(root));
    document.refreshFull();
    module.add(new ByteInputSource(document.getBytes(), path));
    return entry.getResourceId();
  }

  /** Adds a manifest element with a name, like {@code uses-feature}. */
  public ApkBytes uses(String element, String name) {
    named(manifest.getManifestElement(), element, name);
    return this;
  }

  /** Adds a platform library that the app requires or uses optionally. */
  public ApkBytes library(String name, boolean required) {
    named(manifest.getOrCreateApplicationElement(), "uses-library", name)
        .getOrCreateAndroidAttribute("required", 0x0101028e)
        .setValueAsBoolean(required);
    return this;
  }

  private static ResXmlElement named(ResXmlElement in, String element, String name) {
    ResXmlElement added = in.newElement(element);
    added.getOrCreateAndroidAttribute("name", NAME).setValueAsString(name);
    return added;
  }

  /** Makes it a split with that name, belonging to the base APK of the same application id. */
  public ApkBytes split(String name) {
    manifest.setSplit(name, true);
    return this;
  }

  /** Adds a file at any path. */
  public ApkBytes file(String path, byte[] content) {
    module.add(new ByteInputSource(content, path));
    return this;
  }

  /**
   * Adds a layout as {@code res/layout/NAME.xml} and returns its resource id.
   *
   * @param views elements inside one LinearLayout
   */
  public int layout(String name, View... views) {
    return layoutAt("res/layout/" + name + ".xml", name, views);
  }

  /**
   * Adds a layout under any path, like those shortened by release builds, and returns its resource
   * id.
   */
  public int layoutAt(String path, String name, View... views) {
    Entry entry = resources.getOrCreate("", "layout", name);
    entry.setValueAsString(path);
    ResXmlDocument document = new ResXmlDocument();
    document.setPackageBlock(resources);
    ResXmlElement root = document.newElement("LinearLayout");
    for (View view : views) {
      ResXmlElement element = root.newElement(view.className);
      view.texts.forEach(
          (attribute, text) ->
              element.createAndroidAttribute(attribute.name, attribute.id).setValueAsString(text));
      if (!view.id.isEmpty()) {
        ResXmlAttribute id = element.createAndroidAttribute("id", 0x010100d0);
        id.setTypeAndData(ValueType.REFERENCE, id(view.id));
      }
    }
    document.refreshFull();
    module.add(new ByteInputSource(document.getBytes(), path));
    return entry.getResourceId();
  }

  /** The resource id of a view's id name. */
  public int id(String name) {
    Entry entry = resources.getOrCreate("", "id", name);
    entry.setValueAsBoolean(false);
    return entry.getResourceId();
  }

  /** Attributes of views that can be set as text. */
  public enum Attribute {
    TEXT("text", 0x0101014f),
    HINT("hint", 0x01010150),
    ON_CLICK("onClick", 0x0101026f);

    private final String name;
    private final int id;

    Attribute(String name, int id) {
      this.name = name;
      this.id = id;
    }

    String xmlName() {
      return name;
    }

    int id() {
      return id;
    }
  }

  /**
   * A view of a layout.
   *
   * @param id its id name; empty for none
   */
  public record View(String className, String id, Map<Attribute, String> texts) {}

  /** The unsigned APK. */
  public byte[] unsigned() throws IOException {
    module.refreshTable();
    module.refreshManifest();
    File file = File.createTempFile("unsigned", ".apk");
    try {
      module.writeApk(file);
      return Files.readAllBytes(file.toPath());
    } finally {
      Files.delete(file.toPath());
    }
  }

  /** The APK signed with schemes v1, v2 and v3. */
  public byte[] signed(TestSigner signer) throws IOException {
    File in = File.createTempFile("unsigned", ".apk");
    File out = File.createTempFile("signed", ".apk");
    try {
      Files.write(in.toPath(), unsigned());
      signer.sign(in.toPath(), out.toPath(), true);
      return Files.readAllBytes(out.toPath());
    } finally {
      Files.delete(in.toPath());
      Files.delete(out.toPath());
    }
  }
}
