package cn.beian.inspect.harmony;

import cn.beian.inspect.reader.FileTree;
import java.util.List;
import java.util.regex.Pattern;

/** What an app was made with, told by the files that each leaves in a package. */
enum HapFramework {
  FLUTTER("flutter", "libs/[^/]+/libflutter\\.so", false),
  REACT_NATIVE("react-native", "libs/[^/]+/librnoh[^/]*\\.so", false),
  UNI_APP("uni-app", "resources/(?:rawfile|resfile)/apps/[^/]+/www/.*", true),
  ARKTS("arkts", "ets/.*\\.abc", true),
  JS("js", "assets/js/.*\\.js", true),
  JAVA("java", "classes\\.dex", false),
  NATIVE("native", ".*", true);

  private final String jsonName;
  private final Pattern sign;
  private final boolean read;

  HapFramework(String jsonName, String sign, boolean read) {
    this.jsonName = jsonName;
    this.sign = Pattern.compile(sign);
    this.read = read;
  }

  /** The first whose files are in one of the parts. */
  static HapFramework of(List<HapPart> parts) {
    for (HapFramework framework : values()) {
      for (HapPart part : parts) {
        for (FileTree.Entry entry : part.files().entries()) {
          if (framework.sign.matcher(entry.name()).matches()) {
            return framework;
          }
        }
      }
    }
    return NATIVE;
  }

  /** Whether its code is read. */
  boolean isRead() {
    return read;
  }

  String jsonName() {
    return jsonName;
  }
}
