package cn.beian.inspect.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionsTest {
  @Test
  void literals_ofOneSum_areOneText() {
    Expressions found = Expressions.of("{{n > 0 ? '打败了' + rate + '%的小伙伴' : '快去' + '签到'}}");

    assertThat(found.literals()).containsExactly("打败了…%的小伙伴", "快去签到");
    assertThat(found.names()).containsExactly("n", "rate");
  }

  @Test
  void literals_ofDifferentBranchesOrOfCode_standAlone() {
    assertThat(Expressions.of("{{a ? '已签到' : '签到'}}").literals()).containsExactly("已签到", "签到");
    assertThat(Expressions.of("{{'big ' + size + ' red'}}").literals())
        .containsExactly("big", "red");
  }

  @Test
  void text_withEscapedLineBreak_hasABlank() {
    assertThat(Expressions.of("\\n\\n时间：{{time}}").text()).isEqualTo("时间：…");
  }
}
