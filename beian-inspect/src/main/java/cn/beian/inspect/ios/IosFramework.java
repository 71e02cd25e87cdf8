package cn.beian.inspect.ios;

import cn.beian.inspect.reader.FileTree;

/** The framework that an app was made with, by files that only that framework's tools write. */
enum IosFramework {
  NATIVE("native"),
  UNI_APP("uni-app"),
  FLUTTER("flutter"),
  REACT_NATIVE("react-native"),
  CORDOVA("cordova"),
  CAPACITOR("capacitor");

  private final String jsonName;

  IosFramework(String jsonName) {
    this.jsonName = jsonName;
  }

  String jsonName() {
    return jsonName;
  }

  /** Script or bytecode of a React Native app. */
  static final String REACT_BUNDLE = "main.jsbundle";

  /** Whether screens and logic are read here, in code and nibs, scripts or web pages. */
  boolean isRead() {
    return this != FLUTTER;
  }

  /** By the files below the app's folder. */
  static IosFramework of(FileTree files, String app) {
    IosFramework found = NATIVE;
    for (FileTree.Entry entry : files.entries()) {
      if (!entry.name().startsWith(app)) {
        continue;
      }
      String name = entry.name().substring(app.length());
      if (name.startsWith("Pandora/apps/")) {
        return UNI_APP;
      }
      if (name.startsWith("Frameworks/Flutter.framework/")) {
        return FLUTTER;
      }
      if (name.equals(REACT_BUNDLE)) {
        found = REACT_NATIVE;
      } else if (name.equals("capacitor.config.json")) {
        found = CAPACITOR;
      } else if (name.equals("www/cordova.js")) {
        found = CORDOVA;
      }
    }
    return found;
  }
}
