package cn.beian.server.filings.filed;

import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.records.DeclaredServices;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Domains as the application answers that a record rests on. */
@Component
class FiledDomains implements DeclaredServices {
  private final ApplicationStore store;
  private final CaseStore cases;

  FiledDomains(ApplicationStore store, CaseStore cases) {
    this.store = store;
    this.cases = cases;
  }

  @Override
  @Transactional(readOnly = true)
  public List<String> domains(String number) {
    return store.numbered(number).stream()
        .flatMap(one -> cases.answers(one.id()).stream())
        .filter(answer -> answer.question().fieldId().equals("operation.domains"))
        .flatMap(answer -> answer.answer().value().lines())
        .toList();
  }
}
