package cn.beian.server.records;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where an app runs, and what packages of records call it, built or as source. */
public enum Platform {
  ANDROID("android", ""),
  HARMONY("harmony", ""),
  IOS("ios", ""),
  WECHAT("wechat", "wxapkg uni taro wepy mpvue"),
  ALIPAY("alipay", "amr uni taro wepy mpvue"),
  QUICK_APP("quick-app", "quick rpk");

  private final String id;
  private final String others; // separated by blanks

  Platform(String id, String others) {
    this.id = id;
    this.others = others;
  }

  /** As it is asked for. */
  public String id() {
    return id;
  }

  /** Whether a name is that of a platform, or of what its packages are made with. */
  public static boolean isKnown(String typed) {
    String name = typed.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .anyMatch(
            one -> one.id().equals(name) || List.of(one.others.split(" ", -1)).contains(name));
  }

  /**
   * What packages of records are called that somebody asks for by this name, in whatever case; the
   * name itself where it is none of a platform. Empty for no name.
   */
  public static List<String> namesOf(String typed) {
    String name = typed.strip().toLowerCase(Locale.ROOT);
    return name.isEmpty()
        ? List.of()
        : Arrays.stream(values())
            .filter(one -> one.id().equals(name))
            .findFirst()
            .map(one -> List.of((name + ' ' + one.others).strip().split(" ", -1)))
            .orElse(List.of(name));
  }
}
