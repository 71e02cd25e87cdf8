package cn.beian.server.filings.answers;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.StandardValue;
import cn.beian.server.filings.StoredAnswer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerSourceTest {
  @Test
  void whatNoPackageContains_isNotSaidToBeReadFromIt() {
    assertThat(source("app.icon", StandardValue.ICON_ON_PLATFORM.name())).hasValue("kind");
    assertThat(source("app.stores", StandardValue.OWN_PLATFORM.name())).hasValue("kind");
    assertThat(source("data.personalPurposes", "姓名：今日巡查")).hasValue("drafted");
    assertThat(source("app.name", "清溪巡河")).isEmpty();
    assertThat(source("app.icon", "res/icon.png")).isEmpty();
  }

  private static Optional<String> source(String field, String value) {
    return AnswerSource.of(
        new StoredAnswer(
            Question.once(field),
            Answer.proposed(value, Origin.PACKAGE, "app.json"),
            Optional.empty(),
            Instant.EPOCH));
  }
}
