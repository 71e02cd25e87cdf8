package cn.beian.server.filings.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PermissionDataTest {
  private static final String STORED = "身份证号\n位置\n相机（照片、视频）";
  private static final String PURPOSES = "位置：用于记录巡查轨迹\n相机（照片、视频）：scope.camera\n首页：手机号";

  @Test
  void names_readFromPermissions_areShownInEnglishAndGivenBack() {
    String shown = PermissionData.shown("data.personal", STORED);
    assertThat(shown).isEqualTo("身份证号\nLocation\nCamera (photos, video)");
    assertThat(PermissionData.stored("data.personal", shown)).isEqualTo(STORED);
    String purposes = PermissionData.shown("data.personalPurposes", PURPOSES);
    assertThat(purposes).startsWith("Location: 用于记录巡查轨迹\n").endsWith("\n首页：手机号");
    assertThat(PermissionData.stored("data.personalPurposes", purposes)).isEqualTo(PURPOSES);
  }

  @Test
  void otherAnswers_areLeftAsTheyAre() {
    assertThat(PermissionData.shown("app.name", "位置")).isEqualTo("位置");
    assertThat(PermissionData.stored("app.name", "Location")).isEqualTo("Location");
    assertThat(PermissionData.stored("data.personal", "Location of the pump"))
        .isEqualTo("Location of the pump");
  }
}
