package cn.beian.server.inventory;

import cn.beian.filing.policies.AppForm;
import cn.beian.server.platform.FoldedText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Form and platforms of an app as people write them, in one cell or two: {@code 微信小程序}, {@code
 * APP（安卓、iOS）}, {@code 安卓}. A form that no cell names follows from the platform, or from an AppID.
 *
 * @param form absent where none is named, or several are
 * @param several whether several forms are named
 * @param platforms as records name them; a word that is not known stands as it is
 * @param written the platforms as the pages call them
 */
record FormWords(
    Optional<AppForm> form, boolean several, List<String> platforms, List<String> written) {
  FormWords {
    platforms = List.copyOf(platforms);
    written = List.copyOf(written);
  }

  /** What is out of scope whatever else the cell says. */
  private static final List<String> OUTSIDE =
      List.of("公众号", "公众账号", "服务号", "订阅号", "视频号", "企业号", "群", "微博", "抖音号");

  /** Words that name a form in part of a cell; the first that is found is taken out of it. */
  private static final Map<String, AppForm> FORMS = new LinkedHashMap<>();

  private static final Map<String, Platform> PLATFORMS = new LinkedHashMap<>();

  /** Words for an app where no other word names the form. */
  private static final List<String> APPS = List.of("应用", "客户端", "移动端", "手机端");

  private static final Pattern APP_ID = Pattern.compile("wx[0-9a-f]{16}");

  /** A platform, and the form of what is on it. */
  private record Platform(String name, String written, AppForm form) {}

  static {
    for (String word : List.of("小程序", "miniprogram", "miniapp")) {
      FORMS.put(word, AppForm.MINI_PROGRAM);
    }
    for (String word : List.of("快应用", "quickapp")) {
      FORMS.put(word, AppForm.QUICK_APP);
    }
    for (String word : List.of("网页应用", "webapp", "webpage", "网页", "网站", "h5", "web")) {
      FORMS.put(word, AppForm.WEB);
    }
    FORMS.put("app", AppForm.APP);
    put("android", "安卓", AppForm.APP, "安卓", "android");
    put("ios", "iOS", AppForm.APP, "苹果", "iphone", "ios");
    put("harmony", "鸿蒙", AppForm.APP, "鸿蒙", "harmonyos", "harmony");
    put("wechat", "微信", AppForm.MINI_PROGRAM, "微信", "wechat");
    put("alipay", "支付宝", AppForm.MINI_PROGRAM, "支付宝", "alipay");
    put("quick-app", "快应用", AppForm.QUICK_APP, "快应用", "quickapp");
  }

  private static void put(String name, String written, AppForm form, String... words) {
    for (String word : words) {
      PLATFORMS.put(word, new Platform(name, written, form));
    }
  }

  /**
   * What cells say.
   *
   * @param form of the column of forms; may be empty
   * @param platform of that of platforms; may be empty
   * @param identity package name or AppID; may be empty
   */
  static FormWords read(String form, String platform, String identity) {
    String told = FoldedText.of(form);
    if (OUTSIDE.stream().anyMatch(told::contains)) {
      return new FormWords(Optional.empty(), false, List.of(), List.of());
    }
    Set<Platform> of = platforms(told);
    Set<Platform> on = platforms(FoldedText.of(platform));
    Set<AppForm> forms = forms(told);
    Set<Platform> all = new LinkedHashSet<>(of);
    all.addAll(on);
    if (forms.isEmpty() && (told.isEmpty() || !of.isEmpty())) {
      all.forEach(one -> forms.add(one.form()));
    }
    if (forms.isEmpty() && told.isEmpty() && APP_ID.matcher(identity).matches()) {
      forms.add(AppForm.MINI_PROGRAM);
      all.add(new Platform("wechat", "微信", AppForm.MINI_PROGRAM));
    }
    List<String> names = new ArrayList<>(all.stream().map(Platform::name).distinct().toList());
    if (names.isEmpty() && !platform.isEmpty()) {
      names.add(platform.toLowerCase(Locale.ROOT));
    }
    return new FormWords(
        forms.size() == 1 ? Optional.of(forms.iterator().next()) : Optional.empty(),
        forms.size() > 1,
        names,
        all.stream().map(Platform::written).distinct().toList());
  }

  private static Set<Platform> platforms(String folded) {
    Set<Platform> found = new LinkedHashSet<>();
    String rest = folded;
    for (Map.Entry<String, Platform> one : PLATFORMS.entrySet()) {
      if (rest.contains(one.getKey())) {
        found.add(one.getValue());
        rest = rest.replace(one.getKey(), " ");
      }
    }
    return found;
  }

  private static Set<AppForm> forms(String folded) {
    Set<AppForm> found = EnumSet.noneOf(AppForm.class);
    String rest = folded;
    for (Map.Entry<String, AppForm> one : FORMS.entrySet()) {
      if (rest.contains(one.getKey())) {
        found.add(one.getValue());
        rest = rest.replace(one.getKey(), " ");
      }
    }
    if (found.isEmpty() && APPS.stream().anyMatch(folded::contains)) {
      found.add(AppForm.APP);
    }
    return found;
  }
}
