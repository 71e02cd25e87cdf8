package cn.beian.inspect.hybrid;

/** What an app can be made with beside the code of its platform; the first counts of several. */
public enum World {
  UNI_APP("uni-app"),
  FLUTTER("flutter"),
  REACT_NATIVE("react-native"),
  CAPACITOR("capacitor"),
  CORDOVA("cordova");

  private final String jsonName;

  World(String jsonName) {
    this.jsonName = jsonName;
  }

  public String jsonName() {
    return jsonName;
  }
}
