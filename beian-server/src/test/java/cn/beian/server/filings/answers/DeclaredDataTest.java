package cn.beian.server.filings.answers;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.rules.book.Rulebook;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import cn.beian.testkit.miniprogram.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the form proposes as data is what the package asks for, and what the page of it lists. */
class DeclaredDataTest {
  private static final String INPUTS =
      "<input name='a' placeholder='请输入姓名'/><input name='b' placeholder='请输入联系电话'/>"
          + "<input name='c' placeholder='请输入备注'/>";
  private static final String UNDER_A_HEADING = "<view>志愿者登记</view>" + INPUTS;
  private static final String LABELLED =
      "<view>姓名</view><input name='a'/><view>联系电话</view><input name='b'/>"
          + "<view>情况说明</view><textarea placeholder='请输入说明'></textarea>";

  @TempDir Path folder;

  /** The same page as each technique writes it. */
  private enum Source {
    WECHAT {
      @Override
      Path write(Path folder, String page) {
        return MiniProgramFiles.atRoot()
            .page("pages/join/join", page, "Page({})", "{\"navigationBarTitleText\":\"志愿者报名\"}")
            .writeTo(folder);
      }
    },
    UNI_APP {
      @Override
      Path write(Path folder, String page) {
        return new SourceFiles()
            .file(
                "pages.json",
                "{\"pages\": [{\"path\": \"pages/join/join\", \"style\":"
                    + " {\"navigationBarTitleText\": \"志愿者报名\"}}]}")
            .file("manifest.json", "{\"name\":\"示例\"}")
            .file("App.vue", "<script>export default {}</script>")
            .file("pages/join/join.vue", "<template><view>" + page + "</view></template>")
            .writeTo(folder);
      }
    },
    QUICK_APP {
      @Override
      Path write(Path folder, String page) {
        return new SourceFiles()
            .file(
                "src/manifest.json",
                "{\"package\":\"cn.example.join\",\"name\":\"示例\","
                    + "\"router\":{\"entry\":\"Join\",\"pages\":{\"Join\":{\"component\":\"index\"}}},"
                    + "\"display\":{\"pages\":{\"Join\":{\"titleBarText\":\"志愿者报名\"}}}}")
            .file("src/app.ux", "<script>export default {}</script>")
            .file(
                "src/Join/index.ux",
                "<template><div>" + page.replace("view>", "text>") + "</div></template>")
            .writeTo(folder);
      }
    },
    HTML {
      @Override
      Path write(Path folder, String page) throws Exception {
        String html =
            "<html><head><title>志愿者报名</title></head><body>"
                + page.replace("view>", "p>")
                + "</body></html>";
        return Files.write(
            folder.resolve("shell.apk"),
            new ApkBytes("cn.gov.shell")
                .file("assets/www/index.html", html.getBytes(StandardCharsets.UTF_8))
                .unsigned());
      }
    };

    abstract Path write(Path folder, String page) throws Exception;
  }

  private FactSet inspect(Source source, String page) throws Exception {
    return PackageInspector.inspect(
        PackageInput.of(List.of(source.write(folder, page))), Limits.standard());
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void consent_isNoData(Source source) throws Exception {
    FactSet facts =
        inspect(
            source,
            "<view>姓名</view><input name='a'/><view>我已阅读并同意隐私政策</view>"
                + "<input type='checkbox' name='agree'/>"
                + "<input name='c' placeholder='我已阅读并同意《用户服务协议》'/>");
    assertThat(answer(facts, "data.asked")).containsExactly("姓名");
  }

  private static Stream<String> answer(FactSet facts, String field) {
    Map<Question, Answer> all =
        PackageAnswers.together(
            List.of(PackageAnswers.of(facts, "p", Rulebook.bundled())), Map.of());
    Answer answer = all.get(Question.once(field));
    return answer == null ? Stream.empty() : answer.value().lines();
  }

  @ParameterizedTest
  @EnumSource
  void inputsUnderOneHeading_areDeclaredByTheirPlaceholders(Source source) throws Exception {
    FactSet facts = inspect(source, UNDER_A_HEADING);
    assertThat(facts.of(FactKind.FORM_FIELD)).hasSize(3);
    assertThat(answer(facts, "data.asked")).containsExactlyInAnyOrder("姓名", "手机号码");
    assertThat(answer(facts, "data.personal")).containsExactlyInAnyOrder("姓名", "手机号码");
  }

  @ParameterizedTest
  @EnumSource
  void headingOfSeveralInputs_isTheLabelOfNone(Source source) throws Exception {
    assertThat(inspect(source, UNDER_A_HEADING).of(FactKind.FORM_FIELD))
        .extracting(field -> field.text(Field.LABEL))
        .containsOnly("");
  }

  @ParameterizedTest
  @EnumSource
  void labelledInputs_areDeclared_andFreeTextIsNot(Source source) throws Exception {
    FactSet facts = inspect(source, LABELLED);
    assertThat(answer(facts, "data.asked")).containsExactlyInAnyOrder("姓名", "手机号码");
    assertThat(answer(facts, "data.personal")).containsExactlyInAnyOrder("姓名", "手机号码");
  }

  @ParameterizedTest
  @EnumSource
  void purposes_areTitlesOfPages_neverTheirPaths(Source source) throws Exception {
    assertThat(answer(inspect(source, LABELLED), "data.personalPurposes"))
        .noneMatch(line -> line.contains("/") || line.contains("index") || line.contains("Join"))
        .allMatch(line -> line.endsWith("：志愿者报名"));
  }

  @Test
  void purposesOfPagesWithoutTitle_areNotProposed() throws Exception {
    Path app =
        MiniProgramFiles.atRoot()
            .page("pages/join/join", LABELLED, "Page({})", "{}")
            .writeTo(folder);
    FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(app)), Limits.standard());
    assertThat(answer(facts, "data.personal")).contains("姓名");
    assertThat(answer(facts, "data.personalPurposes")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void proposal_isWhatThePageOfFactsLists(Source source) throws Exception {
    FactSet facts = inspect(source, UNDER_A_HEADING);
    DeclaredData page = DeclaredData.of(facts, Rulebook.bundled());
    assertThat(answer(facts, "data.asked")).containsExactlyElementsOf(page.asked().keySet());
    assertThat(answer(facts, "data.personal")).containsExactlyElementsOf(page.personal().keySet());
  }
}
