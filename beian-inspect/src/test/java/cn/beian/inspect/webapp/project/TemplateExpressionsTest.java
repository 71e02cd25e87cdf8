package cn.beian.inspect.webapp.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateExpressionsTest {
  @Test
  void literals_ofOneSum_areOneText() {
    TemplateExpressions found =
        TemplateExpressions.of("{{n > 0 ? '打败了' + rate + '%的小伙伴' : '快去' + '签到'}}");

    assertThat(found.literals()).containsExactly("打败了…%的小伙伴", "快去签到");
    assertThat(found.names()).containsExactly("n", "rate");
  }

  @Test
  void literals_ofDifferentBranchesOrOfCode_standAlone() {
    assertThat(TemplateExpressions.of("{{a ? '已签到' : '签到'}}").literals())
        .containsExactly("已签到", "签到");
    assertThat(TemplateExpressions.of("{{'big ' + size + ' red'}}").literals())
        .containsExactly("big", "red");
  }

  @Test
  void text_withEscapedLineBreak_hasABlank() {
    assertThat(TemplateExpressions.of("\\n\\n时间：{{time}}").text()).isEqualTo("时间：…");
  }
}
