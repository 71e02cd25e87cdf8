package cn.beian.filing.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentNamesTest {
  private static final Set<String> ALL = DocumentNames.words().keySet();

  @ParameterizedTest
  @CsvSource({
    "关于清溪巡河项目的批复.pdf, approval.document",
    "立项批复文件（扫描件）.PDF, approval.document",
    "云水〔2025〕18 号  承 诺 书.pdf, undertaking.stampedCopy",
    "等保备案证明-三级.jpg, security.mlpsCertificate",
    "信息系统安全等级保护备案证明.png, security.mlpsCertificate",
    "密评报告2026.docx, security.cryptographyReport",
    "渗透测试报告.docx, security.testReport",
    "项目验收报告.pdf, @ACCEPTANCE",
    "事业单位法人证书.jpg, other.attachment",
    "营业执照副本.png, other.attachment",
    "Ｔｅｃｈｎｉｃａｌ＿Ｐｌａｎ.docx, operation.technicalPlan",
    "安全管理制度.doc, operation.rules",
  })
  void usualName_isAssigned(String fileName, String answer) {
    assertThat(DocumentNames.answer(fileName, ALL)).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "扫描件_0031.pdf",
        "IMG_2031.JPG",
        "",
        ".pdf",
        "验收批复.pdf",
        "\u202Efdp.保等",
        "a/../b.pdf"
      })
  void nameThatSaysNothing_orFitsTwo_isLeftToAPerson(String fileName) {
    assertThat(DocumentNames.answer(fileName, ALL)).isEmpty();
  }

  @Test
  void answerThatIsNotAsked_isNotChosen() {
    assertThat(DocumentNames.answer("等保备案证明.pdf", Set.of("other.attachment"))).isEmpty();
  }

  @Test
  void words_areOfFieldsThatTakeADocument() {
    assertThat(ALL)
        .allMatch(
            answer ->
                answer.startsWith(DocumentNames.WHOLE)
                    ? FieldDictionary.fields().stream()
                        .anyMatch(
                            field ->
                                field.textOrDocument()
                                    && answer.equals(DocumentNames.WHOLE + field.topic()))
                    : FieldDictionary.find(answer).filter(FormField::takesDocument).isPresent());
  }
}
