package cn.beian.filing.policies;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.policies.PackageSet.Conflict;
import cn.beian.filing.policies.PackageSet.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageSetTest {
  private static final Member ANDROID = new Member(AppForm.APP, "android", "cn.gov.river");
  private static final Member IOS = new Member(AppForm.APP, "ios", "cn.gov.river.ios");
  private static final Member WECHAT = new Member(AppForm.MINI_PROGRAM, "wechat", "wx1");

  @Test
  void apps_ofAllPlatforms_shareNumber_twoBuildsToo() {
    assertThat(PackageSet.conflict(List.of())).isEmpty();
    assertThat(PackageSet.conflict(List.of(ANDROID, IOS, ANDROID))).isEmpty();
  }

  @Test
  void apps_twoNamesOnOnePlatform_areTwoApps() {
    Member other = new Member(AppForm.APP, "android", "cn.gov.lake");
    assertThat(PackageSet.conflict(List.of(ANDROID, IOS, other)))
        .contains(Conflict.SEVERAL_APPS_ON_ONE_PLATFORM);
  }

  @Test
  void miniProgram_besideApp_hasNumberOfItsOwn() {
    assertThat(PackageSet.conflict(List.of(ANDROID, WECHAT))).contains(Conflict.MIXED_FORMS);
  }

  @Test
  void miniPrograms_ofTwoPlatformsOrAppIds_haveTwoNumbers() {
    Member alipay = new Member(AppForm.MINI_PROGRAM, "alipay", "wx1");
    Member other = new Member(AppForm.MINI_PROGRAM, "wechat", "wx2");
    assertThat(PackageSet.conflict(List.of(WECHAT, WECHAT))).isEmpty();
    assertThat(PackageSet.conflict(List.of(WECHAT, alipay)))
        .contains(Conflict.SEVERAL_MINI_PROGRAMS);
    assertThat(PackageSet.conflict(List.of(WECHAT, other)))
        .contains(Conflict.SEVERAL_MINI_PROGRAMS);
  }

  @Test
  void quickApps_ofTwoNames_haveTwoNumbers() {
    assertThat(
            PackageSet.conflict(
                List.of(
                    new Member(AppForm.QUICK_APP, "quick", "a"),
                    new Member(AppForm.QUICK_APP, "quick", "b"))))
        .contains(Conflict.SEVERAL_QUICK_APPS);
  }
}
