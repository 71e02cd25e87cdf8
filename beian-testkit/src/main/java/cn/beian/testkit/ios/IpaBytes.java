package cn.beian.testkit.ios;

import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds iOS apps: Info.plist, files, an executable, a profile, signed together. */
public final class IpaBytes {
  /** The app's folder. */
  public static final String APP = "Payload/Demo.app/";

  private final Map<String, Object> info = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private MachOBytes executable = new MachOBytes();

  /** An app of that bundle id, for iOS 12 and later. */
  public IpaBytes(String bundleId) {
    info("CFBundleIdentifier", bundleId);
    info("CFBundleExecutable", "Demo");
    info("CFBundleVersion", "7");
    info("CFBundleShortVersionString", "1.2.3");
    info("MinimumOSVersion", "12.0");
    info("CFBundleSupportedPlatforms", List.of("iPhoneOS"));
    info("UIDeviceFamily", List.of(1, 2));
  }

  /** Sets a value of Info.plist. */
  public IpaBytes info(String key, Object value) {
    info.put(key, value);
    return this;
  }

  /** Adds a file; its name is the path below the folder of the app. */
  public IpaBytes file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Sets the executable. */
  public IpaBytes executable(MachOBytes code) {
    this.executable = code;
    return this;
  }

  /** Info.plist in its binary form. */
  public byte[] infoBytes() {
    return PlistBytes.binary(info);
  }

  /** The files by their names in the package, signed. */
  public Map<String, byte[]> contents(TestSigner signer) {
    Map<String, Object> seals = new TreeMap<>();
    files.forEach(
        (name, content) -> seals.put(name, Map.of("hash2", SignedMessages.sha256(content))));
    byte[] resources = PlistBytes.xml(Map.of("files2", seals));
    String id = String.valueOf(info.get("CFBundleIdentifier"));
    byte[] entitlements = PlistBytes.xml(Map.of("get-task-allow", true));
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(APP + "Info.plist", infoBytes());
    all.put(APP + "Demo", executable.signed(id, infoBytes(), resources, entitlements, signer));
    all.put(APP + "_CodeSignature/CodeResources", resources);
    files.forEach((name, content) -> all.put(APP + name, content));
    return all;
  }

  /** The app as an archive to which entries can be added. */
  public ZipBytes zip(TestSigner signer) {
    ZipBytes zip = new ZipBytes();
    contents(signer).forEach(zip::deflated);
    return zip;
  }
}
