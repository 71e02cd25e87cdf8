package cn.beian.inspect.shared;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.shared.LogFormat.Privacy;
import org.junit.jupiter.api.Test;

class LogFormatTest {
  @Test
  void nsLog_showsTextsAndFractions_butNoCounts() {
    assertThat(LogFormat.before("user %@, token %s at %.2f of %d", Privacy.NONE))
        .containsExactly("user ", ", token ", " at ");
    assertThat(LogFormat.before("100%% of the password", Privacy.NONE)).isEmpty();
    assertThat(LogFormat.before("password %", Privacy.NONE)).isEmpty();
    assertThat(LogFormat.before("%2$@ is %1$-10.3s", Privacy.NONE)).containsExactly(" is ");
  }

  @Test
  void unifiedLog_showsTextsOnlyWhereTheyArePublic() {
    assertThat(LogFormat.before("token %@ of %{private}s", Privacy.TEXTS)).isEmpty();
    assertThat(LogFormat.before("token %{public}@ x %{private}f y %f", Privacy.TEXTS))
        .containsExactly("token ", " y ");
    assertThat(LogFormat.before("token %{public", Privacy.TEXTS)).isEmpty();
  }

  @Test
  void hilog_showsNothingThatIsNotPublic() {
    assertThat(LogFormat.before("token %s at %f, id %{public}s", Privacy.ALL))
        .containsExactly(", id ");
  }

  @Test
  void whatWentWrong_isNoNameOfAValue() {
    assertThat(LogFormat.before("Failed to get the token: %@", Privacy.NONE)).isEmpty();
    assertThat(LogFormat.names("获取手机号失败：")).isFalse();
    assertThat(LogFormat.names("手机号：")).isTrue();
    assertThat(LogFormat.names("  ")).isFalse();
  }
}
