package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a1234567",
        "a123456789",
        "woaini1314",
        "woaini520",
        "woaini1314520",
        "1234567890",
        "qwertyuiop",
        "1qaz2wsx3edc",
        "1q2w3e4r5t",
        "password123",
        "P@ssw0rd123",
        "Admin@123456",
        "admin888888",
        "19900101",
        "1990010112",
        "13812345678",
        "qwe123456789",
        "zhang123456",
        "wangli1988",
        "Zhengwu2026!",
        "beian@2026",
        "guanliyuan123",
        "aaaaaaaaaa",
        "abcabcabcabc",
        "Huawei@123",
        "iloveyou520",
        "5201314520",
        "147258369147",
        "asdfghjkl123",
        "Qwer1234!@#$",
        "abcd1234567",
        "liu19851224",
        "xuexiqiangguo1",
        "!QAZ2wsx3edc",
        "mima123456789",
        "Spring2026!!",
        "Passw0rd!2026",
        "root@root123"
      })
  void whatIsGuessedFirst_isCommon(String password) {
    assertThat(CommonPasswords.contains(password)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corn tractor lantern", "correct horse battery 17", "三个旧词语放一起用", "lantern tractor corn",
        "three old words", "vK7#pR2x-mQ9", "brisk-otter-plaza-48", "zhe shi yi ge chang mima hao",
        "会话-session-2026", "qingxi xunhe 7 bridges", "Gn5tW-kd83h-Zq"
      })
  void longAndOddEnough_isNot(String password) {
    assertThat(CommonPasswords.contains(password)).isFalse();
  }
}
