package cn.beian.server.web.filings;

import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Topic;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.casefile.CaseFile;
import java.util.List;
import java.util.Optional;

/**
 * A function of an app as its topic shows it.
 *
 * @param facing whether it faces the grassroots; absent where that is not asked
 */
public record FunctionRow(CaseFile.Entry description, Optional<CaseFile.Entry> facing) {
  static List<FunctionRow> of(CaseFile file) {
    List<CaseFile.Entry> entries = file.entries(Topic.FUNCTIONS);
    return entries.stream()
        .filter(entry -> entry.field().id().equals("function.description"))
        .map(
            one ->
                new FunctionRow(
                    one,
                    entries.stream()
                        .filter(other -> other.field().id().equals("function.grassrootsFacing"))
                        .filter(other -> other.question().item().equals(one.question().item()))
                        .findFirst()))
        .toList();
  }

  /** Whether the package that showed it was replaced by one that does not. */
  public boolean gone() {
    return description.stored().filter(one -> AnswerSheet.isOfReplaced(one.answer())).isPresent();
  }

  /** The screen on which it was read; empty where it was not read from one. */
  public String screen() {
    return description
        .stored()
        .map(stored -> stored.answer())
        .filter(answer -> answer.origin() == Origin.PACKAGE)
        .map(answer -> answer.evidence())
        .filter(evidence -> evidence.indexOf('/') > 0 || evidence.indexOf('.') > 0)
        .orElse("");
  }
}
