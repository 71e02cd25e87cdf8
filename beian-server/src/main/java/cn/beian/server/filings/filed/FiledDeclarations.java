package cn.beian.server.filings.filed;

import cn.beian.filing.form.Absence;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.StandardValue;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.records.PublicRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the filing of a public record declares to everybody: nothing else of a form is public. */
@Service
public class FiledDeclarations {
  private static final String WHO_MUST_USE = "explanation.whoMustUse";

  private final CaseStore cases;

  FiledDeclarations(CaseStore cases) {
    this.cases = cases;
  }

  /**
   * What an app does and asks, as it was filed.
   *
   * @param functions a sentence each
   * @param data the items that people are asked for; empty where none is
   * @param explained whether a function had to be explained separately
   * @param mustUse who has to use one of these; empty where its use is voluntary
   */
  public record Declaration(
      List<String> functions, List<String> data, boolean explained, List<String> mustUse) {
    public Declaration {
      functions = List.copyOf(functions);
      data = List.copyOf(data);
      mustUse = List.copyOf(mustUse);
    }
  }

  /** The declaration of a record; empty of a restricted one, and where nothing was answered. */
  @Transactional(readOnly = true)
  public Optional<Declaration> of(PublicRecord record) {
    if (record.restricted()) {
      return Optional.empty();
    }
    Declaration declared = declared(record.applicationId());
    return declared.functions().isEmpty() ? Optional.empty() : Optional.of(declared);
  }

  private Declaration declared(UUID application) {
    List<StoredAnswer> answers = cases.answers(application);
    return new Declaration(
        said(answers, "function.description"),
        said(answers, "data.asked"),
        answers.stream().anyMatch(one -> one.question().fieldId().equals(WHO_MUST_USE)),
        said(answers, WHO_MUST_USE));
  }

  private static List<String> said(List<StoredAnswer> answers, String field) {
    return answers.stream()
        .filter(one -> one.question().fieldId().equals(field))
        .map(StoredAnswer::answer)
        .map(Answer::value)
        .filter(value -> StandardValue.of(field, value).isEmpty() && !Absence.stated(value))
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }
}
