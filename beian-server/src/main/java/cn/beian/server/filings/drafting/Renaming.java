package cn.beian.server.filings.drafting;

import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.testing.Inspections;
import java.util.Optional;
import java.util.UUID;

/**
 * That an application is called otherwise without one of its packages, the first of which names it.
 *
 * @param name as it is now
 * @param by the name after that; empty where somebody has to type one
 * @param fileName of the package that says so
 */
public record Renaming(String name, String by, String fileName) {

  /** What becomes of the name without a package; empty where it stays. */
  static Optional<Renaming> without(UUID packageId, CaseFile file, Inspections inspections) {
    StoredAnswer stored = file.answers().get(Question.once("app.name"));
    if (stored == null
        || stored.answer().origin() != Origin.PACKAGE
        || stored.answeredBy().isPresent()) {
      return Optional.empty();
    }
    String name = stored.answer().value();
    for (CasePackage one : file.packages()) {
      UUID id = one.submitted().packageId();
      Optional<String> said =
          id.equals(packageId)
              ? Optional.empty()
              : inspections.outline(id).flatMap(PackageAnswers::name);
      if (said.isPresent()) {
        return said.get().equals(name)
            ? Optional.empty()
            : Optional.of(new Renaming(name, said.get(), one.stored().fileName()));
      }
    }
    return Optional.of(new Renaming(name, "", ""));
  }
}
