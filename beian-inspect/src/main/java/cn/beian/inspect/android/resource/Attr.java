package cn.beian.inspect.android.resource;

/** Platform attributes and their public resource ids (AOSP {@code public-final.xml}). */
public enum Attr {
  LABEL("label", 0x01010001),
  ICON("icon", 0x01010002),
  NAME("name", 0x01010003),
  PERMISSION("permission", 0x01010006),
  READ_PERMISSION("readPermission", 0x01010007),
  WRITE_PERMISSION("writePermission", 0x01010008),
  ENABLED("enabled", 0x0101000e),
  DEBUGGABLE("debuggable", 0x0101000f),
  EXPORTED("exported", 0x01010010),
  TASK_AFFINITY("taskAffinity", 0x01010012),
  AUTHORITIES("authorities", 0x01010018),
  VALUE("value", 0x01010024),
  RESOURCE("resource", 0x01010025),
  LAUNCH_MODE("launchMode", 0x0101001d),
  SCHEME("scheme", 0x01010027),
  HOST("host", 0x01010028),
  ENTRIES("entries", 0x010100b2),
  ID("id", 0x010100d0),
  LAYOUT("layout", 0x010100f2),
  TEXT("text", 0x0101014f),
  HINT("hint", 0x01010150),
  PASSWORD("password", 0x0101015c),
  PROMPT("prompt", 0x0101017b),
  TITLE("title", 0x010101e1),
  KEY("key", 0x010101e8),
  SUMMARY("summary", 0x010101e9),
  DIALOG_TITLE("dialogTitle", 0x010101f2),
  TARGET_ACTIVITY("targetActivity", 0x01010202),
  MIN_SDK("minSdkVersion", 0x0101020c),
  VERSION_CODE("versionCode", 0x0101021b),
  VERSION_NAME("versionName", 0x0101021c),
  INPUT_TYPE("inputType", 0x01010220),
  ON_CLICK("onClick", 0x0101026f),
  TARGET_SDK("targetSdkVersion", 0x01010270),
  MAX_SDK("maxSdkVersion", 0x01010271),
  TEST_ONLY("testOnly", 0x01010272),
  CONTENT_DESCRIPTION("contentDescription", 0x01010273),
  ALLOW_BACKUP("allowBackup", 0x01010280),
  REQUIRED("required", 0x0101028e),
  EXTRACT_NATIVE_LIBS("extractNativeLibs", 0x010104ea),
  FULL_BACKUP_CONTENT("fullBackupContent", 0x010104eb),
  USES_CLEARTEXT_TRAFFIC("usesCleartextTraffic", 0x010104ec),
  NETWORK_SECURITY_CONFIG("networkSecurityConfig", 0x01010527),
  ROUND_ICON("roundIcon", 0x0101052c),
  VERSION_CODE_MAJOR("versionCodeMajor", 0x01010576),
  REQUEST_LEGACY_EXTERNAL_STORAGE("requestLegacyExternalStorage", 0x01010603);

  private final String xmlName;
  private final int id;

  Attr(String xmlName, int id) {
    this.xmlName = xmlName;
    this.id = id;
  }

  String xmlName() {
    return xmlName;
  }

  public int id() {
    return id;
  }
}
