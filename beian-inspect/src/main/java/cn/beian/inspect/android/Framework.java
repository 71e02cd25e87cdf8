package cn.beian.inspect.android;

import cn.beian.inspect.reader.FileTree;

/** The framework that an app was made with, by files that only that framework's tools write. */
enum Framework {
  NATIVE("native"),
  UNI_APP("uni-app"),
  FLUTTER("flutter"),
  REACT_NATIVE("react-native"),
  CORDOVA("cordova"),
  CAPACITOR("capacitor");

  /** Code of a React Native app. */
  static final String REACT_BUNDLE = "assets/index.android.bundle";

  private final String jsonName;

  Framework(String jsonName) {
    this.jsonName = jsonName;
  }

  String jsonName() {
    return jsonName;
  }

  /** Whether screens and logic are in layouts and code. */
  boolean isNative() {
    return this == NATIVE;
  }

  /** Whether screens and logic are read here, in code and layouts, web pages or a bundle. */
  boolean isRead() {
    return this != FLUTTER;
  }

  static Framework of(FileTree files) {
    for (FileTree.Entry entry : files.entries()) {
      String name = entry.name();
      if (name.startsWith("assets/apps/__UNI__")) {
        return UNI_APP;
      }
      if (name.endsWith("/libapp.so") || name.startsWith("assets/flutter_assets/")) {
        return FLUTTER;
      }
      if (name.equals(REACT_BUNDLE)) {
        return REACT_NATIVE;
      }
      if (name.equals("assets/capacitor.config.json")) {
        return CAPACITOR;
      }
      if (name.equals("assets/www/cordova.js")) {
        return CORDOVA;
      }
    }
    return NATIVE;
  }
}
