package cn.beian.server.web.filings;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.Origin;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import cn.beian.server.filings.review.ReviewedTopic.Oddity;
import java.time.Instant;
import java.util.Optional;

/** What is unusual about an answer, in the page's language. */
final class OddityWords {
  private final FilingText words;
  private final CaseFile file;

  OddityWords(FilingText words, CaseFile file) {
    this.words = words;
    this.file = file;
  }

  /** In one sentence, with where it is known from. */
  public String of(Item item, Oddity odd) {
    boolean list = item.entry().field().type() == FieldType.LIST;
    return switch (odd.why()) {
      case PACKAGE -> words.page("province.odd.PACKAGE" + (list ? ".list" : ""), said(item, odd));
      case EARLIER ->
          odd.source().equals("registry")
              ? words.page("province.odd.RECORDS", said(item, odd))
              : words.page("province.odd.EARLIER", said(item, odd), odd.source());
      case REGISTER -> words.page("province.odd.REGISTER", said(item, odd));
      case FINDING ->
          words.page(
              "province.odd.FINDING",
              file.explained(item.entry().question())
                  .map(one -> words.text(one.rule().title()) + builds(one))
                  .orElse(odd.source()));
      case WRONG -> words.wrong(file, item.entry());
    };
  }

  /** In brackets, the packages that a rule was found in, where there are several. */
  private String builds(CaseFinding found) {
    return file.graveRules().stream()
        .filter(one -> one.id().equals(found.rule().id()))
        .map(one -> words.builds().of(file, one))
        .filter(one -> !one.isEmpty())
        .map(one -> words.page("filings.bracketed", one))
        .findFirst()
        .orElse("");
  }

  private String said(Item item, Oddity odd) {
    Answer other = Answer.proposed(odd.value(), Origin.EARLIER, "");
    StoredAnswer stored =
        new StoredAnswer(item.entry().question(), other, Optional.empty(), Instant.EPOCH);
    return words
        .shown(
            new CaseFile.Entry(
                item.entry().question(), item.entry().field(), Optional.of(stored), false))
        .replace("\n", words.chinese() ? "、" : ", ");
  }
}
